/// Reads tokens by CEL's grammar, with one look ahead.
struct ExpressionParser {
    private let source: ExpressionSource
    private let limit: Int
    private let tokens: [ExpressionToken]
    private var place = 0
    /// How many calls of `expression` and `unary` are open: brackets count, though they leave no
    /// trace in the tree.
    private var open = 0

    init(
        _ source: ExpressionSource, _ limits: ExpressionEnvironment.Limits
    ) throws(ExpressionError) {
        guard source.bytes.count <= limits.source else {
            throw source.error(
                .cost, at: 0, "the expression is longer than \(limits.source) bytes",
                hint: "divide it")
        }
        var lexer = ExpressionLexer(source)
        self.source = source
        limit = limits.depth
        tokens = try lexer.tokens()
    }

    mutating func parse() throws(ExpressionError) -> ExpressionSyntax {
        let result = try expression()
        guard current.kind == .end else {
            throw fault("\(current.shown) was not expected here", hint: "is an operator missing?")
        }
        return result
    }

    private var current: ExpressionToken { tokens[place] }

    private func fault(_ message: String, hint: String = "") -> ExpressionError {
        source.error(.syntax, at: current.offset, message, hint: hint)
    }

    private func node(
        _ form: ExpressionSyntax.Form, _ offset: Int, _ parts: [ExpressionSyntax] = []
    ) throws(ExpressionError) -> ExpressionSyntax {
        let depth = 1 + (parts.map(\.depth).max() ?? 0)
        guard depth <= limit else { throw tooDeep(offset) }
        return ExpressionSyntax(form: form, offset: offset, depth: depth)
    }

    private func tooDeep(_ offset: Int) -> ExpressionError {
        source.error(
            .cost, at: offset, "the expression is deeper than \(limit) levels", hint: "divide it")
    }

    private mutating func take(_ mark: String) -> Bool {
        guard current.kind == .mark(mark) else { return false }
        place += 1
        return true
    }

    private mutating func expect(_ mark: String) throws(ExpressionError) {
        guard take(mark) else {
            throw fault("`\(mark)` is missing before \(current.shown)")
        }
    }

    private mutating func expression() throws(ExpressionError) -> ExpressionSyntax {
        open += 1
        defer { open -= 1 }
        guard open <= limit else { throw tooDeep(current.offset) }
        let condition = try binary(1)
        let offset = current.offset
        guard take("?") else { return condition }
        let first = try binary(1)
        try expect(":")
        let second = try expression()
        return try node(
            .choice(condition, first, second), offset, [condition, first, second])
    }

    private var currentOperator: ExpressionSyntax.BinaryOperator? {
        switch current.kind {
        case .mark(let mark): ExpressionSyntax.BinaryOperator(rawValue: mark)
        case .name("in"): .member
        default: nil
        }
    }

    private mutating func binary(_ least: Int) throws(ExpressionError) -> ExpressionSyntax {
        var left = try unary()
        while let found = currentOperator, found.precedence >= least {
            let offset = current.offset
            place += 1
            let right = try binary(found.precedence + 1)
            left = try node(.binary(found, left, right), offset, [left, right])
        }
        return left
    }

    private mutating func unary() throws(ExpressionError) -> ExpressionSyntax {
        let offset = current.offset
        guard case .mark(let mark) = current.kind,
            let found = ExpressionSyntax.UnaryOperator(rawValue: mark)
        else { return try member() }
        open += 1
        defer { open -= 1 }
        guard open <= limit else { throw tooDeep(offset) }
        place += 1
        // The smallest integer has no positive twin, so the sign belongs to the literal.
        if found == .negate, case .int(let size) = current.kind {
            guard size <= Int64.min.magnitude else {
                throw source.error(.overflow, at: offset, "the number is too small")
            }
            place += 1
            let value = Int64(truncatingIfNeeded: 0 &- size)
            return try suffixes(try node(.literal(.int(value)), offset))
        }
        let operand = try unary()
        return try node(.unary(found, operand), offset, [operand])
    }

    private mutating func member() throws(ExpressionError) -> ExpressionSyntax {
        try suffixes(try primary())
    }

    private mutating func suffixes(
        _ primary: ExpressionSyntax
    ) throws(ExpressionError) -> ExpressionSyntax {
        var left = primary
        while true {
            let offset = current.offset
            if take(".") {
                guard case .name(let name) = current.kind, name != "in" else {
                    throw fault("a field's name is missing after `.`")
                }
                let nameOffset = current.offset
                place += 1
                if take("(") {
                    let arguments = try list(until: ")")
                    let all = [left] + arguments
                    left = try node(.call(name, method: true, all), nameOffset, all)
                } else {
                    left = try node(.field(left, name), nameOffset, [left])
                }
            } else if take("[") {
                let index = try expression()
                try expect("]")
                left = try node(.index(left, index), offset, [left, index])
            } else {
                return left
            }
        }
    }

    private mutating func list(
        until end: String
    ) throws(ExpressionError) -> [ExpressionSyntax] {
        var elements: [ExpressionSyntax] = []
        if take(end) { return elements }
        while true {
            elements.append(try expression())
            if take(end) { return elements }
            guard take(",") else {
                throw fault("`,` or `\(end)` is missing before \(current.shown)")
            }
            // CEL allows a comma after the last element of a list, not of arguments.
            if end == "]", take(end) { return elements }
        }
    }

    private mutating func primary() throws(ExpressionError) -> ExpressionSyntax {
        let token = current
        switch token.kind {
        case .int(let size):
            guard let value = Int64(exactly: size) else {
                throw source.error(.overflow, at: token.offset, "the number is too large")
            }
            place += 1
            return try node(.literal(.int(value)), token.offset)
        case .string(let text):
            place += 1
            return try node(.literal(.string(text)), token.offset)
        case .name(let name): return try named(name, token.offset)
        case .mark("("):
            place += 1
            let inner = try expression()
            try expect(")")
            return inner
        case .mark("["):
            place += 1
            let elements = try list(until: "]")
            return try node(.list(elements), token.offset, elements)
        case .mark, .end: throw fault("a value is missing before \(token.shown)")
        }
    }

    private mutating func named(
        _ name: String, _ offset: Int
    ) throws(ExpressionError) -> ExpressionSyntax {
        switch name {
        case "in": throw fault("a value is missing before `in`")
        case "true", "false":
            place += 1
            return try node(.literal(.bool(name == "true")), offset)
        case "null":
            place += 1
            return try node(.literal(.null), offset)
        default:
            place += 1
            guard take("(") else { return try node(.name(name), offset) }
            let arguments = try list(until: ")")
            return try node(.call(name, method: false, arguments), offset, arguments)
        }
    }
}
