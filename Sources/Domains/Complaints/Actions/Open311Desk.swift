import Cases
import Contracts
import Crypto
import Forms
import Kernel
import Open311
import People
import Store
import Web

/// Takes reports that programs send by Open311. Each becomes a case of whoever reports, by the same
/// draft and the same sending as one that is typed on a page.
struct Open311Desk: Sendable {
    let tools: ComplaintTools

    /// How long a program may send the same thing again, in seconds.
    static let onceSeconds: Int64 = 86_400

    private var store: Store { tools.store }
    private var world: World { tools.world }

    /// Takes a report.
    /// - Returns: its number, and what the city will do.
    /// - Throws: `Refusal` that names every parameter that is wrong; then nothing is kept.
    func take(
        _ form: Open311Form, from program: Program, _ words: Wording
    ) async throws -> GeoReceipt {
        let report = try await read(form, words, isTrial: false)
        let key = form.once.map { tools.vault.index($0, "open311.key") }
        let request = Self.hash(form)
        let sent: Open311Sent
        var failed = 0
        if let key, let known = try await known(program.account, key, request) {
            sent = known
        } else {
            let taken = try await Open311Pictures(tools: tools).take(form.pictures, report)
            failed = taken.failed
            sent = try await begin(
                report, taken.files, for: program.account, key: key, request: request,
                words.language)
        }
        let number = try await send(sent, by: program, words.language)
        return GeoReceipt(.request(number.text), notice: notice(report, failed, words))
    }

    /// Looks at a report as `take` does, and keeps nothing of it.
    func tryOut(_ form: Open311Form, _ words: Wording) async throws -> GeoReceipt {
        let report = try await read(form, words, isTrial: true)
        try Open311Pictures(tools: tools).check(form.pictures, report)
        return GeoReceipt(.none, notice: words("complaints.open311.trial"))
    }

    private func notice(_ report: Open311Report, _ failed: Int, _ words: Wording) -> String {
        let promise = words(
            "complaints.open311.notice",
            ["promise": report.service.promise.text(words.language)])
        guard failed > 0 else { return promise }
        return promise + " " + words("complaints.open311.unfetched", ["count": "\(failed)"])
    }

    private func read(
        _ form: Open311Form, _ words: Wording, isTrial: Bool
    ) async throws -> Open311Report {
        let catalogue = try await tools.shelf.published()
        guard let offer = Open311Offer(catalogue, words, isTrial: isTrial) else {
            throw Refusal(.unavailable, "complaints.closed")
        }
        return try Open311Report(
            form, offer, in: tools.maps.map(catalogue),
            on: Day(world.now, in: catalogue.profile.zone))
    }

    // MARK: Once

    /// What a program asks for, so that another report under the same key is told from this one.
    private static func hash(_ form: Open311Form) -> [UInt8] {
        var digest = SHA256()
        for (name, value) in form.pairs {
            digest.update(data: Array("\(name.utf8.count):\(name)\(value.utf8.count):".utf8))
            digest.update(data: Array(value.utf8))
        }
        for picture in form.pictures {
            digest.update(data: Array("\(picture.bytes.count):".utf8))
            digest.update(data: picture.bytes)
        }
        return Array(digest.finalize())
    }

    /// The report that was begun under the key before.
    private func known(
        _ holder: AccountID, _ key: [UInt8], _ request: [UInt8]
    ) async throws -> Open311Sent? {
        let found = try await store.read("open311.known") { reader in
            try Open311PostRows.find(holder, key: key, in: reader)
        }
        return try found.map { try Self.same($0, request) }
    }

    private static func same(_ known: Open311Sent, _ request: [UInt8]) throws -> Open311Sent {
        guard known.request == request else {
            throw Refusal(
                .conflict, "complaints.open311.key.other", field: Open311Form.onceHeader)
        }
        return known
    }

    // MARK: Writing

    /// Makes the reporter's record and the filled-in draft, or finds those that came before under
    /// the same key.
    private func begin(
        _ report: Open311Report, _ files: SentFiles, for holder: AccountID, key: [UInt8]?,
        request: [UInt8], _ language: Language
    ) async throws -> Open311Sent {
        let new = Open311Sent(
            caseID: world.id(), holder: holder, reporter: world.id(),
            request: key == nil ? nil : request)
        let secret = SecretToken(world.random)
        do {
            let sent = try await store.write("open311.begin") { [self] tx -> Open311Sent in
                if try Open311PostRows.insert(new, key: key, at: world.now, in: tx) {
                    try write(report, files, new, secret, language, in: tx)
                    try report.floods(tools).program(holder, report.place, in: tx)
                    return new
                }
                let known = try key.flatMap {
                    try Open311PostRows.find(holder, key: $0, in: tx)
                }
                guard let known else { throw ComplaintFault.unreadable }
                return try Self.same(known, request)
            }
            if sent.caseID != new.caseID { await files.discard(tools.blobs) }
            return sent
        } catch {
            await files.discard(tools.blobs)
            throw error
        }
    }

    private func write(
        _ report: Open311Report, _ files: SentFiles, _ sent: Open311Sent, _ secret: SecretToken,
        _ language: Language, in tx: Transaction
    ) throws {
        let (id, account, drafts) = (sent.caseID, sent.reporter, tools.drafts)
        _ = try tools.walkins.enterReporter(
            report.reporter.name, as: account, contact: report.reporter.contact,
            language: language, in: tx)
        try drafts.begin(
            id, account: account, service: report.service.code, version: report.version, in: tx)
        // Nobody has the secret: it marks the draft as one to be swept when all else fails.
        try ReportDraftRows.insert(
            ReportDraft(draft: id, account: account, isGuest: true), secret, at: world.now, in: tx)
        for group in report.form.groups {
            let typed = report.typed.only(group)
            guard !typed.texts.isEmpty else { continue }
            let content = SectionContent(
                answers: typed.read(report.form, group: group.id).answers, typed: typed)
            _ = try drafts.save(
                id, account: account, group: group.id, content: content, revision: 0, in: tx)
        }
        guard let draft = try drafts.load(id, account: account, in: tx) else {
            throw ComplaintFault.unreadable
        }
        try files.attach(to: draft, account: account, drafts, in: tx)
        let whole = try drafts.load(id, account: account, in: tx)
        try report.refuse(whole?.problems(report.form, now: report.today) ?? [])
    }

    /// Makes the draft a case; sent twice it is the same one. Its public row is there when the
    /// answer is.
    private func send(
        _ sent: Open311Sent, by program: Program, _ language: Language
    ) async throws -> TrackingCode {
        let number = try await WriteCompanion(via: Self.via(program)).along {
            try await tools.cases.submit(
                sent.caseID, by: sent.reporter, language: language, declared: true)
        }
        try await store.write("open311.sent") { [tools] tx in
            try ReportDraftRows.remove(sent.caseID, in: tx)
            try KeepReports(tools: tools).begin(sent.caseID, in: tx)
        }
        return number
    }

    /// How the ledger says that an act came by a program, and by which.
    static func via(_ program: Program) -> String { "program:" + program.token.id.text }

    /// Forgets what programs sent yesterday.
    func sweep() async throws {
        let before = world.now.adding(seconds: -Self.onceSeconds)
        try await store.write("open311.sweep") { tx in
            try Open311PostRows.sweep(before: before, in: tx)
        }
    }
}
