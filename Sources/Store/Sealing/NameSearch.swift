/// How names are folded and split before they are hashed for search.
public enum NameSearch {
    /// Titles that stand before or inside a name and say nothing about who it is.
    private static let titles: Set<String> = [
        "dr", "drs", "dra", "drg", "drh", "ir", "prof", "kh", "hj", "haji", "hajah", "bapak",
        "ibu", "sdr", "sdri", "tn", "ny", "nn", "alm", "almh",
    ]

    /// The words of a name: lower case, without diacritics, punctuation, titles and degrees.
    ///
    /// What follows the first comma are degrees (`Siti Aminah, S.H., M.Si.`). A word made of
    /// titles only is kept when nothing else would remain.
    public static func words(_ name: String) -> [String] {
        let head = name.prefix { $0 != "," }
        var words = split(head)
        if words.isEmpty { words = split(name[...]) }
        let kept = words.filter { !titles.contains($0) && $0 != "h" }
        return kept.isEmpty ? words : kept
    }

    /// The words of a street and house that tell it from others: without what nearly every address
    /// has, and without bare numbers.
    public static func addressWords(_ address: String) -> [String] {
        split(address[...]).filter { word in
            word.count >= 3 && !streets.contains(word)
                && !word.unicodeScalars.allSatisfy { $0.properties.numericType != nil }
        }
    }

    private static let streets: Set<String> = [
        "jalan", "jln", "nomor", "gang", "blok", "kav", "kavling", "komplek", "kompleks",
        "perumahan", "kelurahan", "kecamatan", "desa", "kota", "kabupaten",
    ]

    /// Whether each typed word begins a word of the name: the check that a caller makes on the
    /// opened name after the search by tokens, which knows only three letters.
    public static func matches(_ name: String, typed: String) -> Bool {
        let words = words(name)
        let wanted = self.words(typed)
        return !wanted.isEmpty
            && wanted.allSatisfy { start in words.contains { $0.hasPrefix(start) } }
    }

    /// Whether two papers may well name one person: half of the shorter name stands in the longer.
    /// `M. Yusuf Hamdani` is `Yusuf Hamdani, S.H.`; `Siti Rahayu` is not `Budi Santoso`.
    public static func isLikeName(_ one: String, _ other: String) -> Bool {
        let (one, other) = (Set(words(one)), Set(words(other)))
        let shared = one.intersection(other).count
        return shared > 0 && shared * 2 >= min(one.count, other.count)
    }

    private static func split(_ text: Substring) -> [String] {
        var words: [String] = []
        var word = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .modifierLetter, .modifierSymbol: continue
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter,
                .decimalNumber:
                word += folded(scalar)
            default:
                // An apostrophe joins (Ma'ruf is also written Maruf); all else parts.
                if apostrophes.contains(scalar) { continue }
                if !word.isEmpty { words.append(word) }
                word = ""
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    private static let apostrophes: Set<Unicode.Scalar> = ["'", "’", "‘", "`", "´"]

    /// Lower case without diacritics. The letter's Unicode name tells its base letter
    /// ("LATIN SMALL LETTER E WITH ACUTE"), which saves a table of our own.
    private static func folded(_ scalar: Unicode.Scalar) -> String {
        let lower = scalar.properties.lowercaseMapping
        guard let first = lower.unicodeScalars.first, !first.isASCII,
            let name = first.properties.name, name.hasPrefix(latin)
        else { return lower }
        let base = name.dropFirst(latin.count).prefix { $0 != " " }
        switch base {
        case "SHARP": return "ss"
        case "DOTLESS": return "i"
        case "ETH": return "d"
        case "THORN": return "th"
        default: return base.count <= 2 ? base.lowercased() : lower
        }
    }

    private static let latin = "LATIN SMALL LETTER "
}

extension Vault {
    /// The tokens under which a name is found: for each word the word itself and, from three
    /// letters, its first three letters. Keyed, so that a table of tokens tells no name; how
    /// often a token occurs stays visible, which is the price of searching without plain text.
    public func nameTokens(_ name: String) -> Set<[UInt8]> {
        let hash = indexer("name")
        var tokens: Set<[UInt8]> = []
        for word in NameSearch.words(name) {
            tokens.insert(hash("=" + word))
            if word.count >= 3 { tokens.insert(hash("^" + word.prefix(3))) }
        }
        return tokens
    }

    /// The tokens under which an address is found, by the same search as names.
    public func addressTokens(_ address: String) -> Set<[UInt8]> {
        let hash = indexer("name")
        var tokens: Set<[UInt8]> = []
        for word in NameSearch.addressWords(address) {
            tokens.insert(hash("=" + word))
            tokens.insert(hash("^" + word.prefix(3)))
        }
        return tokens
    }

    /// The tokens that a row must all have to be a candidate for what was typed; the caller then
    /// compares the opened name by `NameSearch.matches`. Empty when nothing searchable was typed.
    public func nameQueryTokens(_ typed: String) -> [[UInt8]] {
        queryTokens(NameSearch.words(typed))
    }

    /// The same where an address may be meant as well: `Jalan Kenanga 5` asks for `kenanga`.
    public func nameOrAddressQueryTokens(_ typed: String) -> [[UInt8]] {
        let telling = NameSearch.addressWords(typed)
        let words = NameSearch.words(typed)
        return queryTokens(telling.isEmpty || telling.count == words.count ? words : telling)
    }

    private func queryTokens(_ words: [String]) -> [[UInt8]] {
        let hash = indexer("name")
        return words.map { word in
            hash(word.count >= 3 ? "^" + word.prefix(3) : "=" + word)
        }
    }
}
