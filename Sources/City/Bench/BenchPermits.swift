import Cases
import Contracts
import Forms
import Kernel
import Permits
import Store

/// Measures an import of permits with wrong rows, and look-ups by what it brought.
public struct BenchPermits: Sendable {
    public let rows: Int
    /// Of a hundred rows, how many are wrong.
    public let wrong: Int
    public let lookups: Int

    public init(rows: Int, wrong: Int, lookups: Int) {
        self.rows = rows
        self.wrong = wrong
        self.lookups = lookups
    }

    public func run(_ settings: Settings, tell: @escaping @Sendable (String) -> Void) async throws {
        try await House.open(settings).closing { house in
            let path = settings.dataDirectory + "/izin-\(house.world.uuid().text).csv"
            try await FileTree.write(try await table(house), to: path)
            let began = ContinuousClock.now
            let result = try await ImportDesk.run(
                .permits, ImportRun(file: path, isDry: false, report: nil), source: "ukur",
                in: house, tell: tell)
            let seconds = Self.milliseconds(ContinuousClock.now - began) / 1_000
            for line in result.lines(isDry: false, report: nil).prefix(2) { tell(line) }
            tell("import: \(rows) rows in \(Int(seconds)) s")
            try await house.store.analyze()
            try await measure(house, tell)
        }
    }

    private func table(_ house: House) async throws -> [UInt8] {
        let regions = try await house.shelf.published().places.regions.map(\.code.text)
        var text = "kunci,nomor,jenis,usaha,nama,nik,kelurahan,tempat,terbit,berlaku_sampai\r\n"
        text.reserveCapacity(rows * 130)
        for n in 0..<rows {
            let person = BenchPerson(n)
            let isWrong = n % 100 < wrong
            let region = regions.isEmpty ? "" : regions[n % regions.count]
            text +=
                "U\(n),\(Self.number(n)),reklame,PT Usaha \(Self.word(n)) \(n),\(person.name),"
                + "\(isWrong ? "12" : person.nik),\(region),Jalan \(Self.word(n / 7)) \(n % 300),"
                + "2024-0\(1 + n % 9)-1\(n % 9),20\(27 + n % 4)-0\(1 + n % 9)-15\r\n"
        }
        return Array(text.utf8)
    }

    private static func number(_ n: Int) -> String { "503/\(n)/IPR/2024" }

    private static func word(_ n: Int) -> String {
        let words = ["Maju", "Sari", "Jaya", "Abadi", "Makmur", "Sentosa", "Melati", "Kenanga"]
        return words[n % words.count] + words[n / 8 % words.count].lowercased()
    }

    private func measure(_ house: House, _ tell: (String) -> Void) async throws {
        let lookup = house.permitLookup
        var byNumber: [Double] = []
        var byName: [Double] = []
        for n in 0..<lookups {
            let row = n * 7_919 % rows
            var began = ContinuousClock.now
            _ = try await lookup.permit(Self.number(row))
            byNumber.append(Self.milliseconds(ContinuousClock.now - began))
            began = ContinuousClock.now
            _ = try await lookup.search("usaha \(Self.word(row))", nil, 25)
            byName.append(Self.milliseconds(ContinuousClock.now - began))
        }
        for (name, times) in [("number", byNumber), ("business", byName)] {
            let sorted = times.sorted()
            guard !sorted.isEmpty else { continue }
            let middle = sorted[sorted.count / 2]
            let late = sorted[min(sorted.count - 1, sorted.count * 95 / 100)]
            tell("look-up by \(name): p50 \(Self.shown(middle)) ms, p95 \(Self.shown(late)) ms")
        }
    }

    private static func shown(_ milliseconds: Double) -> String {
        HumanText.tenths(Int64(milliseconds * 10), .en)
    }

    private static func milliseconds(_ duration: Duration) -> Double {
        let parts = duration.components
        return Double(parts.seconds) * 1_000 + Double(parts.attoseconds) / 1e15
    }
}
