import Kernel
import Signatures
import Testing

@Suite("Reading hostile files")
struct ReaderTests {
    /// Numbers that look random and are the same in each run.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    @Test("cut anywhere, a letter is never valid and never stops the house")
    func cut() async throws {
        let house = try await SigningHouse.make()
        let signed = try house.signed()
        for end in stride(from: 0, to: signed.count - 2, by: 397) {
            let verdict = house.verify(Array(signed[..<end])).verdict
            #expect(verdict != .valid, "cut at \(end)")
        }
        #expect(house.verify(Array(signed.dropLast(300))).verdict != .valid)
        #expect(house.verify(Array(signed.prefix(4))).verdict == .notPDF)
        #expect(house.verify(Array(house.letter.dropLast(400))).verdict == .truncated)
        #expect(house.verify([]).verdict == .notPDF)
        #expect(house.verify(house.letter).verdict == .unsigned)
    }

    @Test("flipped bits make no letter valid that they touch")
    func flips() async throws {
        let house = try await SigningHouse.make()
        let signed = try house.signed()
        var dice = Dice(state: 7)
        let mark = Array("/Contents <".utf8)
        let start = try #require(signed.indices.first { signed[$0...].starts(with: mark) })
        let hole = start + mark.count..<start + mark.count + 24_576
        for _ in 0..<300 {
            var bytes = signed
            let place = Int.random(in: 0..<bytes.count, using: &dice)
            bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
            let report = house.verify(bytes)
            // Only the room of the signature is not signed; there it stays who signed, or fails.
            if hole.contains(place) {
                if report.verdict == .valid {
                    #expect(report.signatures.first?.signer == "Siti Rahayu")
                }
            } else {
                #expect(report.verdict != .valid, "byte \(place)")
            }
        }
    }

    @Test("deep, circular and lying files end in an error")
    func lies() {
        let files = [
            "%PDF-1.7\n" + String(repeating: "[", count: 100_000) + "startxref\n9\n%%EOF",
            "%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer << /Root 1 0 R /Prev 9 >>\n"
                + "startxref\n9\n%%EOF",
            "%PDF-1.7\nxref\n0 999999999\ntrailer << >>\nstartxref\n9\n%%EOF",
            "%PDF-1.7\n1 0 obj << /Type /XRef /W [7 7 7] /Size 9 /Length 9999 >> stream\n"
                + "startxref\n9\n%%EOF",
            "%PDF-1.7\nstartxref\n99999999999999999999\n%%EOF",
        ]
        for file in files {
            #expect(throws: PDFReadError.self) { _ = try PDFReader(Array(file.utf8)) }
        }
    }
}
