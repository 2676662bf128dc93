/// Slips of the finger.
enum Slips {
    /// Words that are shorter have too many neighbours.
    static let shortest = 5

    /// Hashes (FNV-1a) of the word and of the word with each of its letters left out once. Two
    /// words that are one slip apart share one of them; others may, so `isOne` must look.
    static func shortened(_ word: String) -> [Int] {
        let count = word.utf8.count
        return (0...count).map { left in
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            var place = 0
            for letter in word.utf8 {
                if place != left { hash = (hash ^ UInt64(letter)) &* 0x100_0000_01B3 }
                place += 1
            }
            return Int(truncatingIfNeeded: hash)
        }
    }

    /// Whether one letter was put in, left out, replaced, or swapped with its neighbour. The first
    /// letter is hardly ever wrong, and must be the same. In a word of five letters, of which
    /// another one is quickly made, only sounds that are alike replace each other, and only vowels
    /// are left out.
    static func isOne(_ typed: String, _ known: String) -> Bool {
        let (left, right) = (Array(typed.utf8), Array(known.utf8))
        guard left.first == right.first, abs(left.count - right.count) <= 1 else { return false }
        let start = zip(left, right).prefix { $0 == $1 }.count
        let (a, b) = (left[start...], right[start...])
        guard let first = b.first else { return right.count > shortest }
        let isShort = right.count <= shortest
        if a.count < b.count {
            return a.elementsEqual(b.dropFirst()) && (!isShort || vowels.contains(first))
        }
        guard let other = a.first else { return false }
        if a.count > b.count {
            return a.dropFirst().elementsEqual(b) && (!isShort || other == left[start - 1])
        }
        if a.dropFirst().elementsEqual(b.dropFirst()) { return !isShort || isAlike(other, first) }
        return a.count >= 2 && other == b[start + 1] && a[start + 1] == first
            && a.dropFirst(2).elementsEqual(b.dropFirst(2))
    }

    private static func isAlike(_ left: UInt8, _ right: UInt8) -> Bool {
        alike.contains { $0.contains(left) && $0.contains(right) }
    }

    private static let alike = ["aeiou", "pfvb", "dt", "kgq", "sz", "cj", "nm"].map { Set($0.utf8) }

    /// The word without its vowels, as people shorten it: `sampah` is `smph`. Nil where too little
    /// is left.
    static func skeleton(_ word: String) -> String? {
        let rest = word.utf8.filter { !vowels.contains($0) }
        return rest.count >= 3 ? String(decoding: rest, as: UTF8.self) : nil
    }

    /// `ruuusak` as `rusak`: a run of three becomes one letter; `macett` as `macet`, a pair too.
    static func calmed(_ word: String) -> String? {
        var letters: [UInt8] = []
        for letter in word.utf8 where letters.last != letter { letters.append(letter) }
        return letters.count == word.utf8.count ? nil : String(decoding: letters, as: UTF8.self)
    }

    private static let vowels = Set("aeiou".utf8)
}
