extension ExpressionEvaluator {
    mutating func element(
        _ list: ExpressionStep, _ index: ExpressionStep, _ step: ExpressionStep
    ) throws(ExpressionError) -> ExpressionValue {
        guard case .list(let elements) = try present(list) else { throw misfit(list) }
        let place = try int(index)
        guard let place = Int(exactly: place), elements.indices.contains(place) else {
            throw fault(
                .value, step, "the list has no element \(place)",
                hint: "ask first with size(…); the first element is 0")
        }
        return elements[place]
    }

    /// Rows without a value add nothing.
    mutating func total(
        _ list: ExpressionStep, _ name: String, _ step: ExpressionStep
    ) throws(ExpressionError) -> Int64 {
        guard case .list(let rows) = try present(list) else { throw misfit(list) }
        var total: Int64 = 0
        for row in rows {
            try pay(1, step)
            guard case .record(let fields) = row else { throw misfit(list) }
            guard case .int(let value)? = fields[name] else { continue }
            let (sum, overflow) = total.addingReportingOverflow(value)
            guard !overflow else { throw fault(.overflow, step, "the result is too large") }
            total = sum
        }
        return total
    }

    mutating func order(
        _ sign: ExpressionSyntax.BinaryOperator, _ left: ExpressionStep,
        _ right: ExpressionStep, _ step: ExpressionStep
    ) throws(ExpressionError) -> Bool {
        let (first, second) = (try present(left), try present(right))
        try pay(min(first.weight, second.weight), step)
        guard let before = first.isBefore(second), let after = second.isBefore(first) else {
            throw misfit(step)
        }
        switch sign {
        case .less: return before
        case .lessOrEqual: return !after
        case .greater: return after
        default: return !before
        }
    }

    mutating func member(
        _ element: ExpressionStep, _ list: ExpressionStep, _ step: ExpressionStep
    ) throws(ExpressionError) -> Bool {
        let wanted = try value(element)
        guard case .list(let elements) = try present(list) else { throw misfit(list) }
        for candidate in elements {
            try pay(min(wanted.weight, candidate.weight), step)
            if wanted.isEqual(candidate) { return true }
        }
        return false
    }

    mutating func sum(
        _ sign: ExpressionSyntax.BinaryOperator, _ left: ExpressionStep,
        _ right: ExpressionStep, _ step: ExpressionStep
    ) throws(ExpressionError) -> ExpressionValue {
        switch (try present(left), try present(right)) {
        case (.int(let first), .int(let second)):
            return .int(try integer(sign, first, second, step))
        case (.string(let first), .string(let second)):
            try pay((first.utf8.count + second.utf8.count) / 16, step)
            return try made(first + second, step)
        case (.list(let first), .list(let second)):
            try pay(first.count + second.count, step)
            return .list(first + second)
        default: throw misfit(step)
        }
    }

    private func integer(
        _ sign: ExpressionSyntax.BinaryOperator, _ left: Int64, _ right: Int64,
        _ step: ExpressionStep
    ) throws(ExpressionError) -> Int64 {
        if right == 0, sign == .divide || sign == .remainder {
            throw fault(.value, step, "division by zero", hint: "ask first with `… != 0 &&`")
        }
        let (result, overflow) =
            switch sign {
            case .add: left.addingReportingOverflow(right)
            case .subtract: left.subtractingReportingOverflow(right)
            case .multiply: left.multipliedReportingOverflow(by: right)
            case .divide: left.dividedReportingOverflow(by: right)
            default: left.remainderReportingOverflow(dividingBy: right)
            }
        guard !overflow else { throw fault(.overflow, step, "the result is too large") }
        return result
    }

