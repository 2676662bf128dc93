import Contracts
import Forms
import Kernel
import Ledger
import People
import Store

/// Everything about one case, for the people who may see it.
public struct CaseFile: Sendable {
    public let record: CaseRecord
    public let rules: CaseRules
    /// What the case waits for: one task, or one of each branch that runs.
    public let tasks: [TaskRecord]
    /// The answers of each round, oldest first.
    public let rounds: [(round: Int64, at: Instant, answers: Answers)]
    public let files: [CaseFileRecord]
    public let corrections: [AskedCorrection]
    public let messages: [CaseMessage]
    public let opinions: [CaseOpinion]
    public let letter: LetterRecord?
    public let letterVersions: [LetterVersion]
    public let initials: [LetterInitial]
    public let acts: [LedgerRecord]
    public let findings: [StepFinding]
    public let bills: [Bill]
    public let links: [CaseLink]
    public let pauses: [Pause]

    public var service: Service { rules.service }
    public var task: TaskRecord? { tasks.first }
    /// The newest answers.
    public var answers: Answers { rounds.last?.answers ?? Answers() }
    /// The steps that this case goes through, by what is known now.
    public var way: [Step] { service.flow.way(bindings, at: record.step) }
    /// The branches of a step that this case goes through.
    public func branches(of step: Step) -> [[Step]] {
        let bindings = bindings
        return step.branches.map { $0.steps.filter { $0.applies(bindings) } }
            .filter { !$0.isEmpty }
    }
    /// What officers filled in; the newest counts.
    public var found: Answers { findings.reduce(Answers()) { $0.merging($1.answers) } }
    /// What conditions, fee and letter look at, on the day on which the case was sent.
    public var bindings: [String: ExpressionValue] {
        service.bindings(
            answers, found, on: Day(record.submittedAt, in: rules.calendar.zone))
    }
    /// The bill that was issued last.
    public var bill: Bill? { bills.last }
    /// The correction that the applicant is asked for now.
    public var openCorrection: AskedCorrection? {
        record.state == .waiting && record.wait ?? .correction == .correction
            ? corrections.last { $0.answeredAt == nil } : nil
    }
    /// Files of the newest round in which each field was filled.
    public func files(of field: String) -> [CaseFileRecord] {
        let all = files.filter { $0.field == field }
        guard let newest = all.map(\.round).max() else { return [] }
        return all.filter { $0.round == newest }
    }
}

extension Cases {
    /// The case for an officer who may see it. Reading is written down before anything is returned.
    public func file(_ number: TrackingCode, for officer: Officer) async throws -> CaseFile {
        let record = try await record(number, for: officer)
        try await noteReading(record.id, by: officer, .page)
        return try await load(record)
    }

    /// The case for its applicant.
    public func file(_ number: TrackingCode, for applicant: AccountID) async throws -> CaseFile {
        let record = try await store.read("case.own") { reader in
            try CaseRows.find(number, in: reader)
        }
        guard let record, record.applicant == applicant else {
            throw Refusal(.notFound, "case.not_found")
        }
        return try await load(record)
    }

    private func load(_ seen: CaseRecord) async throws -> CaseFile {
        let rules = try await rules(seen.service, version: seen.version)
        return try await store.read("case.file") { reader in
            guard let record = try CaseRows.find(seen.id, in: reader) else {
                throw Refusal(.notFound, "case.not_found")
            }
            let key = try vault.key(record.id.value, in: reader)
            let contents = ContentRows(vault: vault, key: key, caseID: record.id)
            let letter = try LetterRows.current(record.id, in: reader)
            return CaseFile(
                record: record, rules: rules,
                tasks: try TaskRows.waiting(record.id, in: reader),
                rounds: try contents.answers(in: reader),
                files: try FileRows.all(of: record.id, key: key, vault: vault, in: reader),
                corrections: try contents.corrections(in: reader),
                messages: try contents.messages(in: reader),
                opinions: try contents.opinions(in: reader),
                letter: letter,
                letterVersions: try letter.map {
                    try LetterRows.versions($0.id, key: key, vault: vault, in: reader)
                } ?? [],
                initials: try letter.map { try LetterRows.initials($0.id, in: reader) } ?? [],
                acts: try ledger.acts(of: record.id, after: 0, limit: 500, in: reader),
                findings: try contents.findings(in: reader),
                bills: try contents.bills(in: reader),
                links: try contents.links(in: reader),
                pauses: try contents.pauses(in: reader))
        }
    }

    /// What happened last on a case: told to the one who was not quick enough.
    public func lastAct(on caseID: CaseID) async throws -> LedgerRecord? {
        try await store.read("case.last") { reader in
            let last = try ledger.lastAct(of: caseID, in: reader)
            return try ledger.acts(of: caseID, after: last - 1, limit: 1, in: reader).last
        }
    }
}
