import Kernel
import Testing

@Suite("Tables as text, read")
struct SeparatedReaderTests {
    private func records(_ text: String, by size: Int = 3) -> [SeparatedReader.Record] {
        var reader = SeparatedReader()
        var found: [SeparatedReader.Record] = []
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: size) {
            found += reader.read(Array(bytes[start..<min(start + size, bytes.count)]))
        }
        return found + reader.end()
    }

    private func cells(_ text: String) -> [[String]] {
        records(text).compactMap { try? $0.cells.get() }
    }

    @Test("commas, semicolons, quotes, line ends, the mark of the byte order")
    func formats() {
        let table = [["a", "b"], ["1", "x, \"y\"\nz"]]
        #expect(cells("a,b\r\n1,\"x, \"\"y\"\"\nz\"\r\n") == table)
        #expect(cells("\u{FEFF}a;b\n1;\"x, \"\"y\"\"\nz\"") == table)
        #expect(cells("a,b\n\n,\n\"\",\"\"\n") == [["a", "b"], ["", ""], ["", ""]])
    }

    @Test("what was written is read again")
    func roundTrip() {
        let rows = [["a", "b"], ["=1", "Jalan \"Kenanga\", 5"], ["'x", "é"]]
        var reader = SeparatedReader()
        let found = reader.read(CommaSeparated.text(rows)) + reader.end()
        let guarded = rows.map { $0.map(CommaSeparated.guarded) }
        #expect(found.compactMap { try? $0.cells.get() } == guarded)
    }

    @Test("a wrong record is told with its line, the next ones are read")
    func faults() {
        let text = "a,b\n1,x\"y\n2,\"x\"y\n3,\"open\n4,z\n5,\"k\nl\"\n6,m\n"
        let found = records(text)
        let lines = found.map(\.line)
        #expect(lines == [1, 2, 3, 4, 5, 6, 7, 8] || lines == [1, 2, 3, 4, 5, 6, 8])
        let faults = found.compactMap { record -> Int? in
            if case .failure = record.cells { record.line } else { nil }
        }
        #expect(faults.contains(2) && faults.contains(3) && faults.contains(4))
        #expect(found.last?.line == 8)
        var reader = SeparatedReader()
        let other = reader.read(Array("a\n".utf8) + [0xC3, 0x28, 0x0A] + Array("b\n".utf8))
        #expect(other.map(\.line) == [1, 2, 3])
        guard case .failure(.encoding) = other[1].cells else {
            Issue.record("not told")
            return
        }
    }

    @Test("an open quote swallows no more than its own line")
    func unclosed() {
        let rest = (0..<20_000).map { "\($0),b\n" }.joined()
        let found = records("a,b\n\"open,1\n" + rest, by: 4_096)
        let faults = found.filter { if case .failure = $0.cells { true } else { false } }
        #expect(faults.map(\.line) == [2])
        #expect(found.count == 20_002)
    }

    @Test("fields say what is wrong, by line and column")
    func fields() throws {
        let header = try ImportHeader(
            ["Kunci", " hari "], columns: ["kunci", "hari"], required: ["kunci"])
        var fields = ImportFields(
            ImportRow(line: 7, cells: ["'0012", "31/02/2026"], header: header))
        #expect(fields.text("kunci", max: 10) == "0012")
        #expect(fields.optionalDay("hari") == nil)
        #expect(fields.problems.map(\.kind) == ["no-day"] && fields.problems[0].line == 7)
        for (text, iso) in [("1/2/2026", "2026-02-01"), ("2026-02-01", "2026-02-01")] {
            var other = ImportFields(ImportRow(line: 1, cells: ["a", text], header: header))
            #expect(other.day("hari").iso == iso && other.isRight)
        }
        #expect(throws: ImportHeader.Fault.unknown("x")) {
            try ImportHeader(["x"], columns: ["a"], required: [])
        }
        #expect(throws: ImportHeader.Fault.missing("a")) {
            try ImportHeader([], columns: ["a"], required: ["a"])
        }
    }
}
