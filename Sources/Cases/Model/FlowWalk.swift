import Kernel

/// One list of steps and a place in it.
struct FlowLevel {
    let steps: [Step]
    let index: Int
    var step: Step { steps[index] }
}

/// What comes after a step.
package enum FlowNext {
    case step(Step)
    /// The step was the last of its branch of this `parallel`.
    case branchEnd(Step)
    case end
}

extension Flow {
    /// The lists of steps in which a step stands, the outermost first; empty for an unknown step.
    func path(to id: String) -> [FlowLevel] { Self.path(to: id, in: steps) ?? [] }

    private static func path(to id: String, in steps: [Step]) -> [FlowLevel]? {
        for (index, step) in steps.enumerated() {
            let level = FlowLevel(steps: steps, index: index)
            if step.id == id { return [level] }
            for branch in step.branches {
                if let inner = path(to: id, in: branch.steps) { return [level] + inner }
            }
        }
        return nil
    }

    /// The first step whose condition holds.
    public func first(_ bindings: [String: ExpressionValue]) -> Step? {
        steps.first { $0.applies(bindings) }?.entered(bindings)
    }

    /// What comes after a step: the next in its list whose condition holds; behind the last of an
    /// option what follows the choice; behind the last of a branch the branch's end.
    package func next(
        after id: String, _ bindings: [String: ExpressionValue]
    ) throws(CaseFault) -> FlowNext {
        let path = path(to: id)
        guard !path.isEmpty else { throw CaseFault.noStep(id) }
        for (depth, level) in path.enumerated().reversed() {
            if depth < path.count - 1, level.step.kind == .parallel {
                return .branchEnd(level.step)
            }
            let later = level.steps[(level.index + 1)...]
            if let next = later.first(where: { $0.applies(bindings) }) {
                return .step(next.entered(bindings))
            }
        }
        return .end
    }

    /// The step at which the letter of a later step is drafted.
    func draft(before id: String) throws(CaseFault) -> Step {
        guard let draft = all.prefix(order(of: id) ?? .max).last(where: { $0.kind == .draft })
        else {
            throw CaseFault.noStep("draft")
        }
        return draft
    }

    /// The steps that a case goes through, choices resolved: what stands in an option that the case
    /// is in counts as chosen.
    public func way(_ bindings: [String: ExpressionValue], at current: String) -> [Step] {
        Self.way(steps, bindings, current)
    }

    /// The same, with the place on it where the case is.
    func standing(
        _ bindings: [String: ExpressionValue], at current: String
    ) -> (way: [Step], here: Int) {
        let way = way(bindings, at: current)
        return (way, way.firstIndex { $0.withInner.contains { $0.id == current } } ?? 0)
    }

    /// Whether a task can be done now: while the applicant corrects, other branches go on; a
    /// payment is waited for.
    public func mayBeDone(_ task: TaskRecord, of record: CaseRecord) -> Bool {
        if task.kind == .pay, record.wait == .payment { return true }
        return task.state == .open
            && (record.state == .open || parallel(around: task.step) != nil)
    }

    private static func way(
        _ steps: [Step], _ bindings: [String: ExpressionValue], _ current: String
    ) -> [Step] {
        steps.flatMap { step -> [Step] in
            let isHere = step.withInner.contains { $0.id == current }
            guard isHere || step.applies(bindings) else { return [] }
            guard step.kind == .choose else { return [step] }
            let taken = step.branch(of: current) ?? step.option(bindings)
            return way(taken?.steps ?? [], bindings, current)
        }
    }
}

extension Step {
    /// Whether the case goes through this step. A condition over an answer that is not there is
    /// not met, as in forms.
    func applies(_ bindings: [String: ExpressionValue]) -> Bool {
        guard Self.holds(condition, bindings) else { return false }
        switch kind {
        case .parallel: return !first(bindings).isEmpty
        case .choose: return option(bindings)?.first(bindings) != nil
        default: return true
        }
    }

    /// The way that a `choose` takes: the first whose condition holds.
    func option(_ bindings: [String: ExpressionValue]) -> Branch? {
        branches.first { Self.holds($0.condition, bindings) }
    }

    /// The step that somebody does, or the `parallel`, where the case goes when it comes here.
    func entered(_ bindings: [String: ExpressionValue]) -> Step {
        guard kind == .choose, let first = option(bindings)?.first(bindings) else { return self }
        return first
    }

    /// The first step of each branch that has one whose condition holds.
    func first(_ bindings: [String: ExpressionValue]) -> [Step] {
        branches.compactMap { branch in
            Self.holds(branch.condition, bindings) ? branch.first(bindings) : nil
        }
    }

    private static func holds(
        _ condition: Expression?, _ bindings: [String: ExpressionValue]
    ) -> Bool {
        guard let condition else { return true }
        guard case .bool(let holds)? = try? condition.evaluate(bindings) else { return false }
        return holds
    }
}

extension Step {
    /// When the office is warned of a time that began now and ends at `due`.
    func warnAt(
        from now: Instant, _ due: Instant, _ calendar: WorkingCalendar
    ) throws -> Instant? {
        let hours: Int
        switch (within, warning) {
        case (_, nil): return nil
        case (.days, .days(let before)):
            let last = try calendar.adding(
                workingDays: -before, to: Day(due, in: calendar.zone))
            return max(now, try calendar.closing(last))
        case (_, .days(let days)): hours = days * 8
        case (_, .hours(let before)): hours = before
        }
        let left = try calendar.workingTime(from: now, to: due) - Int64(hours) * 3_600_000
        return left > 0 ? try calendar.adding(workingMilliseconds: left, to: now) : now
    }
}

extension Branch {
    /// The first step whose condition holds, choices resolved.
    func first(_ bindings: [String: ExpressionValue]) -> Step? {
        steps.first { $0.applies(bindings) }?.entered(bindings)
    }
}
