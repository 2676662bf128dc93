import Forms
import Kernel
import Texts

/// The values that a letter template may use: each answer under its field's id, as people write it,
/// and a few of the case.
struct LetterValues {
    let catalogue: Catalogue
    let service: Service

    /// Names beside the fields of the form.
    static let own = ["nomor", "tanggal", "berlaku_hingga", "alasan", "layanan", "tahun"]

    /// What a template of the service may name; texts that were not answered are empty.
    static func scope(of service: Service) -> TextScope {
        TextScope(texts: service.form.fields.map(\.id) + own)
    }

    func values(_ answers: Answers, on today: Day) -> TextValues {
        var values = TextValues()
        let writer = AnswerText(catalogue: catalogue)
        for field in service.form.fields {
            values[field.id] = .text(
                answers[field.id].map { writer.text($0, of: field, .id) } ?? "")
        }
        values["layanan"] = .text(service.title.text(.id))
        values["tahun"] = .text("\(today.year)")
        return values
    }
}

/// An answer as people read it: dates, numbers, names of choices and regions.
public struct AnswerText: Sendable {
    let catalogue: Catalogue

    public init(catalogue: Catalogue) { self.catalogue = catalogue }

    public func text(_ value: AnswerValue, of field: Field, _ language: Language) -> String {
        switch (field.kind, value) {
        case (.choice(let options), .text(let code)):
            return options.first { $0.code == code }?.label.text(language) ?? code
        case (.choices(let options), .codes(let codes)):
            let labels = codes.map { code in
                options.first { $0.code == code }?.label.text(language) ?? code
            }
            return HumanText.list(labels, language)
        case (.region, .text(let code)):
            return RegionCode(code).flatMap { catalogue.region($0)?.name } ?? code
        case (.rupiah, .integer(let amount)): return HumanText.rupiah(Rupiah(amount), language)
        case (.phone, .text(let text)): return (try? PhoneNumber(text))?.display ?? text
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
