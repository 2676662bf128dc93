import Cases
import Contracts
import Forms
import Kernel
import Store

/// An invented archive of permits as a file for `pendopo import permits`, and what people look up
/// in it: `lookups.tsv`, a name and a path in each line.
public struct BenchPermits: Sendable {
    public let rows: Int
    /// Of a hundred rows, how many are wrong.
    public let wrong: Int
    /// A directory for `permits.csv` and `lookups.tsv`.
    public let output: String

    /// The same permit every so many rows is looked up.
    private static let lookups = 2_000
    /// How long ago the oldest was given.
    private static let years = 16

    public init(rows: Int, wrong: Int, output: String) {
        self.rows = rows
        self.wrong = wrong
        self.output = output
    }

    public func run(_ settings: Settings) async throws {
        try await House.open(settings).closing { try await write(of: $0) }
    }

    func write(of house: House) async throws {
        let catalogue = try await house.shelf.published()
        let services = catalogue.services.values.filter { $0.terms.permit?.gift == .permit }
        let archive = Archive(
            rows: rows, kinds: services.map(\.code.text).sorted(),
            levels: Dictionary(
                uniqueKeysWithValues: services.map {
                    ($0.code.text, $0.riskLevels?.options.map(\.code) ?? [])
                }),
            regions: catalogue.places.regions.map(\.code.text),
            today: Day(house.world.now, in: house.zone))
        guard !archive.kinds.isEmpty, !archive.regions.isEmpty else {
            throw OperatingProblem("The city needs permits and regions.")
        }
        var text =
            "kunci,nomor,jenis,usaha,nama,nik,kelurahan,tempat,terbit,berlaku_sampai,"
            + "keadaan,keadaan_sejak,risiko\r\n"
        text.reserveCapacity(rows * 170)
        for n in 0..<rows { text += archive.line(n, isWrong: n % 100 < wrong) }
        try await FileTree.write(Array(text.utf8), to: output + "/permits.csv")
        let lines = stride(from: 0, to: rows, by: max(1, rows / Self.lookups))
            .flatMap { archive.lookups($0 - $0 % 100 + min(wrong, 99)) }
        try await FileTree.write(
            Array((lines.joined(separator: "\n") + "\n").utf8), to: output + "/lookups.tsv")
    }

    /// What the n-th row says. Numbers grow with time, as those of a register do, so that what has
    /// ended stands together; of the first kind hardly any has ended.
    private struct Archive {
        let rows: Int
        let kinds: [String]
        /// Levels of risk by kind.
        let levels: [String: [String]]
        let regions: [String]
        let today: Day

        func kind(_ n: Int) -> String { kinds[n % kinds.count] }

        func issued(_ n: Int) -> Day {
            today.adding(days: -1 - (rows - n) * BenchPermits.years * 365 / (rows + 1))
        }

        func number(_ n: Int) -> String {
            "\(issued(n).year)/\(BenchPerson.padded(n, 7))/\(kind(n).prefix(3).uppercased())"
        }

        func region(_ n: Int) -> String { regions[n / 3 % regions.count] }
        func business(_ n: Int) -> String { "PT Usaha \(word(n)) \(n)" }
        func place(_ n: Int) -> String { "Jalan \(word(n / 7)) \(n % 300)" }

        private func word(_ n: Int) -> String {
            let words = ["Maju", "Sari", "Jaya", "Abadi", "Makmur", "Sentosa", "Melati", "Kenanga"]
            return words[n % words.count] + words[n / 8 % words.count].lowercased()
        }

        func line(_ n: Int, isWrong: Bool) -> String {
            let person = BenchPerson(n)
            let isSeldom = kind(n) == kinds[0]
            let until =
                isSeldom && n % 10_007 != 0
                ? today.adding(days: 30 + n % 3_000) : issued(n).adding(days: 365 * (1 + n % 5))
            var state = ","
            if n % 1_009 == 0 { state = "dicabut,\(issued(n).adding(days: 1).iso)" }
            if n % 997 == 0 { state = "dibekukan,\(issued(n).adding(days: 1).iso)" }
            return "U\(n),\(number(n)),\(kind(n)),\(business(n)),\(person.name),"
                + "\(isWrong ? "12" : person.nik),\(region(n)),\(place(n)),"
                + "\(issued(n).iso),\(until.iso),\(state),\(risk(n))\r\n"
        }

        /// Of every ninth an archive does not say it.
        private func risk(_ n: Int) -> String {
            guard let levels = levels[kind(n)], !levels.isEmpty, n % 9 != 0 else { return "" }
            return levels[n / kinds.count % levels.count]
        }

        func lookups(_ n: Int) -> [String] {
            let slug = number(n).replacing("/", with: "~")
            func words(_ text: String) -> String { text.replacing(" ", with: "+") }
            let name = words("usaha \(word(n))")
            let list = "/izin?setelah=\(slug)&keadaan="
            return [
                "number\t/izin/\(slug)",
                "number in the API\t/api/v1/permits/\(slug)",
                "beginning of a number\t/izin?q=\(number(n).dropLast(6))",
                "business\t/izin?q=\(words(business(n)))",
                "beginning of a business\t/izin?q=\(name)",
                "place\t/izin?q=\(words(place(n)))",
                "business in the API\t/api/v1/permits?limit=25&q=\(words(business(n)))",
                "place in the API\t/api/v1/permits?limit=25&q=\(words(place(n)))",
                "middle of the list\t/izin?setelah=\(slug)",
                "expired, middle of the list\t\(list)expired",
                "in force, middle of the list\t\(list)in-force",
                "suspended, middle of the list\t\(list)suspended",
                "seldom expired kind\t\(list)expired&jenis=\(kinds[0])",
                "kind in force, middle\t\(list)in-force&jenis=\(kind(n))",
                "expired in a kelurahan\t\(list)expired&kelurahan=\(region(n))",
                "expired, beginning of a business\t/izin?keadaan=expired&q=\(name)",
                "seldom expired kind, business\t/izin?keadaan=expired&jenis=\(kinds[0])&q=usaha",
                "kind and kelurahan\t/izin?jenis=\(kind(n))&kelurahan=\(region(n))&setelah=\(slug)",
            ]
        }
    }
}
