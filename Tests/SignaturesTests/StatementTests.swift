import Kernel
import Signatures
import Testing

@Suite("Statements in QR codes")
struct StatementTests {
    private func facts(_ object: String = "Jalan Merdeka 12") throws -> PrintedFacts {
        PrintedFacts(
            number: "503/0001/SK/DPMPTSP/2026", kind: "Surat Keterangan", holder: "Ani Lestari",
            object: object, issued: try #require(Day(iso: "2026-11-23")),
            validUntil: Day(iso: "2027-11-23"),
            dataHash: PrintedFacts.hash(.object(["nomor": .string("503/0001")])))
    }

    @Test("a statement says what is printed, in at most 300 bytes, and is checked by the key alone")
    func round() throws {
        let key = SigningKey()
        let facts = try facts()
        let bytes = try PrintedStatement.sign(facts, by: key, zone: .wib)
        #expect(bytes.count <= PrintedStatement.most)
        let code = PrintedStatement.code("https://kota.example/verifikasi/ABC", bytes)
        #expect(PrintedStatement.statement(inCode: code) == bytes)
        let read = try PrintedStatement(bytes, keys: [key.publicKey], zone: .wib)
        #expect(read.facts == facts)
        #expect(read.key == PrintedStatement.identifier(key.publicKey))
        let other = SigningKey()
        #expect(throws: PrintedStatement.Problem.unknownKey) {
            try PrintedStatement(bytes, keys: [other.publicKey], zone: .wib)
        }
    }

    @Test("a long object is shortened, and no flipped bit is believed")
    func bounds() throws {
        let key = SigningKey()
        let long = try facts(String(repeating: "Tanah di Jalan Kenanga, ", count: 30))
        let bytes = try PrintedStatement.sign(long, by: key, zone: .wib)
        #expect(bytes.count <= PrintedStatement.most)
        for place in bytes.indices {
            var flipped = bytes
            flipped[place] ^= 4
            #expect(throws: PrintedStatement.Problem.self) {
                try PrintedStatement(flipped, keys: [key.publicKey], zone: .wib)
            }
        }
        for end in bytes.indices {
            #expect(throws: PrintedStatement.Problem.self) {
                try PrintedStatement(Array(bytes[..<end]), keys: [key.publicKey], zone: .wib)
            }
        }
    }
}
