/// What a word may have been made of, in Indonesian, Sundanese and Javanese. It strips more than
/// grammar allows: whoever asks keeps a root only if it is a word of the knowledge.
enum Affixes {
    /// No root is shorter.
    private static let shortestRoot = 3
    /// Possible roots of one word at most.
    static let most = 40

    /// A beginning, and the sounds that may have melted into it: `ny` + `apu` was `sapu`.
    private struct Beginning {
        let text: [UInt8]
        let melted: [[UInt8]]

        init(_ text: String, _ melted: String...) {
            self.text = Array(text.utf8)
            self.melted = melted.isEmpty ? [[]] : melted.map { Array($0.utf8) }
        }
    }

    private static let beginnings = byLetter(
        [
            Beginning("memper"), Beginning("keber"), Beginning("diper"), Beginning("penge"),
            Beginning("menge"), Beginning("meng", "", "k"), Beginning("meny", "s", "c"),
            Beginning("mem", "", "p"), Beginning("men", "", "t"), Beginning("peng", "", "k"),
            Beginning("peny", "s", "c"), Beginning("pem", "", "p"), Beginning("pen", "", "t"),
            Beginning("pang", "", "k"), Beginning("mang", "", "k"), Beginning("nga"),
            Beginning("nge"), Beginning("ng", "", "k"), Beginning("ny", "s", "c"),
            Beginning("ber"), Beginning("per"), Beginning("ter"), Beginning("me"),
            Beginning("pe"), Beginning("be"), Beginning("te"), Beginning("di"), Beginning("ke"),
            Beginning("ka"), Beginning("se"), Beginning("sa"), Beginning("pa"), Beginning("ti"),
            Beginning("ba"), Beginning("tak"), Beginning("dak"), Beginning("ku"),
            Beginning("m", "", "p"), Beginning("n", "", "t"),
        ], \.text.first)

    /// Little words that hang behind: `lampunya`, `lampuna`, `lampune`.
    private static let tails = byLetter(
        [
            "nipun", "ipun", "nya", "lah", "kah", "pun", "mah", "teh", "ku", "mu", "na", "ne",
            "nge", "e",
        ].map { Array($0.utf8) }, \.last)
    private static let endings = byLetter(
        ["keun", "kan", "ake", "eun", "an", "en", "in", "no", "ke", "i"]
            .map { Array($0.utf8) }, \.last)

    private static func byLetter<Part>(
        _ parts: [Part], _ letter: (Part) -> UInt8?
    ) -> [[Part]] {
        var table: [[Part]] = Array(repeating: [], count: 256)
        for part in parts { letter(part).map { table[Int($0)].append(part) } }
        return table
    }

    /// Roots that the word may have, those with the least taken away first.
    static func roots(of word: String) -> [String] {
        let trunks = trunks(of: Array(word.utf8))
        var roots = trunks.dropFirst().map { Array($0) }
        for trunk in trunks {
            guard let first = trunk.first else { continue }
            for beginning in beginnings[Int(first)] where trunk.starts(with: beginning.text) {
                let rest = trunk.dropFirst(beginning.text.count)
                for sound in beginning.melted where sound.count + rest.count >= shortestRoot {
                    roots.append(sound + rest)
                }
            }
        }
        if let single = withoutPlural(word) { roots.append(single) }
        return roots.prefix(most).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The word, and what is left of it when its tail, its ending, or both go.
    private static func trunks(of word: [UInt8]) -> [ArraySlice<UInt8>] {
        var trunks = [word[...]]
        cut(word[...], tails, &trunks)
        for trunk in trunks { cut(trunk, endings, &trunks) }
        return trunks
    }

    private static func cut(
        _ word: ArraySlice<UInt8>, _ ends: [[[UInt8]]], _ trunks: inout [ArraySlice<UInt8>]
    ) {
        guard let last = word.last else { return }
        for end in ends[Int(last)]
        where word.count >= end.count + shortestRoot && word.suffix(end.count) == end[...] {
            trunks.append(word.dropLast(end.count))
        }
    }

    /// Sundanese marks many by -ar- or -al- behind the first sound: barocor, dalagang.
    private static func withoutPlural(_ word: String) -> [UInt8]? {
        let letters = Array(word.utf8)
        guard letters.count >= 6, letters[1] == UInt8(ascii: "a"),
            letters[2] == UInt8(ascii: "r") || letters[2] == UInt8(ascii: "l")
        else { return nil }
        return [letters[0]] + letters[3...]
    }
}
