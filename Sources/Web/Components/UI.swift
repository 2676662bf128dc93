import Kernel

/// The components of the site in one reader's language. View functions take it as a parameter:
/// `func list(_ model: ListModel, _ ui: UI) -> HTML`.
public struct UI: Sendable {
    public let words: Wording
    let tokens: FormTokens
    /// Path and query of this page, for links that change one parameter.
    public let target: String

    public var language: Language { words.language }

    init(words: Wording, tokens: FormTokens, target: String) {
        self.words = words
        self.tokens = tokens
        self.target = target
    }

    /// The hidden field that every form needs; `form(…)` writes it by itself.
    var tokenField: HTML {
        """
        <input type="hidden" name="\(BodyReader.tokenField)" value="\(tokens.masked())">
        """
    }

    /// A token for a form that a script of ours sends, in the field `_tanda`.
    public var formToken: String { tokens.masked() }

    /// The page's address with one parameter of the query set or removed.
    func target(setting name: String, to value: String?) -> String {
        let cut = target.firstIndex(of: "?") ?? target.endIndex
        let query = target[cut...].dropFirst()
        var pairs = PercentCoding.pairs(Array(query.utf8)[...], limit: 100) ?? []
        pairs.removeAll { $0.name == name }
        if let value { pairs.append((name, value)) }
        let text = pairs.map {
            PercentCoding.encode($0.name) + "=" + PercentCoding.encode($0.value)
        }.joined(separator: "&")
        return text.isEmpty ? String(target[..<cut]) : target[..<cut] + "?" + text
    }

    /// An id for an element, from a field's name. Underscores stay: `rumah_rt` is a question,
    /// `rumah.rt` a part of one.
    static func id(_ name: String) -> String {
        "f-"
            + String(
                name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "-" })
    }
}
