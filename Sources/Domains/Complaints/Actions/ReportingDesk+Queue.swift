import Cases
import Contracts
import Forms
import Kernel
import People
import Store
import Web

/// Where a report stands that a browser kept while it had no line.
enum QueuedState: Sendable {
    /// It has not arrived.
    case unknown
    /// It is here; its writer has yet to say where the city answers.
    case asks
    /// Another report of the same guest waits for its code; one goes after the other.
    case busy
    case sent(TrackingCode)
}

// Reports that were written without a line. The browser gives each its id, so that what is sent
// twice, because an answer was lost, is one report.
extension ReportingDesk {
    func state(of key: CaseID, _ visit: VisitorContext) async throws -> QueuedState {
        let known = try await store.read("report.queued") {
            [tools] reader -> (TrackingCode?, ReportDraft?) in
            let number = try tools.cases.reported(key, in: reader)?.record.number
            return (number, try ReportDraftRows.of(key, in: reader))
        }
        if let number = known.0 { return .sent(number) }
        if known.1?.isGuest == true { return .asks }
        if known.1 == nil, visit.citizenAccount == nil, try await open(visit) != nil {
            return .busy
        }
        return .unknown
    }

    /// Takes a report from a browser: sends it at once for whoever is signed in, keeps it for a
    /// guest until there is a contact.
    /// - Returns: the secret for the browser of a guest.
    /// - Throws: `Refusal` with what is wrong with its answers; the browser keeps them and sends
    ///   them again under the same key.
    func receive(
        _ sent: SentReport, _ key: CaseID, _ visit: VisitorContext
    ) async throws -> (state: QueuedState, secret: SecretToken?) {
        if case .officer? = visit.person { throw Refusal(.forbidden, "complaints.officer") }
        if let citizen = visit.citizenAccount,
            let number = try await sendWhole(sent, key, by: citizen, visit.language)
        {
            return (.sent(number), nil)
        }
        let state = try await state(of: key, visit)
        switch state {
        case .sent: return (state, nil)
        case .busy: throw Refusal(.conflict, "complaints.queue.busy")
        case .asks, .unknown: break
        }
        let (own, secret) = try await taken(key, visit)
        guard let known = try await load(own) else { throw Self.gone }
        let begun = try await emptied(known)
        let refused = try await save(sent, begun)
        guard let fresh = try await load(own) else { throw Self.gone }
        let problems = refused + fresh.problems
        guard problems.isEmpty else {
            let told = problems.map {
                Refusal.Problem(
                    "web.field.problem", field: $0.input,
                    values: ["text": FieldStates.text($0, visit.words)])
            }
            throw Refusal(.invalid, problems: told)
        }
        guard try await isReachable(fresh) else { return (.asks, secret) }
        let number = try await send(
            fresh, from: visit.request.visitor, language: visit.language)
        return (.sent(number), nil)
    }

    /// Sends at once what is complete, in one transaction: no draft has to be kept for somebody who
    /// is known and has said all.
    /// - Returns: nothing when it is not complete, or something is there under its key: then it
    ///   goes the way of a draft.
    private func sendWhole(
        _ sent: SentReport, _ key: CaseID, by citizen: AccountID, _ language: Language
    ) async throws -> TrackingCode? {
        let catalogue = try await tools.shelf.published()
        guard sent.removes == nil, let service = catalogue.reportService,
            let rule = service.terms.report
        else { return nil }
        let files = try await SentFiles.receive(
            sent.files, fields: service.form.fields, there: [:], blobs: tools.blobs)
        let whole = WholeApplication(
            id: key, service: service,
            typed: Self.hearing(sent.typed.filter(sent.shown.contains), rule, catalogue),
            files: files.new, applicant: citizen, language: language)
        let today = Day(world.now, in: catalogue.profile.zone)
        let (answers, problems) = whole.read(on: today)
        var number: TrackingCode?
        do {
            if files.problems.isEmpty, problems.isEmpty {
                number = try await store.write("report.whole") { [tools] tx in
                    try tools.refuseBlocked(citizen, nil, in: tx, on: today, language)
                    return try tools.cases.submit(whole, answers, of: catalogue, in: tx)
                }
            }
        } catch StoreError.unique {
            // The same came before, or twice at once: the other is there.
        } catch StoreError.commitUnknown(let fault) {
            throw StoreError.commitUnknown(fault)
        } catch {
            await files.discard(tools.blobs)
            throw error
        }
        if number == nil { await files.discard(tools.blobs) }
        return number
    }

    /// A browser sends all photos each time: those that came before may have been taken out.
    private func emptied(_ open: OpenReport) async throws -> OpenReport {
        let there = open.draft.files.values.flatMap(\.self)
        guard !there.isEmpty else { return open }
        try await store.write("report.emptied") { [tools] tx in
            for file in there {
                try tools.drafts.detach(
                    file.blob, draft: open.draft.id, account: open.own.account, in: tx)
            }
        }
        guard let emptied = try await load(open.own) else { throw Self.gone }
        return emptied
    }

    /// The draft behind a key: begun, or the one that is there for whoever may go on with it.
    private func taken(
        _ key: CaseID, _ visit: VisitorContext
    ) async throws -> (ReportDraft, SecretToken?) {
        var found = try await draft(key)
        var secret: SecretToken?
        if found == nil {
            // A browser makes a key of its own for each report: what else has it is no report.
            let isTaken = try await store.read("report.taken") { [tools] reader in
                try tools.cases.plainRecord(key, in: reader) != nil
                    || reader.row("SELECT 1 FROM drafts WHERE id = \(key)") != nil
            }
            guard !isTaken else { throw Refusal(.conflict, "complaints.queue.taken") }
            secret = try await begin(visit, as: key)
            found = try await draft(key)
        } else if found?.isGuest == true, visit.person == nil {
            // Only the browser that made the key knows it.
            let fresh = SecretToken(world.random)
            try await store.write("report.renew") { try ReportDraftRows.renew(key, fresh, in: $0) }
            secret = fresh
        }
        guard let own = found else { throw Self.gone }
        guard own.isGuest ? visit.person == nil : own.account == visit.citizenAccount else {
            throw Refusal(.conflict, "complaints.queue.other")
        }
        return (own, secret)
    }

    private func draft(_ key: CaseID) async throws -> ReportDraft? {
        try await store.read("report.key", short: true) { try ReportDraftRows.of(key, in: $0) }
    }

    private static let gone = Refusal(.notFound, "complaints.draft.gone")
}
