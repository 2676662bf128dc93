import Forms
import Kernel

/// Invents answers for questions that the demo knows nothing about.
struct DemoAnswers {
    let n: Int
    let today: Day
    /// The questions for somebody: each is answered by another person.
    private var persons: [String] = []
    /// Who stands in a table is nobody of those beside it.
    private var shift = 0

    init(n: Int, today: Day) {
        self.n = n
        self.today = today
    }

    /// The given answers, and one for every question that must be answered besides. Files are not
    /// answers that can be invented here.
    func completing(_ given: Answers, of form: FormDefinition) -> Answers {
        var answers = given
        var inventor = self
        inventor.persons = form.fields.filter { $0.kind.name == FieldKind.nik.name }.map(\.id)
        // An answer may open questions that stand before it on no page, only after it.
        for field in form.fields where field.required && answers[field.id] == nil {
            let isAsked = form.asked(answers, now: today).contains { group in
                group.fields.contains { $0.id == field.id }
            }
            if isAsked { answers[field.id] = inventor.answer(field, form, answers) }
        }
        return answers
    }

    private func answer(
        _ field: Field, _ form: FormDefinition, _ answers: Answers
    ) -> AnswerValue? {
        switch field.kind {
        case .date(let earliest, let latest):
            return .day(day(form.day(earliest, answers, now: today), form, latest, answers))
        case .dateRange(let rule):
            let first = day(form.day(rule.earliest, answers, now: today), form, nil, answers)
            let last = form.day(rule.latest, answers, now: today)
            let wanted = first.adding(days: min((rule.maxDays ?? 7) - 1, 6))
            return .range(DayRange(from: first, to: last.map { min($0, wanted) } ?? wanted))
        case .region(let level): return region(level, form.places)
        case .address:
            return village(form.places).map {
                .address(
                    AddressAnswer(
                        street: "Jalan Contoh Nomor \(n + 1)", rt: digits(n % 9), rw: digits(n % 7),
                        town: .region($0.code), postalCode: $0.postalCode))
            }
        case .point:
            let bounds = form.places.bounds
            return village(form.places).map {
                .point(
                    PointAnswer(
                        region: $0.code, description: "Di depan pasar, sisi timur",
                        point: MapPoint(
                            latitude: (bounds.south + bounds.north) / 2,
                            longitude: (bounds.west + bounds.east) / 2)))
            }
        case .table(let rule):
            let count = min(max(rule.minRows, 2), rule.maxRows)
            return .rows(
                (0..<count).map { index in
                    var inventor = DemoAnswers(n: n + index, today: today)
                    inventor.shift = 307
                    return inventor.row(rule)
                })
        default: return simple(field)
        }
    }

    private func row(_ rule: TableRule) -> Answers {
        Answers(
            Dictionary(
                rule.columns.compactMap { column in simple(column).map { (column.id, $0) } }
            ) { first, _ in first })
    }

    /// Kinds that stand for themselves.
    private func simple(_ field: Field) -> AnswerValue? {
        let person = DemoNames.person(n)
        switch field.kind {
        case .text(let max):
            let text = field.personal == .name ? person.name : "\(field.label.id) \(n + 1)"
            return .text(String(text.prefix(max)))
        case .longText(let max): return .text(String("\(field.label.id) \(n + 1)".prefix(max)))
        case .integer(let range), .rupiah(let range):
            return .integer(min(max(Int64(n + 1), range.lowerBound), range.upperBound))
        case .date: return .day(today)
        case .choice(let options):
            return options.isEmpty ? nil : .text(options[n % options.count].code)
        case .choices(let options): return .codes(options.prefix(1 + n % 2).map(\.code))
        case .yesNo: return .yesNo(n % 2 == 0)
        case .nik:
            // The first is whoever applies; a child or a partner is not.
            let place = persons.firstIndex(of: field.id) ?? 0
            return .text(DemoNames.person(n + place * 61 + shift).nik)
        case .phone: return .text(person.phone)
        case .email: return .text(person.email)
        default: return nil
        }
    }

    private func day(
        _ earliest: Day?, _ form: FormDefinition, _ latest: Expression?, _ answers: Answers
    ) -> Day {
        if let earliest { return earliest }
        guard let last = form.day(latest, answers, now: today) else { return today }
        return min(last, today)
    }

    private func region(_ level: RegionLevel, _ places: Places) -> AnswerValue? {
        guard level != .kecamatan else {
            return places.districts.isEmpty
                ? nil : .text(places.districts[n % places.districts.count].code.text)
        }
        guard let code = village(places)?.code else { return nil }
        return level.isBelowKelurahan
            ? .region(
                RegionAnswer(code: code, rw: digits(n % 7), rt: level == .rt ? digits(n % 9) : nil))
            : .text(code.text)
    }

    private func village(_ places: Places) -> Places.Region? {
        places.regions.isEmpty ? nil : places.regions[n % places.regions.count]
    }

    private func digits(_ number: Int) -> String { "00\(number + 1)" }
}
