import Contracts
import Forms
import Kernel
import Store

extension Scene {
    /// Judges what the step asks for and writes it down: what was filled in, and the files that
    /// came for the task. Does nothing at a step that asks for nothing.
    /// - Throws: a `Refusal` with each problem at its field.
    func keep(_ found: Answers) throws {
        guard let task, let form = try step.form else { return }
        try TaskRows.lock(task.id, in: tx)
        let files = try cases.drafts.takeWork(WorkPlace(task, of: record), in: tx)?.files ?? [:]
        var answers = found
        for field in form.fields {
            if case .file = field.kind { answers[field.id] = files[field.id].map { .files($0) } }
        }
        let today = Day(now, in: calendar.zone)
        let everything = service.everything
        let all = try self.answers().merging(self.found()).merging(answers)
        let asked = everything.asked(all, now: today)
        let problems = everything.check(
            all, asked: asked, group: form.groups.first?.id, now: today)
        guard problems.isEmpty else { throw Refusal(problems) }
        let names = Set(asked.filter { $0.id == task.step }.flatMap(\.fields).map(\.id))
        try write(Answers(answers.values.filter { names.contains($0.key) }), task)
    }

    private func write(_ answers: Answers, _ task: TaskRecord) throws {
        guard let account = actor.account, let position = actor.position else { return }
        try contents.addFinding(
            StepFinding(
                step: task.step, round: record.round, at: now, author: account,
                position: position, answers: answers),
            in: tx)
        try cases.addFiles(answers, round: record.round, to: record.id, key: key, at: now, in: tx)
        let used = Set(answers.values.keys.flatMap { answers.files($0) }.map(\.blob))
        try cases.drafts.endWork(task.id, keeping: used, in: tx)
    }
}
