/// One locale file: the words of one language.
///
/// A line is `key = text with {name}`; a line that begins with `#` is a comment; `\n` in a text is
/// a line break and `\\` a backslash. See `WordPattern` for plurals.
public struct WordList: Sendable {
    public let language: Language
    let name: String
    let entries: [String: WordPattern]
    let faults: [String]

    /// `name` is how problems call the file, such as `Portal/id.words`.
    public init(_ language: Language, parsing source: String, name: String? = nil) {
        self.language = language
        let name = name ?? "\(language.rawValue).words"
        self.name = name
        var entries: [String: WordPattern] = [:]
        var faults: [String] = []
        var number = 0
        for raw in source.utf8.split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        {
            number += 1
            let line = WordList.trim(raw)
            if line.isEmpty || line.first == UInt8(ascii: "#") { continue }
            guard let equals = line.firstIndex(of: UInt8(ascii: "=")) else {
                faults.append("\(name):\(number): a line must be `key = text`")
                continue
            }
            let key = String(decoding: WordList.trim(line[..<equals]), as: UTF8.self)
            let text = WordList.trim(line[line.index(after: equals)...])
            if key.isEmpty { faults.append("\(name):\(number): the key is empty") }
            if text.isEmpty { faults.append("\(name):\(number): `\(key)` has no text") }
            let pattern = WordPattern(WordList.unescape(text))
            if entries.updateValue(pattern, forKey: key) != nil {
                faults.append("\(name):\(number): `\(key)` is there twice; keep one")
            }
        }
        self.entries = entries
        self.faults = faults
    }

    /// An embedded file called `id.words` or `en.words`, in whatever folder; nil for other files.
    public init?(file name: String, text: StaticString) {
        guard
            let language = Language.allCases.first(where: { language in
                let own = "\(language.rawValue).words"
                return name == own || name.hasSuffix("/\(own)") || name.hasSuffix(".\(own)")
            })
        else { return nil }
        let source = text.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
        self.init(language, parsing: source, name: name)
    }

    private static func trim(_ bytes: Substring.UTF8View) -> Substring.UTF8View {
        var slice = bytes
        while let byte = slice.first, isSpace(byte) { slice = slice.dropFirst() }
        while let byte = slice.last, isSpace(byte) { slice = slice.dropLast() }
        return slice
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }

    private static func unescape(_ bytes: Substring.UTF8View) -> String {
        let backslash = UInt8(ascii: "\\")
        guard bytes.contains(backslash) else { return String(decoding: bytes, as: UTF8.self) }
        var result: [UInt8] = []
        var escaped = false
        for byte in bytes {
            if escaped {
                switch byte {
                case UInt8(ascii: "n"): result.append(UInt8(ascii: "\n"))
                case backslash: result.append(backslash)
                default: result += [backslash, byte]
                }
                escaped = false
            } else if byte == backslash {
                escaped = true
            } else {
                result.append(byte)
            }
        }
        if escaped { result.append(backslash) }
        return String(decoding: result, as: UTF8.self)
    }
}
