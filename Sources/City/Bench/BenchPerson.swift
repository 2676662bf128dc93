import Contracts
import Forms
import Kernel

/// An applicant of a measurement: a name out of few, so that searches have much to look through,
/// and numbers of their own.
struct BenchPerson: Sendable {
    let name: String
    let nik: String
    let phone: String
    let email: String

    init(_ n: Int) {
        name = DemoNames.person(n % 2_000).name
        let (district, day, month) = (1 + n % 6, 1 + n / 6 % 28, 1 + n / 168 % 12)
        let (year, serial) = (60 + n / 2_016 % 40, 1 + n / 80_640)
        nik =
            "3271" + [district, day, month, year].map { Self.padded($0, 2) }.joined()
            + Self.padded(serial, 4)
        phone = "+62811" + Self.padded(n, 7)
        email = "warga.\(n)@contoh.example"
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

/// Answers to any form, as good as its field kinds allow.
struct BenchAnswers: Sendable {
    /// Answers to all that is asked; the person and the region are filled in for each case.
    private let templates: [Answers]
    private let personal: [(field: String, kind: PersonalKind)]
    private let region: (field: String, codes: [String])?

    /// - Parameter regions: of the city.
    init(_ form: FormDefinition, regions: [RegionCode], today: Day) {
        personal = form.fields.compactMap { field in field.benchKind.map { (field.id, $0) } }
        var place: (field: String, codes: [String])?
        for field in form.fields {
            guard place == nil, case .region(let level) = field.kind else { continue }
            place = (field.id, regions.filter { $0.level == level.level }.map(\.text))
        }
        region = place
        templates = (0..<12).map { n in
            var answers = Answers()
            for field in form.fields {
                answers[field.id] = field.benchAnswer(n, regions: regions, today: today)
            }
            return form.relevant(answers, now: today)
        }
    }

    /// The regions that the answers may name: the kecamatan of each.
    var hasRegion: Bool { region.map { !$0.codes.isEmpty } ?? false }

    func answers(_ n: Int, _ person: BenchPerson, in wanted: RegionCode? = nil) -> Answers {
        var answers = templates[n % templates.count]
        for (field, kind) in personal where answers[field] != nil {
            switch kind {
            case .name: answers[field] = .text(person.name)
            case .nik: answers[field] = .text(person.nik)
            case .phone: answers[field] = .text(person.phone)
            case .email: answers[field] = .text(person.email)
            case .address: break
            }
        }
        if let region, answers[region.field] != nil {
            let codes =
                wanted.map { place in
                    region.codes.filter { RegionCode($0).map(place.contains) ?? false }
                } ?? region.codes
            if !codes.isEmpty { answers[region.field] = .text(codes[n / 7 % codes.count]) }
        }
        return answers
    }
}

extension Field {
    fileprivate var benchKind: PersonalKind? {
        switch kind {
        case .nik: .nik
        case .phone: .phone
        case .email: .email
        default: personal
        }
    }

    func benchAnswer(_ n: Int, regions: [RegionCode], today: Day) -> AnswerValue? {
        let person = BenchPerson(n)
        switch kind {
        case .text(let max), .longText(let max):
            return .text(String("Contoh isian \(id) nomor \(n + 1)".prefix(max)))
        case .integer(let range), .rupiah(let range):
            return .integer(range.lowerBound + Int64(n) % Swift.max(1, Int64(range.count)))
        case .date: return .day(today.adding(days: 30 + n))
        case .choice(let options):
            return options.isEmpty ? nil : .text(options[n % options.count].code)
        case .choices(let options): return .codes(options.prefix(1).map(\.code))
        case .yesNo: return .yesNo(n % 2 == 0)
        case .nik: return .text(person.nik)
        case .phone: return .text(person.phone)
        case .email: return .text(person.email)
        case .region(let level):
            let codes = regions.filter { $0.level == level.level }
            return codes.isEmpty ? nil : .text(codes[n % codes.count].text)
        case .file, .computed, .dateRange, .address, .point, .table: return nil
        }
    }
}
