import Cases
import Contracts
import Forms
import Geo
import Kernel
import People
import Store
import Web

/// What happens while somebody writes a report. One is written at a time: a second visit goes on
/// with it.
struct ReportingDesk: Sendable {
    let tools: ComplaintTools

    var store: Store { tools.store }
    var world: World { tools.world }

    /// How long a browser keeps the report of a guest, in seconds.
    static let guestSeconds = 7 * 86_400
    /// Reports that may be about the same.
    static let mostNear = 5

    // MARK: Finding it again

    /// The report that the visitor is writing.
    func open(_ visit: VisitorContext) async throws -> OpenReport? {
        let found = try await store.read("report.own") { reader in
            try own(visit, in: reader)
        }
        guard let found else { return nil }
        return try await load(found)
    }

    func load(_ own: ReportDraft) async throws -> OpenReport? {
        let found = try await store.read("report.open") {
            [tools] reader -> (Draft, [BlobID: FileCheck])? in
            guard let draft = try tools.drafts.load(own.draft, account: own.account, in: reader)
            else { return nil }
            return (draft, try tools.drafts.checks.all(of: own.draft, in: reader))
        }
        guard let (draft, checks) = found else { return nil }
        let catalogue = try await tools.shelf.published()
        guard let service = catalogue.services[draft.service], let rule = service.terms.report
        else { return nil }
        return OpenReport(
            own: own, draft: draft, service: service, rule: rule, catalogue: catalogue,
            today: Day(world.now, in: catalogue.profile.zone), checks: checks,
            map: tools.maps.map(catalogue))
    }

    func own(_ visit: VisitorContext, in reader: Reader) throws -> ReportDraft? {
        if case .citizen(let citizen)? = visit.person {
            return try ReportDraftRows.of(citizen.account, in: reader)
        }
        guard let secret = visit.request.flowToken.flatMap(SecretToken.init(text:)) else {
            return nil
        }
        return try ReportDraftRows.of(secret, in: reader)
    }

    // MARK: Writing

    /// Begins a report for whoever is there.
    /// - Parameter id: which it shall have, where its writer has chosen one.
    /// - Returns: the secret that the browser of a guest keeps.
    func begin(_ visit: VisitorContext, as id: CaseID? = nil) async throws -> SecretToken? {
        let catalogue = try await tools.shelf.published()
        guard let service = catalogue.reportService else {
            throw Refusal(.unavailable, "complaints.closed")
        }
        let citizen = visit.citizenAccount
        if let citizen {
            try await refuseBlocked(citizen, visit.language)
        } else {
            try await tools.floods(catalogue)
                .begin(catalogue, visit.request.visitor, visit.language)
        }
        let secret = citizen == nil ? SecretToken(world.random) : nil
        try await store.write("report.begin") { [tools, world] tx in
            let account =
                try citizen
                ?? tools.walkins.enterReporter(
                    visit.words("complaints.guest"), language: visit.language, in: tx)
            let draft = try tools.drafts.begin(
                id, account: account, service: service.code, version: catalogue.version, in: tx)
            try ReportDraftRows.insert(
                ReportDraft(draft: draft, account: account, isGuest: citizen == nil), secret,
                at: world.now, in: tx)
        }
        return secret
    }

    /// Saves what stands on the page, and takes the files that came with it.
    /// - Returns: files that were not taken, each with its reason.
    func save(_ sent: SentReport, _ open: OpenReport) async throws -> [FieldProblem] {
        let files = try await SentFiles.receive(
            sent.files, fields: open.form.fields, there: open.draft.files.mapValues(\.count),
            blobs: tools.blobs)
        do {
            try await store.write("report.save") { [tools] tx in
                try write(sent, files, open, tools.drafts, in: tx)
            }
        } catch {
            await files.discard(tools.blobs)
            throw error
        }
        return files.problems
    }

    private func write(
        _ sent: SentReport, _ files: SentFiles, _ open: OpenReport, _ drafts: Drafts,
        in tx: Transaction
    ) throws {
        let (id, account) = (open.draft.id, open.own.account)
        guard let draft = try drafts.take(id, account: account, in: tx) else {
            throw Refusal(.notFound, "forms.draft.gone")
        }
        if draft.version != open.catalogue.version {
            try drafts.carry(id, account: account, to: open.catalogue.version, in: tx)
        }
        if let blob = sent.removes {
            try drafts.detach(blob, draft: id, account: account, in: tx)
        }
        try files.attach(to: draft, account: account, drafts, in: tx)
        for group in open.form.groups where group.fields.contains(where: { sent.shows($0) }) {
            let names = Set(group.fields.map(\.id)).intersection(sent.shown)
            let typed = draft.typed(group.id).filter { !names.contains($0) }
                .merging(sent.typed.filter(names.contains))
            let heard = Self.hearing(typed, open.rule, open.catalogue)
            let content = SectionContent(
                answers: heard.read(open.form, group: group.id).answers, typed: heard)
            // One person writes on one page: what came last counts.
            _ = try drafts.save(
                id, account: account, group: group.id, content: content,
                revision: draft.revision(group.id), in: tx)
        }
    }

