/// Between which numbers a result may lie, as far as the expression itself says.
///
/// Used to find a fee that could be negative before anybody is charged. Conditions are not looked
/// into: `a > b ? a - b : 0` may be negative as far as this knows; `max(0, a - b)` may not.
extension Expression {
    /// - Parameter names: the ranges of the names that have one.
    public func range(_ names: [String: ClosedRange<Int64>]) -> ClosedRange<Int64> {
        ExpressionRange(names: names).range(root)
    }
}

struct ExpressionRange {
    typealias Range = ClosedRange<Int64>

    /// Everything that can be said of a number of which nothing is known.
    static let full: Range = Int64.min...Int64.max

    let names: [String: Range]

    func range(_ step: ExpressionStep) -> Range {
        switch step.form {
        case .literal(.int(let value)): value...value
        case .name(let name): names[name] ?? Self.full
        case .negate(let operand): negated(range(operand))
        case .arithmetic(let sign, let left, let right):
            arithmetic(sign, range(left), range(right))
        case .choice(_, let first, let second): joined(range(first), range(second))
        case .index(let list, _): element(list)
        case .call(let function, let arguments): call(function, arguments)
        default: Self.full
        }
    }

    private func joined(_ left: Range, _ right: Range) -> Range {
        min(left.lowerBound, right.lowerBound)...max(left.upperBound, right.upperBound)
    }

    private func element(_ list: ExpressionStep) -> Range {
        guard case .list(let elements) = list.form, let first = elements.first else {
            return Self.full
        }
        return elements.dropFirst().reduce(range(first)) { joined($0, range($1)) }
    }

    private func call(_ function: ExpressionFunction, _ arguments: [ExpressionStep]) -> Range {
        switch function {
        case .size: return 0...Int64.max
        case .divide: return divided(range(arguments[0]), range(arguments[1]))
        case .min:
            let (left, right) = (range(arguments[0]), range(arguments[1]))
            let lower = Swift.min(left.lowerBound, right.lowerBound)
            return lower...Swift.min(left.upperBound, right.upperBound)
        case .max:
            let (left, right) = (range(arguments[0]), range(arguments[1]))
            let lower = Swift.max(left.lowerBound, right.lowerBound)
            return lower...Swift.max(left.upperBound, right.upperBound)
        default: return Self.full
        }
    }

    private func arithmetic(
        _ sign: ExpressionSyntax.BinaryOperator, _ left: Range, _ right: Range
    ) -> Range {
        switch sign {
        case .add: corners(left, right, add)
        case .subtract: corners(left, negated(right), add)
        case .multiply: corners(left, right, multiply)
        case .divide: divided(left, right)
        case .remainder:
            left.lowerBound >= 0 && right.lowerBound > 0
                ? 0...Swift.min(left.upperBound, right.upperBound - 1) : Self.full
        default: Self.full
        }
    }

    private func corners(
        _ left: Range, _ right: Range, _ operation: (Int64, Int64) -> Int64
    ) -> Range {
        let all = [left.lowerBound, left.upperBound].flatMap { one in
            [operation(one, right.lowerBound), operation(one, right.upperBound)]
        }
        return (all.min() ?? .min)...(all.max() ?? .max)
    }

    private func divided(_ left: Range, _ right: Range) -> Range {
        guard right.lowerBound > 0 else { return Self.full }
        return corners(left, right) { $0 / $1 }
    }

    private func negated(_ range: Range) -> Range {
        negated(range.upperBound)...negated(range.lowerBound)
    }

    private func negated(_ value: Int64) -> Int64 { value == .min ? .max : -value }

    /// Results beyond Int64 stay at its end; the evaluation itself would fail with `overflow`.
    private func add(_ left: Int64, _ right: Int64) -> Int64 {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? (left < 0 ? .min : .max) : sum
    }

    private func multiply(_ left: Int64, _ right: Int64) -> Int64 {
        let (product, overflow) = left.multipliedReportingOverflow(by: right)
        return overflow ? ((left < 0) == (right < 0) ? .max : .min) : product
    }
}
