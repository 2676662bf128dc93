import Kernel
import Yams

/// Checks what the steps of a flow mean together.
struct FlowChecker {
    let flow: Flow
    /// Where each step stands in the file.
    let marks: [String: Place]
    /// Where their conditions stand.
    let conditions: [String: Place]
    let promise: WorkingTerm
    let hasLetter: Bool
    let fee: Fee
    let values: [ServiceValue]
    let city: CityIndex
    let list: FindingList

    func check(flow place: Place?, promise promisePlace: Place?) {
        guard !flow.steps.isEmpty else { return }
        checkClock(place)
        if flow.all.contains(where: { $0.kind == .answer }) {
            checkAnswer(place)
        } else {
            checkDecision(place)
        }
        checkLetter(place)
        checkFee(place)
        checkLetterWay()
        checkOtherHands(city.positions)
        checkUse()
        checkConfirmation()
        checkPromise(promisePlace)
    }

    private func error(_ step: Step, _ message: String, mend: String? = nil) {
        list.error(marks[step.id], message, mend: mend)
    }

    /// Exactly one step starts the promised time, and always.
    private func checkClock(_ place: Place?) {
        let starts = flow.all.filter(\.startsClock)
        if starts.isEmpty {
            list.error(
                place, "no step starts the promised time",
                mend: "add `startsClock: true` to the check of completeness")
        }
        for step in starts.dropFirst() {
            error(
                step, "the promised time starts twice", mend: "keep `startsClock` on one step")
        }
        guard let first = starts.first else { return }
        if first.condition != nil || flow.path(to: first.id).count > 1 {
            error(
                first, "the step that starts the promised time can be skipped",
                mend: flow.path(to: first.id).count > 1
                    ? "start it in a step that every case goes through" : "remove its `when`")
        }
    }

    /// A question ends with its answer: one step of that kind, the last, and nobody decides.
    private func checkAnswer(_ place: Place?) {
        for step in flow.deciding where step.kind != .answer {
            error(
                step, "the flow answers and decides: a question has no decision",
                mend: "remove `\(step.id)` or the step of kind `answer`")
        }
        let end = flow.steps.last?.kind == .confirm ? flow.steps.dropLast() : flow.steps[...]
        for step in flow.all where step.kind == .answer && step.id != end.last?.id {
            error(
                step, "steps come after the answer, which ends the case",
                mend: "make `\(step.id)` the last step; only a `confirm` may follow")
        }
        if hasLetter {
            list.error(
                place, "a question has no letter",
                mend: "remove `letter:` from the service")
        }
    }

    /// A confirmation stands behind an answer, and leads back to a step before it.
    private func checkConfirmation() {
        for step in flow.all where step.kind == .confirm {
            let before = flow.order(of: step.id) ?? 0
            if step.id != flow.steps.last?.id || flow.steps.dropLast().last?.kind != .answer {
                error(
                    step, "there is nothing to confirm here",
                    mend: "put `\(step.id)` last, right behind a step of kind `answer`")
            }
            guard let back = step.confirmation?.returnsTo else { continue }
            if flow.parallel(around: back) != nil || flow.step(back)?.kind.holdsSteps == true
                || flow.order(of: back).map({ $0 >= before }) ?? true
            {
                error(
                    step, "there is no step `\(back)` to do again",
                    mend: Nearest.mend(back, among: flow.steps.dropLast().map(\.id)))
            }
        }
    }

    // MARK: Decision

    /// What is known at a place of the flow about decisions before it.
    private struct Decided {
        /// Every way to here has decided.
        var always = false
        /// Some way may have.
        var sometimes = false
        /// The first step that decided, for messages.
        var by: Step?
    }

    /// Every way decides exactly once, with `decide` or `record`; only hand-over may follow.
    private func checkDecision(_ place: Place?) {
        var decided = Decided()
        walk(flow.steps, &decided)
        if decided.always { return }
        if !decided.sometimes {
            list.error(
                place, "nobody decides: the flow has no way to its outcome",
                mend: "add a step of kind `decide`")
        } else if let by = decided.by {
            if by.condition != nil, flow.path(to: by.id).count == 1 {
                error(by, "the decision can be skipped", mend: "remove its `when`")
            } else {
                error(
                    by, "some ways through the flow decide, others come to no outcome",
                    mend: "let every option decide, and give the last one no `when`")
            }
        }
    }

    private func walk(_ steps: [Step], _ decided: inout Decided) {
        for step in steps {
            switch step.kind {
            case .parallel: beside(step, &decided)
            case .choose: ways(step, &decided)
            case .handover:
                if !decided.sometimes, !flow.deciding.isEmpty {
                    error(
                        step, "hand-over comes before the decision",
                        mend: "move it behind the decision")
                }
            case .record where decided.by?.kind == .record: break
            case .decide, .record:
                if decided.always { late(step, decided) }
                decided.sometimes = true
                decided.by = decided.by ?? step
                if step.condition == nil { decided.always = true }
            default:
                if decided.always { late(step, decided) }
            }
        }
    }

