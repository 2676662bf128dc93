/// Ways in which a typed word may have been meant, the likeliest first.
enum Spellings {
    /// Behind a word that was written twice: `alun-alun` is another word than `alun`.
    static let doubled: Character = "~"

    /// How the lexicon calls a word.
    static func key(_ token: TopicToken) -> String {
        token.isDoubled ? token.word + String(doubled) : token.word
    }

    /// `jalan2` is jalan-jalan, `5rb` is rb, `s4mpah` is sampah, `ruuusak` is rusak.
    static func of(_ token: TopicToken) -> [String] {
        var spellings = [key(token)]
        if token.isDoubled { spellings.append(token.word) }
        spellings += withoutDigits(token.word)
        // The last one is the plainest so far.
        if let calmed = Slips.calmed(spellings[spellings.count - 1]) { spellings.append(calmed) }
        return spellings
    }

    private static func withoutDigits(_ word: String) -> [String] {
        guard word.utf8.contains(where: isDigit) else { return [] }
        var spellings: [String] = []
        let letters = Array(word.utf8.drop(while: isDigit))
        let trunk = letters.prefix { !isDigit($0) }
        let rest = letters.dropFirst(trunk.count)
        if rest.elementsEqual("2".utf8) { spellings.append(text(trunk) + String(doubled)) }
        if let last = letters.last, !isDigit(last) {
            spellings.append(text(letters.map(lettered)))
        }
        if trunk.count >= 2, !rest.isEmpty { spellings.append(text(trunk)) }
        return spellings
    }

    private static func text(_ bytes: some Collection<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// Digits that look like letters.
    private static func lettered(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "0"): UInt8(ascii: "o")
        case UInt8(ascii: "1"): UInt8(ascii: "i")
        case UInt8(ascii: "3"): UInt8(ascii: "e")
        case UInt8(ascii: "4"): UInt8(ascii: "a")
        case UInt8(ascii: "5"): UInt8(ascii: "s")
        case UInt8(ascii: "6"), UInt8(ascii: "9"): UInt8(ascii: "g")
        case UInt8(ascii: "7"): UInt8(ascii: "t")
        default: byte
        }
    }
}
