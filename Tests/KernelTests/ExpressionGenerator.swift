@testable import Kernel

/// Writes random expressions that are well typed.
struct ExpressionGenerator {
    static let environment = ExpressionEnvironment([
        "a": .int, "b": .int, "p": .bool, "q": .bool, "s": .string, "t": .string, "d": .date,
        "e": .date, "xs": .list(.int), "ws": .list(.string),
        "form": .record(["n": .int, "text": .string, "yes": .bool, "gone": .optional(.int)]),
    ])

    let source: Source

    private static let texts = [
        "", "a", "b", "Z", "abc", "Bogor Tengah", "é", "e\u{301}", "😀", "日本", "tab\there", "q\"q'",
        "\\",
        "2026-11-23", "line\nbreak", "ß", "\u{7f}\u{1}",
    ]
    private static let patterns = [
        "a", "^b", "[A-Z]", "^$", "^[a-z]+$", "(ab|c)+", "^.$", "\\\\d{4}", "\\\\p{L}$",
        "(?i)BOGOR",
    ]
    private static let days = [
        "2025-01-01", "2026-03-16", "2026-11-23", "2026-12-24", "2027-12-30", "0001-01-01",
        "9999-12-31",
        "2024-02-29",
    ]

    func bindings() -> [String: ExpressionValue] {
        func day() -> ExpressionValue {
            .date(Day(number: source.number(20_000...21_000)))
        }
        func int() -> ExpressionValue { .int(number()) }
        func text() -> ExpressionValue { .string(source.pick(Self.texts)) }
        return [
            "a": int(), "b": int(), "p": .bool(source.coin()), "q": .bool(source.coin()),
            "s": text(), "t": text(), "d": day(), "e": day(),
            "xs": .list((0..<source.number(0...3)).map { _ in int() }),
            "ws": .list((0..<source.number(0...3)).map { _ in text() }),
            "form": .record(["n": int(), "text": text(), "yes": .bool(source.coin())]),
        ]
    }

    private func number() -> Int64 {
        switch source.number(0...9) {
        case 0: source.pick([.max, .min, .max - 1, .min + 1, 1 << 32, 3_037_000_500])
        case 1...6: Int64(source.number(-3...10))
        default: Int64(source.number(-100_000...100_000))
        }
    }

    func anything(_ depth: Int) -> String {
        switch source.number(0...5) {
        case 0...2: bool(depth)
        case 3: int(depth)
        case 4: string(depth)
        default: date(depth)
        }
    }

    private func bracketed(_ text: String) -> String {
        source.number(0...3) == 0 ? text : "(\(text))"
    }

    func bool(_ depth: Int) -> String {
        if depth <= 0 {
            return source.pick(
                ["true", "false", "p", "q", "form.yes", "has(form.n)", "has(form.gone)"])
        }
        let next = depth - 1
        switch source.number(0...11) {
        case 0...2: return bracketed("\(bool(next)) \(source.pick(["&&", "||"])) \(bool(next))")
        case 3: return "!\(bracketed(bool(0)))"
        case 4: return "(\(int(next)) \(comparison()) \(int(next)))"
        case 5: return "(\(string(next)) \(comparison()) \(string(next)))"
        case 6: return "(\(date(next)) \(comparison()) \(date(next)))"
        case 7: return "(\(bool(next)) \(comparison()) \(bool(next)))"
        case 8: return "(\(int(next)) in \(ints(next)))"
        case 9:
            let method = source.pick(["startsWith", "endsWith", "contains"])
            return "\(string(0)).\(method)(\(string(next)))"
        case 10:
            let pattern = "\"\(source.pick(Self.patterns))\""
            return source.coin()
                ? "\(string(0)).matches(\(pattern))" : "matches(\(string(next)), \(pattern))"
        default: return choice(next, bool)
        }
    }

    private func comparison() -> String { source.pick(["==", "!=", "<", "<=", ">", ">="]) }

    private func choice(_ depth: Int, _ part: (Int) -> String) -> String {
        "(\(bool(depth)) ? \(part(depth)) : \(part(depth)))"
    }

    func int(_ depth: Int) -> String {
        if depth <= 0 {
            return source.pick([String(number()), "a", "b", "form.n", "0", "1", "2", "0x10"])
        }
        let next = depth - 1
        switch source.number(0...9) {
        case 0...4:
            return bracketed("\(int(next)) \(source.pick(["+", "-", "*", "/", "%"])) \(int(next))")
        case 5: return "-\(source.pick(["(\(int(next)))", "a", " 5"]))"
        case 6: return source.coin() ? "size(\(string(next)))" : "\(ints(next)).size()"
        case 7: return "daysBetween(\(date(next)), \(date(next)))"
        case 8:
            return source.coin()
                ? "xs[\(int(0))]" : "workingDaysBetween(\(date(next)), \(date(next)))"
        default: return choice(next, int)
        }
    }

    func string(_ depth: Int) -> String {
        if depth <= 0 { return source.pick([literal(), literal(), "s", "t", "form.text"]) }
        switch source.number(0...4) {
        case 0, 1: return bracketed("\(string(depth - 1)) + \(string(depth - 1))")
        case 2: return "string(\(source.coin() ? int(depth - 1) : string(depth - 1)))"
        case 3: return source.coin() ? "ws[\(int(0))]" : "string(\(date(depth - 1)))"
        default: return choice(depth - 1, string)
        }
    }

    func date(_ depth: Int) -> String {
        if depth <= 0 { return source.pick(["d", "e", "date(\"\(source.pick(Self.days))\")"]) }
        switch source.number(0...3) {
        case 0: return "addDays(\(date(depth - 1)), \(int(depth - 1)))"
        case 1: return "addWorkingDays(\(date(depth - 1)), \(int(0)))"
        case 2: return "date(\(source.coin() ? "s" : "string(\(date(depth - 1)))"))"
        default: return choice(depth - 1, date)
        }
    }

    private func ints(_ depth: Int) -> String {
        if source.coin() { return "xs" }
        let elements = (0..<source.number(1...3)).map { _ in int(depth - 1) }
        return "[\(elements.joined(separator: ", "))]"
    }

    /// A text, its characters plain or escaped.
    private func literal() -> String {
        let quote = source.pick(["\"", "'"])
        var result = quote
        for scalar in source.pick(Self.texts).unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += source.pick(["\\t", "\\x09", "\\011"])
            case "\"", "'": result += "\\\(scalar)"
            case _ where scalar.value < 32:
                result += "\\u00\(Hexadecimal.text([UInt8(scalar.value)]))"
            default:
                let digits = String(scalar.value, radix: 16)
                let padded = String(repeating: "0", count: 8 - digits.utf8.count) + digits
                result += source.number(0...3) == 0 ? "\\U\(padded)" : String(scalar)
            }
        }
        return result + quote
    }

    /// The same source with a slip: a byte left out, doubled, or exchanged with its neighbour.
    func slip(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        guard scalars.count > 2 else { return text }
        let place = source.number(0...scalars.count - 2)
        switch source.number(0...2) {
        case 0: scalars.remove(at: place)
        case 1: scalars.insert(scalars[place], at: place)
        default: scalars.swapAt(place, place + 1)
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
