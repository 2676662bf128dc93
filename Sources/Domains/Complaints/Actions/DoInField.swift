import Cases
import Contracts
import Forms
import Kernel
import People
import Store
import Web

/// What an officer did in the field, as a phone sends it when there is a line again: each once, by
/// its key, and in the order in which it was done.
struct FieldAct: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        case take = "kerjakan"
        case missing = "tidak-ada"
        case done = "selesai"
    }

    let key: CaseID
    let kind: Kind
    let number: String
    let text: String
    /// How far from the report its pictures were taken, where they say so.
    let metres: Int64
    let typed: TypedAnswers
    let files: [UploadedFile]
}

struct DoInField: Sendable {
    let tools: ComplaintTools
    let officer: Officer
    let words: Wording

    /// Whose acts a phone keeps, without saying who it is.
    static func mark(_ account: AccountID, _ vault: Vault) -> String {
        Base64URL.encode(vault.index(account.text, "report.field"))
    }

    /// - Throws: `Refusal`; the phone keeps it, with the reason.
    func run(_ act: FieldAct) async throws {
        let isDone = try await tools.store.read("report.field", short: true) {
            try FieldActRows.knows(act.key, in: $0)
        }
        guard !isDone else { return }
        let (record, _) = try await tools.deskReport(act.number, officer)
        do {
            switch act.kind {
            case .take: try await take(record, act)
            case .missing: try await missing(record, act)
            case .done: try await done(record, act)
            }
        } catch let refusal as Refusal where refusal == Self.before {}
    }

    /// The same act came twice at once; the other is done.
    private static let before = Refusal(.conflict, "complaints.field.before")

    private func once(_ key: CaseID) -> WriteCompanion {
        let (account, now) = (officer.account, tools.world.now)
        return WriteCompanion(via: "field") { tx in
            guard try FieldActRows.insert(key, by: account, at: now, in: tx) else {
                throw Self.before
            }
        }
    }

    private func officerAct(_ record: CaseRecord) -> OfficerAct {
        // What an officer did out there holds, whatever was written on the case meanwhile.
        OfficerAct(caseID: record.id, revision: record.revision, officer: officer)
    }

    private func take(_ record: CaseRecord, _ act: FieldAct) async throws {
        try await once(act.key).along { [self] in
            try await tools.cases.claim(officerAct(record))
        }
    }

    private func missing(_ record: CaseRecord, _ act: FieldAct) async throws {
        try await ReportFieldwork(tools: tools, officer: officer).missing(
            record, text: words("complaints.round.missing.note", ["text": act.text]),
            along: once(act.key))
    }

    /// The answer of the step, with its pictures. Where it would end the case for good it is kept
    /// with the task: that wants a person at the case.
    private func done(_ record: CaseRecord, _ act: FieldAct) async throws {
        guard act.text.contains(where: { !$0.isWhitespace }) else {
            throw Refusal(.invalid, "complaints.field.empty")
        }
        let rules = try await tools.cases.rules(of: record.id)
        guard let desk = try await tools.cases.stepDesk(record.id, nil, for: officer) else {
            throw Refusal(.conflict, "complaints.field.not_yours")
        }
        let isJudged = rules.service.flow.steps.last?.kind == .confirm
        let (found, problems) = act.typed.read(desk.form, group: nil)
        guard problems.isEmpty else { throw Refusal(problems) }
        let content = isJudged ? nil : WorkContent(act.typed, texts: ["jawaban": act.text])
        let saved = try await tools.cases.saveWork(
            desk, by: officer,
            SentWork(
                content,
                files: act.files.map {
                    SentWork.File(
                        field: String($0.field.dropFirst(SentFields.prefix.count)), name: $0.name,
                        bytes: $0.bytes)
                }))
        guard saved.problems.isEmpty else { throw Refusal(saved.problems) }
        let metres = HumanText.number(act.metres, words.language)
        try await ReportFieldwork(tools: tools, officer: officer).far(
            record, metres: act.metres,
            text: words("complaints.round.far.note", ["metres": metres]))
        guard isJudged else { throw Refusal(.conflict, "complaints.field.saved") }
        let fresh = try await tools.cases.record(record.number, for: officer)
        try await once(act.key).along { [self] in
            try await tools.cases.answer(officerAct(fresh), text: act.text, found)
        }
    }
}
