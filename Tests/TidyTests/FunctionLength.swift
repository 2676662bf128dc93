/// Finds where functions begin and end, by their braces.
enum FunctionLength {
    struct Function: Equatable {
        let line: Int
        let name: String
        let length: Int
    }

    /// The functions, initialisers and subscripts of a file that have a body.
    static func functions(in file: SwiftFile) -> [Function] {
        let text = Array(file.code.joined(separator: "\n").utf8)
        var found: [Function] = []
        var line = 1
        var index = 0
        while index < text.count {
            if text[index] == newline { line += 1 }
            if let name = declaration(at: index, in: text),
                let end = bodyEnd(from: index, in: text)
            {
                let length = text[index...end].count { $0 == newline } + 1
                found.append(Function(line: line, name: name, length: length))
            }
            index += 1
        }
        return found
    }

    private static let newline: UInt8 = 10
    private static let firstLetters: Set<UInt8> = Set("fids".utf8)

    private static func declaration(at index: Int, in text: [UInt8]) -> String? {
        guard firstLetters.contains(text[index]) else { return nil }
        if index > 0, isWord(text[index - 1]) || text[index - 1] == UInt8(ascii: ".") { return nil }
        for keyword in ["func", "init", "deinit", "subscript"] {
            let end = index + keyword.utf8.count
            guard text[index...].starts(with: keyword.utf8), end < text.count, !isWord(text[end])
            else { continue }
            guard keyword == "func" else { return keyword }
            let name = text[end...].drop { $0 == 32 }.prefix { $0 != 32 && $0 != UInt8(ascii: "(") }
            return String(decoding: name, as: UTF8.self)
        }
        return nil
    }

    /// The place of the closing brace, nil where the declaration has no body (in a protocol).
    private static func bodyEnd(from start: Int, in text: [UInt8]) -> Int? {
        var nesting = 0
        var index = start
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: "("), UInt8(ascii: "["): nesting += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): nesting -= 1
            case UInt8(ascii: "{") where nesting == 0: return closing(from: index, in: text)
            case UInt8(ascii: "}") where nesting == 0: return nil
            case newline where nesting == 0 && !continues(after: index, in: text): return nil
            default: break
            }
            if nesting < 0 { return nil }
            index += 1
        }
        return nil
    }

    /// Whether the signature goes on in the next line.
    private static func continues(after index: Int, in text: [UInt8]) -> Bool {
        let rest = text[index...].drop { $0 == 32 || $0 == newline }
        return ["{", "->", "throws", "async", "rethrows", "where", ":"].contains {
            rest.starts(with: $0.utf8)
        }
    }

    private static func closing(from start: Int, in text: [UInt8]) -> Int? {
        var depth = 0
        for index in start..<text.count {
            if text[index] == UInt8(ascii: "{") { depth += 1 }
            if text[index] == UInt8(ascii: "}") { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte >= 128
            || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
            || (byte | 32 >= UInt8(ascii: "a") && byte | 32 <= UInt8(ascii: "z"))
    }
}