    /// Whoever chose no topic gets the one that the words speak for; the next page says so.
    static func hearing(
        _ typed: TypedAnswers, _ rule: ReportRule, _ catalogue: Catalogue
    ) -> TypedAnswers {
        let text = typed.text(rule.text)
        guard typed.text(rule.topic).isEmpty, !text.isEmpty,
            let topic = catalogue.heard(text).first
        else { return typed }
        return typed.merging(TypedAnswers([rule.topic: [topic]]))
    }

    /// Another topic than the one that was chosen or heard.
    func choose(_ topic: String, _ open: OpenReport) async throws {
        guard open.catalogue.topics.topic(topic) != nil,
            let group = open.form.groups.first(where: { group in
                group.fields.contains { $0.id == open.rule.topic }
            })
        else { return }
        try await store.write("report.topic") { [tools] tx in
            let (id, account) = (open.draft.id, open.own.account)
            guard let draft = try tools.drafts.take(id, account: account, in: tx) else {
                throw Refusal(.notFound, "forms.draft.gone")
            }
            let typed = draft.typed(group.id)
                .merging(TypedAnswers([open.rule.topic: [topic]]))
            let content = SectionContent(
                answers: typed.read(open.form, group: group.id).answers, typed: typed)
            _ = try tools.drafts.save(
                id, account: account, group: group.id, content: content,
                revision: draft.revision(group.id), in: tx)
        }
    }

    func discard(_ open: OpenReport) async throws {
        try await store.write("report.discard") { [tools] tx in
            try tools.drafts.delete(open.draft.id, account: open.own.account, in: tx)
            try ReportDraftRows.remove(open.draft.id, in: tx)
        }
    }

    // MARK: Sending

    /// Open public reports near this one that may be about the same.
    func near(_ open: OpenReport) async throws -> [(report: Report, metres: Int)] {
        guard let topic = open.topic, topic.radius > 0, let point = open.place?.point?.geo else {
            return []
        }
        let family = open.catalogue.topics.family(of: topic.code)
        return try await store.read("report.near") { reader in
            try ReportRows.near(
                point, metres: topic.radius, topics: family, limit: Self.mostNear, in: reader)
        }
    }

    /// Whether the city knows how to answer whoever sends it.
    func isReachable(_ open: OpenReport) async throws -> Bool {
        guard open.own.isGuest else { return true }
        return try await store.read("report.reachable", short: true) { [tools] reader in
            try tools.walkins.isConfirmed(open.own.account, in: reader)
        }
    }

    /// Sends it: from here on it is a case. Sent twice it is the same one.
    /// - Throws: `Refusal`, with the draft as it was: blocked, or too many reports come from there.
    func send(
        _ open: OpenReport, from visitor: Visitor, language: Language
    ) async throws -> TrackingCode {
        try await refuseBlocked(open.own.account, language)
        try await tools.floods(open.catalogue).send(open, visitor, language)
        let number = try await tools.cases.submit(
            open.draft.id, by: open.own.account, language: language, declared: true)
        try await store.write("report.sent") { tx in
            try ReportDraftRows.remove(open.draft.id, in: tx)
        }
        return number
    }

    /// Takes nothing of whoever was blocked, by account or by the contact that is given.
    func refuseBlocked(
        _ account: AccountID, _ language: Language, contact: Contact? = nil
    ) async throws {
        let today = Day(world.now, in: try await tools.shelf.zone())
        try await store.read("report.blocked") { [tools] reader in
            try tools.refuseBlocked(account, contact, in: reader, on: today, language)
        }
    }

    /// Throws away what guests began and left.
    func sweep() async throws {
        let limit = world.now.adding(seconds: -Int64(Self.guestSeconds))
        let old = try await store.read("report.old") {
            try ReportDraftRows.old(before: limit, limit: 200, in: $0)
        }
        for one in old {
            try await store.write("report.forget") { [tools] tx in
                if try tools.drafts.load(one.draft, account: one.account, in: tx) != nil {
                    try tools.drafts.delete(one.draft, account: one.account, in: tx)
                }
                try ReportDraftRows.remove(one.draft, in: tx)
            }
        }
    }
}

extension VisitorContext {
    /// The account of a citizen who is signed in.
    var citizenAccount: AccountID? {
        if case .citizen(let citizen)? = person { citizen.account } else { nil }
    }
}

/// What a page of a report sent.
struct SentReport: Sendable {
    enum Press: Sendable, Equatable { case next, upload }

    static let inputs: [InputField] =
        SentFields.inputs + [.form("tampil", max: 2_000), .files(prefix: SentFields.prefix)]

    let shown: Set<String>
    let typed: TypedAnswers
    let files: [UploadedFile]
    let removes: BlobID?
    let press: Press

    init(_ fields: inout FieldReader) {
        let names = fields.optionalText("tampil") ?? ""
        shown = Set(names.split(separator: ",").map(String.init))
        typed = SentFields(&fields).typed
        files = fields.files
        let action = fields.optionalText(SentFields.action) ?? ""
        removes = action.hasPrefix("hapus:") ? BlobID(text: String(action.dropFirst(6))) : nil
        // Enter presses the form's hidden button, which names nothing.
        press = action == "lanjut" || action.isEmpty ? .next : .upload
    }

    func shows(_ field: Field) -> Bool { shown.contains(field.id) }
}