    private func late(_ step: Step, _ decided: Decided) {
        error(
            step, "the step `\(step.id)` is never reached",
            mend: "move it before `\(decided.by?.id ?? "")`: a decision ends the work")
    }

    /// Of branches it is enough that one always decides.
    private func beside(_ step: Step, _ decided: inout Decided) {
        let before = decided
        for branch in step.branches {
            var own = before
            walk(branch.steps, &own)
            decided.sometimes = decided.sometimes || own.sometimes
            if own.always, step.condition == nil { decided.always = true }
            decided.by = decided.by ?? own.by
        }
    }

    /// Of options every one must, and one must hold.
    private func ways(_ step: Step, _ decided: inout Decided) {
        let before = decided
        var all = step.branches.last?.condition == nil && step.condition == nil
        for branch in step.branches {
            var own = before
            walk(branch.steps, &own)
            decided.sometimes = decided.sometimes || own.sometimes
            decided.by = decided.by ?? own.by
            all = all && own.always
        }
        decided.always = before.always || all
    }

    // MARK: Letter and fee

    /// A letter is drafted on each way before its initials; without a letter nothing is drafted.
    private func checkLetter(_ place: Place?) {
        let drafts = flow.all.filter { $0.kind == .draft }
        let works = flow.all.filter { $0.kind == .draft || $0.kind == .initials }
        if hasLetter, drafts.isEmpty {
            list.error(
                place, "the service has a letter, but no step drafts it",
                mend: "add a step of kind `draft`")
        }
        if !hasLetter, let first = works.first {
            error(
                first, "the step `\(first.id)` works on a letter that does not exist",
                mend: "add `letter:` to the service or remove the step")
        }
        if !hasLetter, let decision = flow.all.first(where: { $0.kind == .decide }) {
            error(
                decision, "the step `\(decision.id)` signs a letter that does not exist",
                mend: "add `letter:`, or record an outcome with a step of kind `record`")
        }
        if hasLetter, !flow.deciding.isEmpty, flow.deciding.allSatisfy({ $0.kind == .record }) {
            list.error(
                place, "the service has a letter that nobody signs",
                mend: "add a step of kind `decide`, or remove `letter:`")
        }
        let top = flow.steps.filter { $0.kind == .draft }
        for step in top.dropFirst() {
            error(step, "the letter is drafted twice", mend: "keep one draft step")
        }
        guard hasLetter, let draft = drafts.first, let first = flow.order(of: draft.id) else {
            return
        }
        for step in works where step.kind == .initials && (flow.order(of: step.id) ?? .max) < first
        {
            error(
                step, "initials come before the letter is drafted",
                mend: "move the step behind the draft")
        }
    }

    /// A fee is asked for, and a bill has a fee.
    private func checkFee(_ place: Place?) {
        let pay = flow.all.filter { $0.kind == .pay }
        switch (fee, pay.first) {
        case (.charged, nil):
            list.error(
                place, "the service has a fee, but no step asks for it",
                mend: "add a step of kind `pay`")
        case (.free, let step?):
            error(
                step, "the step `\(step.id)` asks for a fee that does not exist",
                mend: "write the `fee` or remove the step")
        default: break
        }
        for step in pay.dropFirst() where flow.path(to: step.id).count == 1 {
            error(step, "the fee is asked for twice", mend: "keep one step of kind `pay`")
        }
    }

    /// The steps between the start of the clock and the decision fit into the promise.
    private func checkPromise(_ place: Place?) {
        guard let start = flow.steps.firstIndex(where: \.startsClock) else { return }
        let sum = flow.steps.dropFirst(start + 1).reduce(0) { $0 + longest($1) }
        let promised = promise.hours(a: city.hoursPerDay)
        guard sum > promised else { return }
        list.error(
            place,
            "the steps take up to \(text(sum)), the promise is \(text(promised))",
            mend: "shorten `within` of the steps or promise more time")
    }

    /// Of branches that run side by side, and of options, the longest counts; hand-over and the
    /// wait for a payment do not.
    private func longest(_ step: Step) -> Int {
        switch step.kind {
        case .handover, .pay, .confirm: 0
        case .parallel, .choose:
            step.branches.map { $0.steps.reduce(0) { $0 + longest($1) } }.max() ?? 0
        default: step.within.hours(a: city.hoursPerDay)
        }
    }

    private func text(_ hours: Int) -> String {
        let days = hours / city.hoursPerDay
        let rest = hours % city.hoursPerDay
        let parts = [
            days > 0 ? "\(days) working \(days == 1 ? "day" : "days")" : nil,
            rest > 0 ? "\(rest) \(rest == 1 ? "hour" : "hours")" : nil,
        ]
        return parts.compactMap(\.self).joined(separator: " and ")
    }
}
