import Cases
import Contracts
import Forms
import Kernel
import People
import Store

/// What people do in a story, each as who may do it.
struct ScenarioActs {
    let stage: ScenarioStage
    let id: CaseID
    let line: Int

    private var house: House { stage.house }
    private var cases: Cases { house.cases }

    private func standing() async throws -> CaseStanding {
        guard let standing = try await cases.standing(of: id) else {
            throw ScenarioFailure(line, "the case is gone")
        }
        return standing
    }

    /// An act of somebody who may do the step's task now.
    func act(at step: String) async throws -> OfficerAct {
        let standing = try await standing()
        guard let task = standing.tasks.first(where: { $0.step == step }) else {
            throw ScenarioFailure(line, "`\(step)` has no task now; \(standing.told)")
        }
        // Who decides has not worked on it.
        let others =
            task.kind == .decide || task.kind == .record ? try await workers(task.kind) : []
        let officer = try await house.officer(
            unit: task.unit, role: task.role, on: stage.today, besides: others)
        guard let officer else {
            throw ScenarioFailure(line, "nobody is \(task.role) in \(task.unit)")
        }
        return OfficerAct(
            caseID: id, revision: standing.record.revision, officer: officer, task: task.id)
    }

    private func workers(_ kind: StepKind) async throws -> Set<AccountID> {
        let done = try await house.store.read("story.workers") { reader in
            try reader.rows(
                """
                SELECT done_by, kind FROM tasks WHERE case_id = \(id) AND done_by IS NOT NULL \
                AND kind IN ('check', 'verify', 'recommend', 'inspect', 'draft')
                """
            ).map { (account: $0.id(0) as AccountID, kind: $0.text(1)) }
        }
        let workers = Set(done.filter { $0.kind != "check" }.map(\.account))
        // Where nobody examined it further, whoever checked it has.
        return workers.isEmpty && kind == .record ? Set(done.map(\.account)) : workers
    }

    /// An act of whoever leads the case.
    func lead() async throws -> OfficerAct {
        let standing = try await standing()
        let unit = standing.record.ownerUnit
        guard let officer = try await house.leader(of: unit, on: stage.today) else {
            throw ScenarioFailure(line, "nobody leads cases in \(unit)")
        }
        return OfficerAct(caseID: id, revision: standing.record.revision, officer: officer)
    }

    /// An act of somebody who would verify or answer the case now.
    func judging() async throws -> OfficerAct {
        let standing = try await standing()
        guard
            let task = standing.tasks.first(where: { [.verify, .answer].contains($0.kind) })
        else {
            throw ScenarioFailure(line, "nobody verifies or answers it now; \(standing.told)")
        }
        return try await act(at: task.step)
    }

    /// Does a step, through all seats of its line.
    func pass(_ step: String, _ how: ScenarioAct) async throws {
        repeat {
            let act = try await act(at: step)
            let task = try await standing().tasks.first { $0.step == step }
            guard let task else { return }
            try await perform(act, task, how)
        } while try await standing().tasks.contains { $0.step == step && $0.kind == .initials }
    }

    private func perform(_ act: OfficerAct, _ task: TaskRecord, _ how: ScenarioAct) async throws {
        switch task.kind {
        case .check: try await cases.complete(act, try await findings(task, how, act))
        case .verify, .recommend, .inspect:
            try await cases.giveOpinion(
                act, favourable: !how.isAgainst,
                text: how.text ?? (how.isAgainst ? "Tidak sesuai." : "Sesuai."),
                try await findings(task, how, act))
        case .record: try await cases.recordOutcome(act, try await findings(task, how, act))
        case .pay: try await pay(act, how)
        case .draft:
            let kind: LetterKind = how.isAgainst ? .refusal : .grant
            let number = try await standing().record.number
            let file = try await cases.file(number, for: act.officer)
            try await cases.prepareLetter(
                act, kind, text: how.text ?? cases.draftLetter(for: file, kind: kind))
        case .initials:
            let text = try await cases.currentLetter(of: id) ?? ""
            try await cases.initialLetter(act, text: how.text ?? text)
        case .decide: try await cases.decide(act, .sign)
        case .handover: try await cases.handOver(act)
        case .answer:
            try await cases.answer(
                act, text: how.text ?? "Ya.", try await findings(task, how, act))
        case .parallel, .choose, .confirm: return
        }
    }

    private func findings(
        _ task: TaskRecord, _ how: ScenarioAct, _ act: OfficerAct
    ) async throws -> Answers {
        try await house.sampleFindings(
            for: act, step: task.step, typed: how.typed, on: stage.today)
    }

    private func rules() async throws -> CaseRules {
        let record = try await standing().record
        return try await cases.rules(record.service, version: record.version)
    }

    private func pay(_ act: OfficerAct, _ how: ScenarioAct) async throws {
        let bill = try await cases.bill(of: id)
        try await cases.recordPayment(act, payment(bill, how))
    }

    private func payment(_ bill: Bill?, _ how: ScenarioAct) -> Payment {
        Payment(
            day: how.day ?? stage.today, rupiah: how.rupiah ?? bill?.total ?? 0,
            reference: "BUKTI-1")
    }

    func giveBack(_ step: String, _ notes: [String: String]) async throws {
        let items = notes.sorted { $0.key < $1.key }.map {
            Correction.Item(field: $0.key, note: $0.value)
        }
        try await cases.returnForCorrection(
            try await act(at: step), Correction(items: items, letter: ""))
    }

    func correct(_ typed: [String: [String]]) async throws {
        let rules = try await rules()
        let read = TypedAnswers(typed).read(rules.service.form, group: nil)
        guard read.problems.isEmpty else { throw Refusal(read.problems) }
        var answers = try await cases.flowFacts(of: id)?.answers ?? Answers()
        for (field, value) in read.answers.values { answers[field] = value }
        try await cases.answerCorrection(id, by: stage.citizen, answers)
    }

    func refuse(_ step: String, _ reason: String) async throws {
        let act = try await act(at: step)
        let task = try await standing().tasks.first { $0.step == step }
        if task?.kind == .record {
            try await cases.refuseOutcome(act, reason: reason)
        } else {
            try await cases.decide(act, .refuse(reason: reason))
        }
    }
}
