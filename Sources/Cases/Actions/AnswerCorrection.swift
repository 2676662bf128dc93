import Contracts
import Forms
import Kernel

extension Cases {
    /// The applicant sends what was asked for: only the named fields are taken, and fields that are
    /// asked because of what was changed; the whole form must hold again, and the step that asked
    /// goes on.
    /// - Parameter desk: the officer who sends it for the applicant at a counter.
    public func answerCorrection(
        _ caseID: CaseID, by account: AccountID, _ corrected: Answers, desk: DeskSender? = nil
    ) async throws {
        try await perform(on: caseID, by: account, desk) { scene in
            guard scene.record.state == .waiting, scene.record.wait ?? .correction == .correction,
                let asked = try scene.contents.extras(in: scene.tx).corrections.last,
                asked.answeredAt == nil
            else { throw Refusal(.conflict, "case.return.not_waiting") }
            // The form held on the day it was sent: a date that has passed since is not wrong now.
            let today = Day(scene.record.submittedAt, in: scene.calendar.zone)
            let form = scene.service.form
            let before = try scene.answers()
            var open = Set(asked.correction.items.map(\.field))
            var answers = before
            for field in open { answers[field] = corrected[field] }
            for field in form.opened(by: answers, before: before, now: today) {
                open.insert(field)
                answers[field] = corrected[field]
            }
            let problems = form.check(answers, group: nil, now: today)
            guard problems.isEmpty else { throw Refusal(problems) }
            answers = form.relevant(answers, now: today)
            let round = scene.record.round + 1
            try scene.contents.answerCorrection(at: scene.now, in: scene.tx)
            try scene.contents.addAnswers(answers, round: round, at: scene.now, in: scene.tx)
            let known = Set(before.values.keys.flatMap { before.files($0) }.map(\.blob))
            let new = answers.values.keys.flatMap { answers.files($0) }.map(\.blob)
            try scene.cases.addFiles(
                answers.withoutFiles(known), round: round, to: caseID, key: scene.key,
                at: scene.now, in: scene.tx)
            try scene.cases.drafts.endCorrection(of: caseID, keeping: Set(new), in: scene.tx)
            try scene.name(by: answers, form)
            try scene.book()
            scene.change.round = round
            scene.change.state = .open
            scene.change.wait = nil
            try scene.change.clock.resume(at: scene.now, calendar: scene.calendar)
            try scene.reopenTasks()
            var facts = desk?.facts ?? [:]
            facts["round"] = .integer(round)
            try scene.note(.corrected, facts)
            try scene.tell("corrected")
            try desk?.after(caseID, scene.record.number, scene.tx)
        }
    }
}

extension FormDefinition {
    /// Fields that were not asked before and are asked now.
    public func opened(by answers: Answers, before: Answers, now: Day) -> Set<String> {
        let old = Set(asked(before, now: now).flatMap(\.fields).map(\.id))
        return Set(asked(answers, now: now).flatMap(\.fields).map(\.id)).subtracting(old)
    }
}

extension Answers {
    /// The same without files that the case has already.
    fileprivate func withoutFiles(_ known: Set<BlobID>) -> Answers {
        Answers(
            values.mapValues { value in
                guard case .files(let files) = value else { return value }
                return .files(files.filter { !known.contains($0.blob) })
            })
    }
}
