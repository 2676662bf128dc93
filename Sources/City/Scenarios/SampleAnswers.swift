import Cases
import Contracts
import Forms
import Kernel

/// Makes up what a form asks for and nobody said: the first option, the smallest number, the
/// earliest day. Always the same for the same form.
package struct SampleAnswers: Sendable {
    let form: FormDefinition
    let today: Day

    package init(_ form: FormDefinition, today: Day) {
        self.form = form
        self.today = today
    }

    /// What was typed, with every required answer that is missing made up; files are left out.
    package func completing(_ typed: TypedAnswers) -> TypedAnswers {
        let given = typed.read(form, group: nil).answers
        let whole = DemoAnswers(n: 0, today: today).completing(given, of: form)
        let said = Set(typed.texts.keys.map(TypedAnswers.field))
        let made = Answers(whole.values.filter { !said.contains($0.key) })
        return TypedAnswers(showing: made, form.places).merging(typed)
    }
}

extension House {
    /// What an officer fills in at a step: what is typed, the rest made up, files sent beforehand.
    /// Nothing for a step that asks for nothing.
    package func sampleFindings(
        for act: OfficerAct, step: String, typed: [String: [String]] = [:], on day: Day
    ) async throws -> Answers {
        guard let facts = try await cases.flowFacts(of: act.caseID) else { return Answers() }
        let rules = try await cases.rules(facts.record.service, version: facts.record.version)
        guard let form = rules.service.flow.step(step)?.form else { return Answers() }
        let read = TypedAnswers(typed).read(form, group: nil)
        guard read.problems.isEmpty else { throw Refusal(read.problems) }
        // Questions of the step may depend on what the applicant said.
        let everything = rules.service.everything
        let known = facts.answers.merging(facts.found).merging(read.answers)
        let whole = DemoAnswers(n: 0, today: day).completing(known, of: everything)
        let asked = everything.asked(whole, now: day).filter { $0.id == step }.flatMap(\.fields)
        var files: [SentWork.File] = []
        var answers = Answers()
        for field in asked {
            guard case .file(let rule) = field.kind else {
                answers[field.id] = read.answers[field.id] ?? whole[field.id]
                continue
            }
            guard field.required else { continue }
            let file = DemoFiles.file(rule, "\(field.label.en): invented")
            files.append(
                SentWork.File(
                    field: field.id, name: "\(field.id).\(file.kind.rawValue)",
                    bytes: file.bytes))
        }
        if !files.isEmpty {
            let desk = try await cases.stepDesk(act.caseID, act.task, for: act.officer)
            if let desk { try await cases.saveWork(desk, by: act.officer, SentWork(files: files)) }
        }
        return answers
    }
}
