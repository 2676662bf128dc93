import Kernel

/// The language of an answer: asked for in the address, else remembered, else what the browser
/// prefers, else the city's.
enum LanguageChoice {
    static let parameter = "bahasa"

    /// The language, and whether it was chosen just now and should be remembered.
    static func make(
        query: String, cookie: String?, header: String?, usual: Language
    ) -> (Language, Bool) {
        if !query.isEmpty, let chosen = asked(query) { return (chosen, true) }
        if let cookie, let language = Language(rawValue: cookie) { return (language, false) }
        return (preferred(header) ?? usual, false)
    }

    private static func asked(_ query: String) -> Language? {
        for pair in query.split(separator: "&") where pair.hasPrefix(parameter + "=") {
            return Language(rawValue: String(pair.dropFirst(parameter.utf8.count + 1)))
        }
        return nil
    }

    /// The first known language by weight (RFC 9110 §12.5.4).
    private static func preferred(_ header: String?) -> Language? {
        guard let header, header.utf8.count < 500 else { return nil }
        var best: (language: Language, weight: Double)?
        for item in header.split(separator: ",") {
            let parts = item.split(separator: ";").map { $0.filter { $0 != " " } }
            guard let tag = parts.first?.lowercased() else { continue }
            let weight =
                parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap {
                    Double(String($0.dropFirst(2)))
                } ?? 1
            // "in" is the old code of Indonesian; Malay readers read it more easily than English.
            let language: Language? =
                switch tag.split(separator: "-").first {
                case "id", "in", "ms", "jv", "su": .id
                case "en": .en
                default: nil
                }
            guard let language, weight > 0, weight > (best?.weight ?? 0) else { continue }
            best = (language, weight)
        }
        return best?.language
    }
}
