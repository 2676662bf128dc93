import Testing

@testable import Kernel

@Suite struct TrackingCodeTests {
    @Test func `Every wrong symbol and every exchange of neighbours is caught`() throws {
        let random = RandomSource.seeded(42)
        for _ in 0..<200 {
            let code = TrackingCode(random: random)
            let symbols = Array(code.symbols.utf8)
            for place in symbols.indices {
                for other in TrackingCode.alphabet where other != symbols[place] {
                    var wrong = symbols
                    wrong[place] = other
                    #expect(refused(wrong))
                }
                if place > 0, symbols[place] != symbols[place - 1] {
                    var wrong = symbols
                    wrong.swapAt(place, place - 1)
                    #expect(refused(wrong))
                }
            }
        }
    }

    private func refused(_ symbols: [UInt8]) -> Bool {
        let text = String(decoding: symbols, as: UTF8.self)
        return refusal { () throws(Refusal) in try TrackingCode(text) } == ["tracking.check"]
    }

    @Test func `Case, spaces and dashes do not matter`() throws {
        let code = TrackingCode(random: .seeded(3))
        #expect(try TrackingCode(code.text) == code)
        #expect(try TrackingCode(" \(code.symbols.lowercased()) ") == code)
        #expect(code.text.utf8.count == 12)
        #expect(code.spoken(.id).split(separator: " ").count == 10)
    }

    @Test(arguments: [
        ("", "tracking.length"), ("K7M-P4X-HT2", "tracking.length"),
        ("K7M-P4X-HT2R2", "tracking.length"), ("A7M-P4X-HT2R", "tracking.symbol"),
        ("K7M_P4X_HT2R", "tracking.symbol"),
    ])
    func `Other texts are refused for their reason`(text: String, key: String) {
        #expect(refusal { () throws(Refusal) in try TrackingCode(text) } == [key])
    }

    @Test func `Symbols are spread evenly`() {
        let random = RandomSource.seeded(11)
        var counts: [UInt8: Int] = [:]
        for _ in 0..<2300 {
            for symbol in TrackingCode(random: random).symbols.utf8.dropLast() {
                counts[symbol, default: 0] += 1
            }
        }
        #expect(counts.count == 23)
        #expect(counts.values.allSatisfy { (750...1050).contains($0) })
    }
}
