/// Cuts the source of an expression into tokens, by CEL's rules.
struct ExpressionLexer {
    private let source: ExpressionSource
    private var bytes: [UInt8] { source.bytes }
    private var place = 0

    init(_ source: ExpressionSource) {
        self.source = source
    }

    static let reserved: Set<String> = [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let",
        "loop", "package", "namespace", "return", "var", "void", "while",
    ]

    mutating func tokens() throws(ExpressionError) -> [ExpressionToken] {
        var tokens: [ExpressionToken] = []
        while let token = try next() { tokens.append(token) }
        tokens.append(ExpressionToken(kind: .end, offset: bytes.count))
        return tokens
    }

    private func byte(_ ahead: Int = 0) -> UInt8? {
        place + ahead < bytes.count ? bytes[place + ahead] : nil
    }

    private mutating func skipSpace() {
        while let byte = byte() {
            if byte == 32 || (9...13).contains(byte) && byte != 11 {
                place += 1
            } else if byte == UInt8(ascii: "/"), self.byte(1) == UInt8(ascii: "/") {
                while let byte = self.byte(), byte != UInt8(ascii: "\n") { place += 1 }
            } else {
                return
            }
        }
    }

    private mutating func next() throws(ExpressionError) -> ExpressionToken? {
        skipSpace()
        guard let first = byte() else { return nil }
        let start = place
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
            return try string(start: start, raw: false)
        }
        if ASCII.isLetter(first) || first == UInt8(ascii: "_") {
            return try word(start)
        }
        if Digits.isDigit(first) { return try number(start) }
        return try mark(start)
    }

    private mutating func word(_ start: Int) throws(ExpressionError) -> ExpressionToken {
        while let byte = byte(), ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: "_") {
            place += 1
        }
        let name = String(decoding: bytes[start..<place], as: UTF8.self)
        if byte() == UInt8(ascii: "\"") || byte() == UInt8(ascii: "'") {
            switch name {
            case "r", "R": return try string(start: start, raw: true)
            case "b", "B", "br", "bR", "Br", "BR", "rb", "rB", "Rb", "RB":
                throw source.error(
                    .syntax, at: start, "there are no byte texts here", hint: "leave out the `b`")
            default: break
            }
        }
        if ExpressionLexer.reserved.contains(name) {
            throw source.error(
                .syntax, at: start, "`\(name)` is a reserved word", hint: "use another name")
        }
        return ExpressionToken(kind: .name(name), offset: start)
    }

    private mutating func number(_ start: Int) throws(ExpressionError) -> ExpressionToken {
        var radix: UInt64 = 10
        if byte() == UInt8(ascii: "0"), byte(1) == UInt8(ascii: "x"),
            byte(2).flatMap(Hexadecimal.value) != nil
        {
            radix = 16
            place += 2
        }
        var value: UInt64 = 0
        while let digit = byte().flatMap(Hexadecimal.value), digit < radix {
            let (product, first) = value.multipliedReportingOverflow(by: radix)
            let (sum, second) = product.addingReportingOverflow(digit)
            guard !first, !second else {
                throw source.error(.overflow, at: start, "the number is too large")
            }
            value = sum
            place += 1
        }
        if byte() == UInt8(ascii: "."), byte(1).map(Digits.isDigit) == true {
            throw source.error(
                .syntax, at: start, "there are only whole numbers here",
                hint: "count in smaller units, such as percent or rupiah")
        }
        if let byte = byte(), ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: "_") {
            throw source.error(
                .syntax, at: place, "a letter follows a number",
                hint: "write whole decimal numbers only")
        }
        return ExpressionToken(kind: .int(value), offset: start)
    }

    private mutating func mark(_ start: Int) throws(ExpressionError) -> ExpressionToken {
        for mark in ["&&", "||", "==", "!=", "<=", ">="]
        where bytes[start...].starts(with: mark.utf8) {
            place += 2
            return ExpressionToken(kind: .mark(mark), offset: start)
        }
        if "+-*/%<>!?:.,()[]".utf8.contains(bytes[start]) {
            place += 1
            let mark = String(decoding: bytes[start..<place], as: UTF8.self)
            return ExpressionToken(kind: .mark(mark), offset: start)
        }
        let hint =
            switch bytes[start] {
            case UInt8(ascii: "="): "compare with `==`"
            case UInt8(ascii: "&"): "write `&&`"
            case UInt8(ascii: "|"): "write `||`"
            case UInt8(ascii: "{"): "there are no map literals here"
            default: ""
            }
        let rest = String(decoding: bytes[start...].prefix(4), as: UTF8.self)
        let shown = rest.unicodeScalars.first.map { String($0) } ?? ""
        throw source.error(.syntax, at: start, "`\(shown)` has no meaning here", hint: hint)
    }

    private mutating func string(
        start: Int, raw: Bool
    ) throws(ExpressionError) -> ExpressionToken {
        var scanner = ExpressionStringScanner(source, at: place, raw: raw)
        let text = try scanner.scan()
        place = scanner.place
        return ExpressionToken(kind: .string(text), offset: start)
    }
}
