/// Separates code, comments and string contents, with nested comments, raw strings, interpolation.
struct CodeScanner {
    private struct Literal {
        let pounds: Int
        let multiline: Bool
        /// Open parentheses of the interpolation under way; nil while in the text itself.
        var depth: Int?
    }

    private let bytes: [UInt8]
    private var position = 0
    private var code: [UInt8] = []
    private var comments: [UInt8] = []
    private var literals: [Literal] = []

    static func scan(_ text: String) -> (code: String, comments: String) {
        var scanner = CodeScanner(text)
        scanner.run()
        return (
            String(decoding: scanner.code, as: UTF8.self),
            String(decoding: scanner.comments, as: UTF8.self)
        )
    }

    private init(_ text: String) { bytes = Array(text.utf8) }

    private mutating func run() {
        while position < bytes.count {
            let byte = bytes[position]
            if let literal = literals.last, literal.depth == nil {
                literalText(literal)
            } else if byte == UInt8(ascii: "/"), starts("//") {
                while position < bytes.count, bytes[position] != 10 { take(comment: true) }
            } else if byte == UInt8(ascii: "/"), starts("/*") {
                blockComment()
            } else if byte == UInt8(ascii: "#") || byte == UInt8(ascii: "\""),
                let pounds = literalStart()
            {
                open(pounds: pounds)
            } else {
                parentheses()
            }
        }
    }

    private func starts(_ text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

    /// Moves on by one byte; it stays visible on its own side only.
    private mutating func take(code isCode: Bool = false, comment isComment: Bool = false) {
        let byte = bytes[position]
        let blank: UInt8 = byte == 10 ? 10 : 32
        code.append(isCode ? byte : blank)
        comments.append(isComment ? byte : blank)
        position += 1
    }

    private mutating func blockComment() {
        var depth = 0
        repeat {
            if starts("/*") {
                depth += 1
                take(comment: true)
            } else if starts("*/") {
                depth -= 1
                take(comment: true)
            }
            take(comment: true)
        } while depth > 0 && position < bytes.count
    }

    /// The number of pounds before a quote that begins a literal here, nil where none begins.
    private func literalStart() -> Int? {
        var end = position
        while end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
        guard end < bytes.count, bytes[end] == UInt8(ascii: "\"") else { return nil }
        return end - position
    }

    private mutating func open(pounds: Int) {
        for _ in 0..<pounds { take(code: true) }
        let multiline = starts("\"\"\"")
        for _ in 0..<(multiline ? 3 : 1) { take(code: true) }
        literals.append(Literal(pounds: pounds, multiline: multiline))
    }

    private mutating func literalText(_ literal: Literal) {
        let byte = bytes[position]
        guard byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "\"") || byte == 10 else {
            return take()
        }
        let pounds = String(repeating: "#", count: literal.pounds)
        let end = (literal.multiline ? "\"\"\"" : "\"") + pounds
        let escape = "\\" + pounds
        if starts(escape + "(") {
            for _ in 0...escape.utf8.count { take(code: true) }
            literals[literals.count - 1].depth = 1
        } else if starts(escape) {
            for _ in 0...escape.utf8.count where position < bytes.count { take() }
        } else if starts(end) {
            for _ in 0..<end.utf8.count { take(code: true) }
            literals.removeLast()
        } else if !literal.multiline, byte == 10 {
            literals.removeLast()  // not valid Swift: do not swallow the rest of the file
        } else {
            take()
        }
    }

    /// Code; inside an interpolation its parentheses are counted to find the end.
    private mutating func parentheses() {
        let byte = bytes[position]
        take(code: true)
        guard let depth = literals.last?.depth else { return }
        if byte == UInt8(ascii: "(") { literals[literals.count - 1].depth = depth + 1 }
        if byte == UInt8(ascii: ")") {
            literals[literals.count - 1].depth = depth == 1 ? nil : depth - 1
        }
    }
}
