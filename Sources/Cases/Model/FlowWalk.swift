import Kernel

extension Flow {
    /// The first step whose condition holds.
    func first(
        _ bindings: [String: ExpressionValue], _ calendar: WorkingCalendar
    ) throws -> Step? {
        try steps.first { try $0.applies(bindings, calendar) }
    }

    /// The next step after `id` whose condition holds; nothing when that was the last.
    func next(
        after id: String, _ bindings: [String: ExpressionValue], _ calendar: WorkingCalendar
    ) throws -> Step? {
        guard let index = index(of: id) else { throw CaseFault.noStep(id) }
        return try steps[(index + 1)...].first { try $0.applies(bindings, calendar) }
    }
}

extension Step {
    /// Whether the case goes through this step. A condition over an answer that is not there is
    /// not met, as in forms.
    func applies(
        _ bindings: [String: ExpressionValue], _ calendar: WorkingCalendar
    ) throws -> Bool {
        guard let condition else { return true }
        guard case .bool(let holds)? = try? condition.evaluate(bindings) else { return false }
        return holds
    }
}
