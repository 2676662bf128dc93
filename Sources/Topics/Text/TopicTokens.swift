/// Cuts a text into words: case, marks above letters, full-width letters and zero-width signs make
/// no difference.
struct TopicTokens {
    /// What is longer is no word.
    static let longestWord = 40

    private var tokens: [TopicToken] = []
    private let mostWords: Int
    private var position = 0
    private var word: [UInt8] = []
    private var typed = String.UnicodeScalarView()
    /// The word right before a hyphen, while the word behind it is read.
    private var first: (word: String, typed: String.UnicodeScalarView)?

    /// The words of the beginning of a text: so many letters and words at most.
    static func of(_ text: String, mostLetters: Int, mostWords: Int) -> [TopicToken] {
        var tokens = TopicTokens(mostWords: mostWords)
        for scalar in text.unicodeScalars.prefix(mostLetters) {
            if tokens.tokens.count >= mostWords { break }
            tokens.take(scalar)
        }
        tokens.endPair()
        return tokens.tokens
    }

    private init(mostWords: Int) { self.mostWords = mostWords }

    private mutating func take(_ scalar: Unicode.Scalar) {
        if let byte = LatinFolding.letter(scalar) {
            word.append(byte)
            typed.append(scalar)
        } else if LatinFolding.isInvisible(scalar) {
            return
        } else if scalar == "-" || scalar == "\u{2010}" || scalar == "\u{2011}", !word.isEmpty,
            first == nil
        {
            first = (String(decoding: word, as: UTF8.self), typed)
            word.removeAll(keepingCapacity: true)
            typed = String.UnicodeScalarView()
        } else {
            endPair()
            position += Self.gap(scalar)
        }
    }

    private static func gap(_ scalar: Unicode.Scalar) -> Int {
        switch scalar {
        case ".", "!", "?", ";", "\n": 3
        case ",", ":", "(", ")": 1
        default: 0
        }
    }

    /// Ends a word, or two that a hyphen joins.
    private mutating func endPair() {
        guard let first else {
            append(String(decoding: word, as: UTF8.self), typed, isDoubled: false)
            return clear()
        }
        self.first = nil
        let second = String(decoding: word, as: UTF8.self)
        if first.word.utf8.count >= 2, !second.isEmpty, Self.isSame(first.word, second) {
            let whole = first.typed + ["-"] + typed
            append(second, String.UnicodeScalarView(whole), isDoubled: true)
        } else {
            append(first.word, first.typed, isDoubled: false)
            append(second, typed, isDoubled: false)
        }
        clear()
    }

    private mutating func clear() {
        word.removeAll(keepingCapacity: true)
        typed = String.UnicodeScalarView()
    }

    /// `lubang-lubang`, `kebut-kebutan`, `lampu-lampunya`.
    private static func isSame(_ first: String, _ second: String) -> Bool {
        second.hasPrefix(first) && second.utf8.count <= first.utf8.count + 4
    }

    private mutating func append(
        _ word: String, _ typed: String.UnicodeScalarView, isDoubled: Bool
    ) {
        guard !word.isEmpty, word.utf8.count <= Self.longestWord, tokens.count < mostWords else {
            return
        }
        tokens.append(
            TopicToken(
                word: word, typed: String(typed), position: position, isDoubled: isDoubled))
        position += 1
    }
}
