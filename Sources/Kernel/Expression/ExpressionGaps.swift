/// Why an expression may have no value.
public enum ExpressionGap: Sendable, Hashable {
    /// This name, or part of one, may have no value and is not asked for first.
    case missing(String)
    /// A place that may lie outside its list, which has so many elements.
    case outside(Int)
    /// A division by a number that may be zero.
    case zero
}

/// What is known of names before an expression is worked out.
public struct ExpressionKnowledge: Sendable {
    /// Names that may have no value. One with conditions has a value when all of them are facts;
    /// one without has to be asked for by `has`.
    public var uncertain: [String: Set<String>?]
    /// Between which numbers names lie.
    public var ranges: [String: ClosedRange<Int64>]
    /// The codes of names that hold one of several.
    public var codes: [String: Set<String>]
    /// How many elements lists have at least.
    public var lengths: [String: Int]

    public init(
        uncertain: [String: Set<String>?] = [:], ranges: [String: ClosedRange<Int64>] = [:],
        codes: [String: Set<String>] = [:], lengths: [String: Int] = [:]
    ) {
        self.uncertain = uncertain
        self.ranges = ranges
        self.codes = codes
        self.lengths = lengths
    }
}

extension Expression {
    /// What holds when this condition is true, each part in one way of writing it.
    public var facts: Set<String> { ExpressionGaps.facts(root, holds: true) }

    /// What may keep the expression from having a value, the first reason first. Errs on the side
    /// of naming too much: what it does not understand may be missing.
    public func gaps(_ known: ExpressionKnowledge) -> [ExpressionGap] {
        var finder = ExpressionGaps(known: known)
        finder.visit(root, [])
        return finder.gaps
    }
}

struct ExpressionGaps {
    let known: ExpressionKnowledge
    private(set) var gaps: [ExpressionGap] = []

    init(known: ExpressionKnowledge) { self.known = known }

    private mutating func add(_ gap: ExpressionGap) {
        if !gaps.contains(gap) { gaps.append(gap) }
    }

    mutating func visit(_ step: ExpressionStep, _ facts: Set<String>) {
        switch step.form {
        case .literal: break
        case .name(let name):
            if !isPresent(name, facts) { add(.missing(name)) }
        case .field(let target, let name):
            visit(target, facts)
            if case .optional = step.type, !facts.contains("has " + Self.text(step)) {
                add(.missing((Self.path(target).map { $0 + "." } ?? "") + name))
            }
        case .has(let target, _):
            // Asking for a part needs the whole.
            visit(target, facts)
        case .equality(_, let left, let right):
            for side in [left, right] where !Self.isName(side) { visit(side, facts) }
        case .logic(let isAnd, let left, let right):
            visit(left, facts)
            visit(right, facts.union(Self.facts(left, holds: isAnd)))
        case .choice(let condition, let first, let second):
            visit(condition, facts)
            visit(first, facts.union(Self.facts(condition, holds: true)))
            visit(second, facts.union(Self.facts(condition, holds: false)))
        case .index(let list, let place):
            visit(list, facts)
            visit(place, facts)
            visitPlace(place, in: list)
        case .arithmetic(let sign, let left, let right):
            visit(left, facts)
            visit(right, facts)
            if sign == .divide || sign == .remainder { visitDivisor(right, facts) }
        case .call(let function, let arguments):
            for argument in arguments { visit(argument, facts) }
            if function == .divide { visitDivisor(arguments[1], facts) }
        case .not(let part), .negate(let part), .matches(let part, _), .total(let part, _):
            visit(part, facts)
        case .order(_, let left, let right), .member(let left, let right):
            visit(left, facts)
            visit(right, facts)
        case .list(let elements):
            for element in elements { visit(element, facts) }
        }
    }

    private mutating func visitPlace(_ place: ExpressionStep, in list: ExpressionStep) {
        let range = ExpressionRange(names: known.ranges).range(place)
        var count = Self.path(list).flatMap { known.lengths[$0] } ?? 0
        if case .list(let elements) = list.form { count = elements.count }
        if range.lowerBound < 0 || range.upperBound >= Int64(count) { add(.outside(count)) }
    }

    private mutating func visitDivisor(_ divisor: ExpressionStep, _ facts: Set<String>) {
        let range = ExpressionRange(names: known.ranges).range(divisor)
        guard range.contains(0) else { return }
        let text = Self.text(divisor)
        let proofs = ["(\(text) > 0)", "(\(text) >= 1)", "(\(text) != 0)"]
        if facts.isDisjoint(with: proofs) { add(.zero) }
    }

    /// Whether a name has a value where these facts hold.
    private func isPresent(_ name: String, _ facts: Set<String>) -> Bool {
        guard let conditions = known.uncertain[name] else { return true }
        if facts.contains("has " + name) { return true }
        guard let conditions else { return false }
        return conditions.allSatisfy {
            facts.contains($0) || isOnlyOne($0, facts) || isOther($0, facts)
        }
    }

