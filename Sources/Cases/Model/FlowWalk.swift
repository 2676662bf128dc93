import Kernel

extension Flow {
    /// The first step whose condition holds.
    public func first(_ bindings: [String: ExpressionValue]) -> Step? {
        steps.first { $0.applies(bindings) }
    }

    /// The next step after `id` whose condition holds; nothing when that was the last.
    public func next(
        after id: String, _ bindings: [String: ExpressionValue]
    ) throws(CaseFault) -> Step? {
        guard let index = index(of: id) else { throw CaseFault.noStep(id) }
        return steps[(index + 1)...].first { $0.applies(bindings) }
    }
}

extension Step {
    /// Whether the case goes through this step. A condition over an answer that is not there is
    /// not met, as in forms.
    func applies(_ bindings: [String: ExpressionValue]) -> Bool {
        guard holds(bindings) else { return false }
        return kind != .parallel || !first(bindings).isEmpty
    }

    private func holds(_ bindings: [String: ExpressionValue]) -> Bool {
        guard let condition else { return true }
        guard case .bool(let holds)? = try? condition.evaluate(bindings) else { return false }
        return holds
    }

    /// The first step of each branch that has one whose condition holds.
    func first(_ bindings: [String: ExpressionValue]) -> [Step] {
        branches.compactMap { branch in branch.first { $0.applies(bindings) } }
    }

    /// The next step of the same branch whose condition holds; nothing at the branch's end.
    func next(after id: String, _ bindings: [String: ExpressionValue]) -> Step? {
        guard let branch = branch(of: id), let place = branch.firstIndex(where: { $0.id == id })
        else { return nil }
        return branch[(place + 1)...].first { $0.applies(bindings) }
    }
}
