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
    public let acts: [CaseAct]
    /// When the officer who reads last asked for the applicant's contact.
    public let contactSeenAt: Instant?
    /// Since when officers may not take it on, because its applicant had processing restricted.
    public let restrictedSince: Instant?
    /// Until when its applicant may say whether what was answered is so; nothing while nobody asks.
    public let confirmUntil: Instant?
    public let findings: [StepFinding]
    public let bills: [Bill]
    public let links: [CaseLink]
    public let pauses: [Pause]
    /// What officers filled in; the newest counts.
    public let found: Answers
    /// What conditions, fee and letter look at, on the day on which the case was sent.
    public let bindings: [String: ExpressionValue]
    /// The steps that this case goes through, by what is known now.
    public let way: [Step]

    @inlinable public var service: Service { rules.service }
    public var task: TaskRecord? { tasks.first }
    /// The newest answers.
    public var answers: Answers { rounds.last?.answers ?? Answers() }
    /// The branches of a step that this case goes through.
    public func branches(of step: Step) -> [[Step]] {
        step.branches.map { $0.steps.filter { $0.applies(bindings) } }.filter { !$0.isEmpty }
    }
    /// The steps where it stands: those of its tasks.
    public var current: Set<String> {
        record.state == .closed ? [] : Set(tasks.map(\.step))
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
    /// Of an anonymous case the answers lack what names or reaches a person.
    /// - Parameters:
    ///   - acts: how many of the newest acts are wanted.
    ///   - part: what of it will be shown.
    public func file(
        _ number: TrackingCode, for officer: Officer, acts: Int = 500, as part: AccessPart = .page
    ) async throws -> CaseFile {
        let seen: SQL = """
            (SELECT MAX(r.at) FROM access_log r WHERE r.case_id = c.id \
            AND r.account = \(officer.account) AND r.part = 'contact')
            """
        let (file, seat) = try await load(
            "c.number = \(number.symbols)", of: officer.readScope, contactSeen: seen,
            seat: officer.caseSeat, acts: acts, hidesPeople: true)
        let looked = LookedAt(
            file.record,
            try officer.reason(for: file.record, file.tasks, file.service, seat: seat))
        try await note(looked, by: officer, part, .oncePerMinute)
        return file
    }

    /// The case for its applicant.
    public func file(_ number: TrackingCode, for applicant: AccountID) async throws -> CaseFile {
        try await load(
            "c.number = \(number.symbols)", of: "c.applicant = \(applicant)", contactSeen: "NULL",
            seat: "0"
        ).file
    }

    /// The parts of a case at one moment: ten statements, whatever it holds.
    private struct Parts: Sendable {
        let record: CaseRecord
        let contactSeenAt: Instant?
        let restrictedSince: Instant?
        let confirmUntil: Instant?
        /// The place of the officer's position that opens it.
        let seat: Int
        let tasks: [TaskRecord]
        let rounds: [(round: Int64, at: Instant, answers: Answers)]
        let files: [CaseFileRecord]
        let messages: [CaseMessage]
        let opinions: [CaseOpinion]
        let letter: LetterRecord?
        let papers: LetterPapers
        let acts: [CaseAct]
        let extras: CaseExtras
    }

    private func load(
        _ condition: SQL, of scope: SQL, contactSeen: SQL, seat: SQL, acts: Int = 500,
        hidesPeople: Bool = false
    ) async throws -> (file: CaseFile, seat: Int) {
        let parts = try await store.read("case.file") { reader in
            try self.parts(
                condition, of: scope, "\(sql: contactSeen), \(sql: seat)", acts, in: reader)
        }
        let rules = try await rules(parts.record.service, version: parts.record.version)
        let extras = parts.extras
        let found = extras.found
        let bindings = rules.service.bindings(
            parts.rounds.last?.answers ?? Answers(), found,
            on: Day(parts.record.submittedAt, in: rules.calendar.zone))
        let form = rules.service.form
        let isHidden = hidesPeople && parts.record.isAnonymous
        let rounds = parts.rounds.map { round in
            (
                round: round.round, at: round.at,
                answers: isHidden ? round.answers.hidingPeople(form) : round.answers
            )
        }
        let file = CaseFile(
            record: parts.record, rules: rules, tasks: parts.tasks, rounds: rounds,
            files: parts.files, corrections: extras.corrections, messages: parts.messages,
            opinions: parts.opinions, letter: parts.letter,
            letterVersions: parts.papers.versions, initials: parts.papers.initials,
            acts: parts.acts, contactSeenAt: parts.contactSeenAt,
            restrictedSince: parts.restrictedSince, confirmUntil: parts.confirmUntil,
            findings: extras.findings,
            bills: extras.bills, links: extras.links, pauses: extras.pauses, found: found,
            bindings: bindings, way: rules.service.flow.way(bindings, at: parts.record.step))
        return (file, parts.seat)
    }

    private func parts(
        _ condition: SQL, of scope: SQL, _ seenAndSeat: SQL, _ acts: Int, in reader: Reader
    ) throws -> Parts {
        let row = try reader.row(
            """
            SELECT \(sql: CaseRows.columns), k.wrapped, \(sql: seenAndSeat), \
            \(sql: Restrictions.since), \
            (SELECT f.until FROM case_confirmations f WHERE f.case_id = c.id), \
            \(sql: LetterRows.columns) FROM cases c JOIN data_keys k ON k.id = c.id \
            LEFT JOIN letters l ON l.id = (SELECT n.id FROM letters n WHERE n.case_id = c.id \
            AND n.state <> 'void' ORDER BY n.created_at DESC LIMIT 1) \
            WHERE \(sql: condition) AND \(sql: scope)
            """)
        guard let row else { throw Refusal(.notFound, "case.not_found") }
        let record = try CaseRows.record(row)
        let next = CaseRows.width
        let key = try vault.key(record.id.value, wrapped: row.optionalBytes(next))
        let contents = ContentRows(vault: vault, key: key, caseID: record.id)
        let letter = row.isNull(next + 5) ? nil : try LetterRows.record(row, from: next + 5)
        return Parts(
            record: record, contactSeenAt: row.optionalInstant(next + 1),
            restrictedSince: row.optionalInstant(next + 3),
            confirmUntil: row.optionalInstant(next + 4), seat: Int(row.int(next + 2)),
            tasks: try TaskRows.waiting(record.id, in: reader),
            rounds: try contents.answers(in: reader),
            files: try FileRows.all(of: record.id, key: key, vault: vault, in: reader),
            messages: try contents.messages(in: reader),
            opinions: try contents.opinions(in: reader), letter: letter,
            papers: try letter.map {
                try LetterRows.papers($0.id, key: key, vault: vault, in: reader)
            } ?? LetterPapers(),
            acts: try ledger.outline(of: record.id, newest: acts, in: reader),
            extras: try contents.extras(seeing: scope, in: reader))
    }

    /// What happened last on a case: told to the one who was not quick enough.
    public func lastAct(on caseID: CaseID) async throws -> LedgerRecord? {
        try await store.read("case.last") { reader in
            let last = try ledger.lastAct(of: caseID, in: reader)
            return try ledger.acts(of: caseID, after: last - 1, limit: 1, in: reader).last
        }
    }
}
