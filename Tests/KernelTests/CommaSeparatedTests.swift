import Testing

@testable import Kernel

@Suite struct CommaSeparatedTests {
    private func text(_ rows: [[String]]) -> String {
        String(decoding: CommaSeparated.text(rows), as: UTF8.self)
    }

    @Test func `Cells are quoted where they must be, lines end in CRLF`() {
        let rows = [["a", "b"], ["1,2", "say \"x\""]]
        #expect(text(rows) == "a,b\r\n\"1,2\",\"say \"\"x\"\"\"\r\n")
        #expect(text([["baris\nkedua", ""]]) == "\"baris\nkedua\",\r\n")
        #expect(text([["Dinas — Kesehatan"]]) == "Dinas — Kesehatan\r\n")
    }

    @Test func `No cell is taken for a formula, however it begins`() {
        for cell in [
            "=HYPERLINK(\"http://x\")", "+62812", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n=1",
        ] {
            #expect(CommaSeparated.guarded(cell) == "'" + cell, "\(cell)")
        }
        for cell in ["", "Siti", "2026-11-23", "a=b", "1234", "   "] {
            #expect(CommaSeparated.guarded(cell) == cell, "\(cell)")
        }
        #expect(text([["=1,2"]]) == "\"'=1,2\"\r\n")
    }

    @Test func `A NIK keeps its last digits in a spreadsheet`() {
        #expect(CommaSeparated.guarded("3271010101010001") == "'3271010101010001")
    }
}
