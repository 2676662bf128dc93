import Cases
import Contracts
import Kernel
import Open311

/// A report of SP4N-LAPOR! as its row says it, judged as far as the city's files go.
struct LaporReport: Sendable {
    let number: String
    let service: Service
    let rule: ReportRule
    let text: String
    /// Ours; as they class it, else as its words sound.
    let topic: String
    let day: Day?
    let place: PointPlace
    let isAnonymous: Bool
    let isSecret: Bool
    /// Nothing of somebody who wants to be unknown.
    let name: String?
    let contact: Contact?
    /// All that it says beyond its state: another time it may say something else.
    let canonical: String

    /// Where, as far as it is said.
    struct PointPlace: Sendable {
        var address: String?
        var region: String?
        var latitude, longitude: String?
    }

    /// A row with what is wrong.
    struct Problems: Error { let list: [ImportProblem] }

    private static let longest = 4_000
    private static let yes: Set<String> = ["ya", "y", "true", "1", "yes"]

    /// - Parameters:
    ///   - message: by our names.
    ///   - line: by which a problem is told.
    init(
        _ message: JSONValue, _ line: Int, _ rules: LaporRules, _ catalogue: Catalogue
    ) throws(Problems) {
        var problems: [ImportProblem] = []
        func note(_ column: String, _ kind: String, _ text: String) {
            problems.append(ImportProblem(line: line, column: column, kind: kind, text: text))
        }
        func word(_ name: String) -> String? {
            switch message[name] {
            case .bool(let says)?: return says ? "ya" : "tidak"
            case .double(let number)?: return "\(number)"
            case let value?:
                var text = (value.word ?? "")[...]
                while text.first?.isWhitespace == true { text = text.dropFirst() }
                while text.last?.isWhitespace == true { text = text.dropLast() }
                return text.isEmpty ? nil : String(text)
            case nil: return nil
            }
        }
        number = word("nomor").map { $0.singleSpaced } ?? ""
        if !(1...80).contains(number.utf8.count) { note("nomor", "missing", "says no number") }
        let said = [word("judul"), word("isi")].compactMap(\.self)
        text = said.joined(separator: "\n")
        if word("isi") == nil { note("isi", "missing", "is empty: fill it in") }
        if text.count > Self.longest {
            note("isi", "too-long", "has \(text.count) characters: at most \(Self.longest)")
        }
        let kind = word("klasifikasi")?.lowercased() ?? "pengaduan"
        let found = rules.classes[kind].flatMap { catalogue.services[$0] }
        if found == nil {
            let known = rules.classes.keys.sorted().joined(separator: ", ")
            note("klasifikasi", "unknown", "is not exchanged: it is one of \(known)")
        }
        if word("status") == "selesai" {
            note(
                "status", "closed",
                "has ended there: take closed ones over with `pendopo import cases`")
        }
        topic = Self.topic(word("kategori"), text, catalogue)
        if topic.isEmpty {
            note("kategori", "unknown", "is no topic of the city, and its words name none")
        }
        day = word("tanggal").flatMap { Day(iso: String($0.prefix(10))) }
        if word("tanggal") != nil, day == nil {
            note("tanggal", "no-day", "is no day: write it as 2026-11-23")
        }
        place = PointPlace(
            address: word("lokasi"), region: word("kelurahan"), latitude: word("lat"),
            longitude: word("lon"))
        isAnonymous = word("anonim").map { Self.yes.contains($0.lowercased()) } ?? false
        isSecret = word("rahasia").map { Self.yes.contains($0.lowercased()) } ?? false
        name = isAnonymous ? nil : word("nama")
        contact = isAnonymous ? nil : word("kontak").flatMap { try? Contact(typed: $0) }
        canonical = LaporRules.fields.filter { $0 != "status" }
            .map { word($0) ?? "" }.joined(separator: "\u{1F}")
        guard problems.isEmpty, let found, let rule = found.terms.report else {
            throw Problems(list: problems)
        }
        service = found
        self.rule = rule
    }

    private static func topic(
        _ said: String?, _ text: String, _ catalogue: Catalogue
    ) -> String {
        if let said, let topic = catalogue.topics.topic(said), !topic.isNone { return topic.code }
        let heard = catalogue.heard(text).first { catalogue.topics.topic($0)?.isNone == false }
        return heard ?? ""
    }
}