    /// Whether `x != 'a'` follows because `x` is another written value.
    private func isOther(_ fact: String, _ facts: Set<String>) -> Bool {
        guard let sign = fact.firstRange(of: " != ") else { return false }
        let start = fact[..<sign.lowerBound] + " == "
        let value = fact[sign.upperBound...]
        return facts.contains { other in
            guard other.hasPrefix(start), let first = other.dropFirst(start.count).first else {
                return false
            }
            let isWritten = first == "'" || first.isNumber
            return isWritten && other.dropFirst(start.count) != value
        }
    }

    /// Whether `x == 'a'` follows because every other code of `x` is ruled out.
    private func isOnlyOne(_ fact: String, _ facts: Set<String>) -> Bool {
        for (name, codes) in known.codes {
            guard let code = codes.first(where: { fact == "(\(name) == '\($0)')" }) else {
                continue
            }
            return codes.allSatisfy { $0 == code || facts.contains("(\(name) != '\($0)')") }
        }
        return false
    }

    // MARK: Facts

    /// What is true when a condition is true (or false), as texts of one form each.
    static func facts(_ step: ExpressionStep, holds: Bool) -> Set<String> {
        switch step.form {
        case .not(let part): return facts(part, holds: !holds)
        case .logic(let isAnd, let left, let right):
            let (one, other) = (facts(left, holds: holds), facts(right, holds: holds))
            return isAnd == holds ? one.union(other) : one.intersection(other)
        case .equality(let negated, let left, let right):
            let isEqual = negated != holds
            var found: Set = [equation(left, right, isEqual)]
            for (side, other) in [(left, right), (right, left)] {
                guard case .literal(let value) = other.form else { continue }
                // What equals a value is there; so is what differs from nothing.
                if isEqual != (value == .null) { found.insert("has " + text(side)) }
            }
            return found
        case .has(let target, let name):
            return holds ? ["has \(text(target)).\(name)", "has " + text(target)] : []
        default:
            // What was worked out had its names.
            return names(step).union([(holds ? "" : "! ") + text(step)])
        }
    }

    private static func names(_ step: ExpressionStep) -> Set<String> {
        switch step.form {
        case .name(let name): ["has " + name]
        case .order(_, let left, let right), .arithmetic(_, let left, let right),
            .member(let left, let right):
            names(left).union(names(right))
        case .matches(let part, _): names(part)
        default: []
        }
    }

    /// A written value stands on the right.
    private static func equation(
        _ left: ExpressionStep, _ right: ExpressionStep, _ isEqual: Bool
    ) -> String {
        let sign = isEqual ? "==" : "!="
        if case .literal = left.form { return "(\(text(right)) \(sign) \(text(left)))" }
        return "(\(text(left)) \(sign) \(text(right)))"
    }

    private static func isName(_ step: ExpressionStep) -> Bool {
        if case .name = step.form { true } else { false }
    }

    private static func path(_ step: ExpressionStep) -> String? {
        switch step.form {
        case .name(let name): name
        case .field(let target, let name): path(target).map { "\($0).\(name)" }
        default: nil
        }
    }

    /// One way of writing a part, whatever its spaces and brackets were.
    private static func text(_ step: ExpressionStep) -> String {
        switch step.form {
        case .literal(let value): text(value)
        case .name(let name): name
        case .field(let target, let name): "\(text(target)).\(name)"
        case .has(let target, let name): "has \(text(target)).\(name)"
        case .index(let list, let place): "\(text(list))[\(text(place))]"
        case .list(let elements): "[\(elements.map(text).joined(separator: ", "))]"
        case .not(let part): "! \(text(part))"
        case .negate(let part): "-\(text(part))"
        case .logic(let isAnd, let left, let right):
            "(\(text(left)) \(isAnd ? "&&" : "||") \(text(right)))"
        case .equality(let negated, let left, let right):
            equation(left, right, !negated)
        case .order(let sign, let left, let right), .arithmetic(let sign, let left, let right):
            "(\(text(left)) \(sign.rawValue) \(text(right)))"
        case .member(let element, let list): "(\(text(element)) in \(text(list)))"
        case .choice(let condition, let first, let second):
            "(\(text(condition)) ? \(text(first)) : \(text(second)))"
        case .matches(let part, _): "\(text(part)).matches@\(step.offset)"
        case .call(let function, let arguments):
            "\(function.rawValue)(\(arguments.map(text).joined(separator: ", ")))"
        case .total(let list, let name): "sum(\(text(list)), \(name))"
        }
    }

    private static func text(_ value: ExpressionValue) -> String {
        switch value {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .int(let value): "\(value)"
        case .string(let value): "'\(value)'"
        case .date(let day): day.iso
        case .list(let values): "[\(values.map(text).joined(separator: ", "))]"
        case .record: "record"
        }
    }
}