    mutating func call(
        _ function: ExpressionFunction, _ arguments: [ExpressionStep], _ step: ExpressionStep
    ) throws(ExpressionError) -> ExpressionValue {
        switch function {
        case .size: return try size(arguments[0], step)
        case .string: return try text(arguments[0], step)
        case .startsWith, .endsWith, .contains:
            return .bool(try search(function, arguments[0], arguments[1], step))
        case .date:
            let text = try string(arguments[0])
            guard let day = Day(iso: text) else {
                throw fault(.value, step, "this text is no day", hint: "it must be YYYY-MM-DD")
            }
            return .date(day)
        case .addDays:
            let (day, count) = (try date(arguments[0]), try int(arguments[1]))
            // No two days are farther apart than this.
            guard count.magnitude < 4_000_000,
                (Day.first.number...Day.last.number).contains(day.number + Int(count))
            else { throw fault(.overflow, step, "the day is beyond the years 1 to 9999") }
            return .date(day.adding(days: Int(count)))
        case .addYears:
            let (day, count) = (try date(arguments[0]), try int(arguments[1]))
            guard count.magnitude < 10_000, (1...9998).contains(day.year + Int(count)) else {
                throw fault(.overflow, step, "the day is beyond the years 1 to 9998")
            }
            return .date(day.adding(months: 12 * Int(count)))
        case .daysBetween:
            let (start, end) = (try date(arguments[0]), try date(arguments[1]))
            return .int(Int64(end.days(since: start)))
        case .addWorkingDays, .workingDaysBetween:
            return try workingDays(function, arguments, step)
        case .divide: return .int(try quotient(arguments[0], arguments[1], step))
        case .min: return .int(Swift.min(try int(arguments[0]), try int(arguments[1])))
        case .max: return .int(Swift.max(try int(arguments[0]), try int(arguments[1])))
        }
    }

    /// The quotient as money is rounded: to the nearest, halves away from zero.
    private mutating func quotient(
        _ dividend: ExpressionStep, _ divisor: ExpressionStep, _ step: ExpressionStep
    ) throws(ExpressionError) -> Int64 {
        let (left, right) = (try int(dividend), try int(divisor))
        guard right != 0 else { throw fault(.value, step, "division by zero") }
        let (whole, rest) = (left.magnitude / right.magnitude, left.magnitude % right.magnitude)
        let rounded = whole + (rest >= right.magnitude - rest ? 1 : 0)
        guard rounded <= UInt64(Int64.max) else {
            throw fault(.overflow, step, "the result is too large")
        }
        return (left < 0) == (right < 0) ? Int64(rounded) : 0 - Int64(rounded)
    }

    private mutating func workingDays(
        _ function: ExpressionFunction, _ arguments: [ExpressionStep], _ step: ExpressionStep
    ) throws(ExpressionError) -> ExpressionValue {
        let start = try date(arguments[0])
        let second = try present(arguments[1])
        guard let calendar else {
            throw fault(.calendar, step, "there is no calendar here")
        }
        do throws(Refusal) {
            switch second {
            case .int(let count):
                return .date(try calendar.adding(workingDays: Int(clamping: count), to: start))
            case .date(let end): return .int(Int64(try calendar.workingDays(from: start, to: end)))
            default: break
            }
        } catch {
            let year = error.problems.first?.values["year"] ?? ""
            throw fault(
                .calendar, step, "the calendar has no holidays of \(year)",
                hint: "publish the calendar of that year")
        }
        throw misfit(step)
    }

    /// Texts are counted in code points, as CEL says.
    private mutating func size(
        _ argument: ExpressionStep, _ step: ExpressionStep
    ) throws(ExpressionError) -> ExpressionValue {
        switch try present(argument) {
        case .string(let text):
            try pay(1 + text.utf8.count / 16, step)
            return .int(Int64(text.utf8.count { $0 & 0xC0 != 0x80 }))
        case .list(let elements): return .int(Int64(elements.count))
        default: throw misfit(argument)
        }
    }

    private mutating func text(
        _ argument: ExpressionStep, _ step: ExpressionStep
    ) throws(ExpressionError) -> ExpressionValue {
        switch try present(argument) {
        case .string(let text): return .string(text)
        case .int(let value): return try made(String(value), step)
        case .bool(let value): return try made(value ? "true" : "false", step)
        case .date(let day): return try made(day.iso, step)
        default: throw misfit(argument)
        }
    }

    private mutating func search(
        _ function: ExpressionFunction, _ text: ExpressionStep, _ part: ExpressionStep,
        _ step: ExpressionStep
    ) throws(ExpressionError) -> Bool {
        let whole = Array(try string(text).utf8)
        let piece = Array(try string(part).utf8)
        switch function {
        case .startsWith:
            try pay(1 + piece.count / 16, step)
            return whole.starts(with: piece)
        case .endsWith:
            try pay(1 + piece.count / 16, step)
            return whole.suffix(piece.count).elementsEqual(piece)
        default:
            guard piece.count <= whole.count else { return false }
            // The naive search compares at worst every byte with every byte.
            let places = whole.count - piece.count + 1
            try pay(1 + places / 16 * (1 + piece.count / 64), step)
            return piece.isEmpty
                || (0..<places).contains { whole[$0...].starts(with: piece) }
        }
    }
}
