/// Cuts everyday words down to what they share: Indonesian endings and beginnings, English plurals.
/// Deliberately simple: both the index and the question go through it, so it need not be right,
/// only the same.
enum Stem {
    /// Words that say nothing about which service is meant.
    private static let empty: Set<String> = [
        "saya", "aku", "mau", "ingin", "cara", "bagaimana", "untuk", "di", "ke", "dari", "yang",
        "dan", "atau", "buat", "bikin", "membuat", "mengurus", "urus", "minta", "perlu", "butuh",
        "kota", "bogor", "the", "a", "an", "of", "in", "for", "to", "how", "do", "i", "want",
        "need", "my", "me", "please", "tolong", "dengan", "itu", "ini", "apa", "or", "and", "get",
        "surat", "letter", "at", "on", "bisa", "can",
    ]

    static func words(_ text: String) -> [String] {
        var words: [String] = []
        for part in text.lowercased().unicodeScalars.split(whereSeparator: { scalar in
            !scalar.properties.isAlphabetic && !("0"..."9").contains(scalar)
        }) {
            let word = String(String.UnicodeScalarView(part))
            guard word.utf8.count >= 2, word.utf8.count <= 40, !empty.contains(word) else {
                continue
            }
            words.append(stem(word))
        }
        return words
    }

    static func stem(_ word: String) -> String {
        var stem = Substring(word)
        for end in ["nya", "kah", "lah"] where stem.hasSuffix(end) && stem.utf8.count > 6 {
            stem = stem.dropLast(3)
        }
        // English, before the Indonesian endings: surveys, studies.
        if stem.hasSuffix("ies"), stem.utf8.count > 5 {
            stem = stem.dropLast(3) + "y"
        } else if stem.hasSuffix("s"), !stem.hasSuffix("ss"), !stem.hasSuffix("is"),
            stem.utf8.count > 4
        {
            stem = stem.dropLast()
        }
        for end in ["kan", "an"] where stem.hasSuffix(end) && stem.utf8.count > end.count + 4 {
            stem = stem.dropLast(end.count)
            break
        }
        if stem.hasSuffix("ey") { stem = stem.dropLast(2) + "ei" }
        return String(beginning(stem))
    }

    /// penelitian, meneliti → eliti; permohonan → mohon; pengajuan → aju.
    private static func beginning(_ word: Substring) -> Substring {
        let beginnings = [
            "menye", "penye", "meng", "peng", "meny", "peny", "mem", "pem", "men",
            "pen", "ber", "per", "ter",
        ]
        for start in beginnings where word.hasPrefix(start) && word.utf8.count >= start.count + 3 {
            return word.dropFirst(start.count)
        }
        return word
    }
}
