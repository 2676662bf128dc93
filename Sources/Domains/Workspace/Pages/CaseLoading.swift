import Cases
import Contracts
import Forms
import Kernel
import Ledger
import People
import Store
import Web

/// Reads a case for its page, with the names of everybody on it.
struct CaseLoading: Sendable {
    let tools: WorkspaceTools

    /// Contact data stay open for this long after the officer asked for them.
    static let revealSeconds: Int64 = 15 * 60

    func desk(
        _ number: TrackingCode, _ context: OfficerContext, kind: LetterKind? = nil,
        tried: TriedAct? = nil, wholeHistory: Bool = false
    ) async throws -> CaseDesk {
        let officer = context.officer
        let file = try await tools.cases.file(
            number, for: officer, acts: wholeHistory ? 10_000 : CaseDesk.newestActs)
        let since = context.now.adding(seconds: -Self.revealSeconds)
        let revealed = file.contactSeenAt.map { $0 >= since } ?? false
        var desk = CaseDesk(
            file: file, officer: officer, names: Nameplates(), isRevealed: revealed,
            now: context.now)
        desk.work = try await work(on: desk)
        desk.names = try await names(file, desk.work?.author)
        desk.checks = try await checks(of: file, desk.work)
        desk.phrases = try await tools.shelf.published().phrases
            .filter { $0.service == nil || $0.service == file.record.service }
        desk.beside = try await tools.beside(file.record, officer, context.ui)
        if case .mine(let task) = desk.turn, task.kind == .decide {
            desk.signing = SigningNeed(
                need: try await tools.cases.hands.need(of: officer), isDemo: tools.isDemo)
        }
        desk.tried = tried
        if let tried, [.conflict, .forbidden].contains(tried.refusal), !tried.isWorkNewer {
            desk.tried?.meanwhile = try await meanwhile(file.record.id)
        }
        try openLetter(kind, &desk)
        return desk
    }

    /// What was saved at this officer's task, where its step asks for something.
    private func work(on desk: CaseDesk) async throws -> Work? {
        guard case .mine(let task) = desk.turn, desk.step?.form != nil else { return nil }
        return try await tools.cases.work(WorkPlace(task, of: desk.record))
    }

    /// What may be shown of the files. Those that nobody has looked into yet come first now.
    private func checks(of file: CaseFile, _ work: Work?) async throws -> [BlobID: FileCheck] {
        let files = file.files.map(\.blob) + (work?.files.values.joined().map(\.blob) ?? [])
        guard !files.isEmpty else { return [:] }
        let checks = try await tools.cases.fileChecks(of: file.record)
        try await tools.examiner.hurry(files.filter { checks[$0] == .waiting })
        return checks
    }

    /// The page of an act that was refused: everything typed is kept, with what happened meanwhile.
    func refused(
        _ act: DeskAct, _ context: OfficerContext, _ form: FormState, _ refusal: Refusal
    ) async throws -> Reply {
        guard let number = try? TrackingCode(form.value("nomor")) else {
            throw Refusal(.notFound, "case.not_found")
        }
        let tried = TriedAct(act, form, refusal.kind)
        let kind = LetterKind(rawValue: form.value("jenis"))
        return .page(
            caseView(try await desk(number, context, kind: kind, tried: tried), context.ui))
    }

    /// The same for what was not saved before the act: the form is that of the officer's step.
    func refusedWork(
        _ context: OfficerContext, _ form: FormState, _ refusal: Refusal
    ) async throws -> Reply {
        guard let number = try? TrackingCode(form.value("nomor")) else {
            throw Refusal(.notFound, "case.not_found")
        }
        let now = try await desk(number, context)
        return try await refused(now.stepAct, context, form, refusal)
    }

    /// The page again with a text of the city in one field of a form; nothing was sent.
    func filled(
        _ act: DeskAct, _ field: String, _ press: PhrasePress, _ number: TrackingCode,
        _ context: OfficerContext, _ form: FormState
    ) async throws -> Reply {
        var desk = try await desk(number, context, tried: TriedAct(act, form, nil))
        desk.tried = TriedAct(act, desk.filled(form, field, press), nil)
        return .page(caseView(desk, context.ui))
    }

    private func meanwhile(_ caseID: CaseID) async throws -> TriedAct.Meanwhile? {
        guard let act = try await tools.cases.lastAct(on: caseID) else { return nil }
        return TriedAct.Meanwhile(kind: act.type, actor: act.actor, at: act.at)
    }

    /// What the editor begins with: the newest version, or the city's template.
    private func openLetter(_ asked: LetterKind?, _ desk: inout CaseDesk) throws {
        guard case .mine(let task) = desk.turn, desk.file.service.letter != nil else { return }
        let letter = desk.file.letter
        guard [.draft, .initials, .decide].contains(task.kind) else { return }
        desk.letterKind =
            task.kind == .draft ? asked ?? letter?.kind ?? .grant : letter?.kind ?? .grant
        if let letter, letter.kind == desk.letterKind, let newest = desk.file.letterVersions.last {
            desk.letterText = newest.text
        } else {
            desk.letterText = try tools.cases.draftLetter(for: desk.file, kind: desk.letterKind)
        }
    }

    private func names(_ file: CaseFile, _ also: AccountID?) async throws -> Nameplates {
        // Whoever is hidden from the office is not even looked up.
        let isAnonymous = file.record.isAnonymous
        let applicant = isAnonymous ? nil : file.record.applicant
        var accounts = Set([applicant].compactMap(\.self))
        if let also { accounts.insert(also) }
        var positions: Set<PositionID> = []
        accounts.formUnion(file.tasks.compactMap(\.claimedBy))
        let actors = file.acts.map(\.actor) + file.messages.map(\.author)
        for actor in actors where !isAnonymous || !actor.isApplicant {
            if let account = actor.account { accounts.insert(account) }
            if let position = actor.position { positions.insert(position) }
        }
        for version in file.letterVersions {
            accounts.insert(version.author)
            positions.insert(version.position)
        }
        let (people, posts) = (accounts, positions)
        return try await tools.store.read("workspace.names") { reader in
            try tools.accounts.names(
                of: people, positions: posts, contactOf: applicant, in: reader)
        }
    }
}
