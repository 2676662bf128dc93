import Kernel
import Yams

/// Checks what the steps of a flow mean together.
struct FlowChecker {
    let flow: Flow
    /// Where each step stands in the file.
    let marks: [Place?]
    let promise: WorkingTerm
    let hasLetter: Bool
    let hoursPerDay: Int
    let list: FindingList

    func check(flow place: Place?, promise promisePlace: Place?) {
        guard !flow.steps.isEmpty else { return }
        checkClock(place)
        checkDecision(place)
        checkLetter(place)
        checkPromise(promisePlace)
    }

    /// Exactly one step starts the promised time, and always.
    private func checkClock(_ place: Place?) {
        let starts = flow.steps.indices.filter { flow.steps[$0].startsClock }
        if starts.isEmpty {
            list.error(
                place, "no step starts the promised time",
                mend: "add `startsClock: true` to the check of completeness")
        }
        for index in starts.dropFirst() {
            list.error(
                marks[index], "the promised time starts twice",
                mend: "keep `startsClock` on one step")
        }
        if let first = starts.first, flow.steps[first].condition != nil {
            list.error(
                marks[first], "the step that starts the promised time can be skipped",
                mend: "remove its `when`")
        }
    }

    /// A question ends with its answer: one step of that kind, the last, and nobody decides.
    private func checkAnswer(_ place: Place?) {
        let ends = flow.steps.indices.filter { [.answer, .decide].contains(flow.steps[$0].kind) }
        for index in ends where flow.steps[index].kind == .decide {
            list.error(
                marks[index], "the flow answers and decides: a question has no decision",
                mend: "remove `\(flow.steps[index].id)` or the step of kind `answer`")
        }
        for index in ends
        where flow.steps[index].kind == .answer && index != flow.steps.indices.last {
            list.error(
                marks[index], "steps come after the answer, which ends the case",
                mend: "make `\(flow.steps[index].id)` the last step")
        }
        if hasLetter {
            list.error(
                place, "a question has no letter",
                mend: "remove `letter:` from the service")
        }
    }

    /// One decision, that always happens; only hand-over may follow.
    private func checkDecision(_ place: Place?) {
        guard !flow.steps.contains(where: { $0.kind == .answer }) else {
            return checkAnswer(place)
        }
        guard let decision = flow.steps.firstIndex(where: { $0.kind == .decide }) else {
            list.error(
                place, "nobody decides: the flow has no way to its outcome",
                mend: "add a step of kind `decide`")
            return
        }
        if flow.steps[decision].condition != nil {
            list.error(
                marks[decision], "the decision can be skipped", mend: "remove its `when`")
        }
        for index in flow.steps.indices
        where index > decision && flow.steps[index].kind != .handover {
            list.error(
                marks[index], "the step `\(flow.steps[index].id)` is never reached",
                mend: "move it before `\(flow.steps[decision].id)`: a decision ends the work")
        }
        for index in flow.steps.indices
        where index < decision && flow.steps[index].kind == .handover {
            list.error(
                marks[index], "hand-over comes before the decision",
                mend: "move it behind `\(flow.steps[decision].id)`")
        }
    }

    /// A letter is drafted once, before its initials; without a letter nothing is drafted.
    private func checkLetter(_ place: Place?) {
        let drafts = flow.steps.indices.filter { flow.steps[$0].kind == .draft }
        let initials = flow.steps.indices.filter { flow.steps[$0].kind == .initials }
        if hasLetter, drafts.isEmpty {
            list.error(
                place, "the service has a letter, but no step drafts it",
                mend: "add a step of kind `draft`")
        }
        if !hasLetter, let first = (drafts + initials).min() {
            list.error(
                marks[first],
                "the step `\(flow.steps[first].id)` works on a letter that does not exist",
                mend: "add `letter:` to the service or remove the step")
        }
        for index in drafts.dropFirst() {
            list.error(marks[index], "the letter is drafted twice", mend: "keep one draft step")
        }
        for index in initials where index < drafts.first ?? .max && hasLetter {
            list.error(
                marks[index], "initials come before the letter is drafted",
                mend: "move the step behind the draft")
        }
    }

    /// The steps between the start of the clock and the decision fit into the promise.
    private func checkPromise(_ place: Place?) {
        guard let start = flow.steps.firstIndex(where: \.startsClock) else { return }
        let counted = flow.steps.dropFirst(start + 1).filter { $0.kind != .handover }
        let sum = counted.reduce(0) { $0 + longest($1) }
        guard sum > hours(promise) else { return }
        list.error(
            place,
            "the steps take up to \(text(sum)), the promise is \(text(hours(promise)))",
            mend: "shorten `within` of the steps or promise more time")
    }

    /// Of branches that run side by side the longest counts.
    private func longest(_ step: Step) -> Int {
        guard step.kind == .parallel else { return hours(step.within) }
        return step.branches.map { $0.reduce(0) { $0 + hours($1.within) } }.max() ?? 0
    }

    private func hours(_ term: WorkingTerm) -> Int {
        switch term {
        case .days(let days): days * hoursPerDay
        case .hours(let hours): hours
        }
    }

    private func text(_ hours: Int) -> String {
        let days = hours / hoursPerDay
        let rest = hours % hoursPerDay
        let parts = [
            days > 0 ? "\(days) working \(days == 1 ? "day" : "days")" : nil,
            rest > 0 ? "\(rest) \(rest == 1 ? "hour" : "hours")" : nil,
        ]
        return parts.compactMap(\.self).joined(separator: " and ")
    }
}
