import Cases
import Contracts
import Forms
import Kernel
import People
import Store
import Web

/// What the pages of drafts and cases share: finding one's own draft or case.
struct ErrandDesk: Sendable {
    let tools: PortalTools

    var store: Store { tools.store }
    var drafts: Drafts { tools.drafts }
    var cases: Cases { tools.cases }

    /// Runs `body` with the draft of the path. A draft that was sent already leads to its case:
    /// whoever goes back in the browser does not meet a wall.
    func withDraft(
        _ id: String, _ citizen: ErrandContext, _ body: (OpenDraft) async throws -> Reply
    ) async throws -> Reply {
        guard let caseID = CaseID(text: id) else { throw Refusal(.notFound, "forms.draft.gone") }
        let account = citizen.citizen.account
        if let open = try await draft(caseID, for: citizen) { return try await body(open) }
        guard let number = try await cases.number(of: caseID, for: account) else {
            throw Refusal(.notFound, "forms.draft.gone")
        }
        return .redirect(PortalURL.caseFile.filled(number.text)).flash(.info, "portal.draft.sent")
    }

    /// A draft that is open to whoever asks: the own, or one that a mandate reaches.
    func draft(_ id: CaseID, for citizen: ErrandContext) async throws -> OpenDraft? {
        guard let open = try await draft(id, of: citizen.citizen.account),
            citizen.reaches(
                open.draft.service, begun: open.draft.createdAt, in: open.catalogue.profile.zone)
        else { return nil }
        return open
    }

    /// - Throws: `Refusal`: a mandate does not cover the service.
    func check(_ service: ServiceCode, _ citizen: ErrandContext) throws {
        guard citizen.acting?.mandate.covers(service) ?? true else {
            throw Refusal(.forbidden, "people.mandate.scope")
        }
    }

    /// The draft with the service it is written for, in the version that is published now: that is
    /// the one by which it will be judged.
    private func draft(_ id: CaseID, of account: AccountID) async throws -> OpenDraft? {
        let found = try await store.read("draft.load") { [drafts] reader in
            try drafts.load(id, account: account, in: reader).map { draft in
                let checks = draft.files.isEmpty ? [:] : try drafts.checks.all(of: id, in: reader)
                return (draft: draft, checks: checks)
            }
        }
        guard let (found, checks) = found else { return nil }
        let catalogue = try await tools.shelf.published()
        guard let service = catalogue.services[found.service] else {
            throw Refusal(.unavailable, "case.service_closed")
        }
        var open = OpenDraft(
            draft: found, service: service, catalogue: catalogue,
            today: Day(tools.world.now, in: catalogue.profile.zone), checks: checks)
        open.taken = try await cases.taken(service)
        if found.version != catalogue.version {
            // A version that is not kept any more says nothing about changes.
            let before = try? await tools.shelf.catalogue(version: found.version)
            open.before = before?.services[found.service]
        }
        return open
    }

    /// The applicant's own case; anybody else's is as if it were not there.
    func file(_ number: String, _ citizen: ErrandContext) async throws -> CaseFile {
        guard let number = try? TrackingCode(number) else {
            throw Refusal(.notFound, "case.not_found")
        }
        let file = try await cases.file(number, for: citizen.citizen.account)
        let record = file.record
        guard
            citizen.reaches(
                record.service, begun: record.begunAt, in: file.rules.calendar.zone)
        else { throw Refusal(.notFound, "case.not_found") }
        return file
    }

    /// Sends a stored file piece by piece, to be saved: what a stranger sent is not opened here.
    func send(_ blob: BlobID, type: String, name: String) async throws -> Reply {
        let blobs = tools.blobs
        let found = try await store.read("blob") { try blobs.blob(blob.value, in: $0) }
        return .file(type: type, name: name, length: Int(found.size)) { writer in
            for try await chunk in blobs.stream(found) { try await writer.write(chunk) }
        }
    }

    /// Sends the small picture of a file, which is of the house's own making.
    func sendThumb(_ blob: BlobID, of owner: CaseID) async throws -> Reply {
        let blobs = tools.blobs
        let picture = try await store.read("thumb") { [drafts] reader in
            try drafts.checks.picture(blob, page: 0, owner: owner, in: reader)
        }
        guard let picture else { return try .notFound() }
        return .picture(try await blobs.read(picture), name: "pratinjau.jpg")
    }

    /// An account has room for a number of drafts and open cases.
    func checkRoom(_ account: AccountID) async throws {
        let drafts = try await store.read("draft.list") { [drafts] reader in
            try drafts.list(account, in: reader).count
        }
        let open = try await cases.cases(of: account, limit: 500).count { $0.state != .closed }
        guard drafts + open < CaseLimits.openCases else {
            throw Refusal(
                .tooMuch, "case.too_many", values: ["limit": "\(CaseLimits.openCases)"])
        }
    }
}
