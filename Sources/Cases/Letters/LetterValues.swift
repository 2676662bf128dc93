import Forms
import Kernel
import Texts

/// The values of a case that a letter template may use: each answer under its field's id, as people
/// write it, and a few of the service.
struct LetterValues {
    let form: FormDefinition
    let calendar: WorkingCalendar
    let city: CityProfile

    func values(_ answers: Answers, service: Service, at now: Instant) throws -> TextValues {
        var values = TextValues()
        for field in form.fields {
            values[field.id] = value(of: field, answers[field.id])
        }
        values["layanan"] = .text(service.title.text(.id))
        values["tahun"] = .text("\(Day(now, in: calendar.zone).year)")
        return values
    }

    private func value(of field: Field, _ answer: AnswerValue?) -> TextValue {
        switch (field.kind, answer) {
        case (.longText, .text(let text)) where field.id.hasPrefix("nama_"):
            return .text(text)
        default:
            return .text(answer.map { AnswerText(city: city).text($0, of: field, .id) } ?? "")
        }
    }
}

/// An answer as people read it: dates, numbers, names of choices and regions.
public struct AnswerText: Sendable {
    let city: CityProfile

    public init(city: CityProfile) { self.city = city }

    public func text(_ value: AnswerValue, of field: Field, _ language: Language) -> String {
        switch (field.kind, value) {
        case (.choice(let options), .text(let code)):
            return options.first { $0.code == code }?.label.text(language) ?? code
        case (.choices(let options), .codes(let codes)):
            let labels = codes.map { code in
                options.first { $0.code == code }?.label.text(language) ?? code
            }
            return HumanText.list(labels, language)
        case (.region, .text(let code)): return city.regionName(code) ?? code
        case (.rupiah, .integer(let amount)): return HumanText.rupiah(Rupiah(amount), language)
        case (.phone, .text(let text)):
            return (try? PhoneNumber(text))?.display ?? text
        case (_, .text(let text)): return text
        case (_, .integer(let number)): return HumanText.number(number, language)
        case (_, .yesNo(let yes)):
            return language == .id ? (yes ? "Ya" : "Tidak") : (yes ? "Yes" : "No")
        case (_, .day(let day)): return HumanText.day(day, language)
        case (_, .codes(let codes)): return HumanText.list(codes, language)
        case (_, .files(let files)): return HumanText.list(files.map(\.name), language)
        }
    }
}
