import Cases
import Contracts
import Forms
import Kernel
import Ledger
import People
import Store

/// What officers do at a counter. Each act asks again, in its transaction, whether the officer
/// serves.
struct ServingDesk: Sendable {
    let tools: CounterTools

    var store: Store { tools.store }
    var world: World { tools.world }
    var drafts: Drafts { tools.drafts }
    var walkins: Walkins { tools.walkins }

    /// One entry of the ledger. It names people by id only.
    func note(
        _ type: String, by actor: Actor, unit: UnitCode?, service: ServiceCode? = nil,
        caseID: CaseID? = nil, _ facts: [String: JSONValue], in tx: Transaction
    ) throws {
        _ = try tools.ledger.append(
            LedgerEntry(
                type: type, caseID: caseID, actor: actor, service: service?.text,
                unit: unit?.text, facts: .object(facts), sealed: nil, at: world.now),
            key: nil, in: tx)
    }

    // MARK: Sittings

    /// Begins a form for a person. An untouched one of the same service is taken again.
    /// - Throws: `Refusal`: no such service; the sheet is not open, of another service, or its time
    ///   cannot be.
    func begin(
        _ code: ServiceCode, for person: AccountID, sheet: PaperTime?, by officer: Officer
    ) async throws -> CaseID {
        let catalogue = try await tools.shelf.published()
        let code = try await service(code, sheet)
        guard let service = catalogue.services[code], service.isPublic,
            !catalogue.carriesObjections(code)
        else { throw Refusal(.invalid, "counter.service", field: "layanan") }
        return try await store.write("counter.begin") { [self] tx in
            let post = try walkins.post(of: officer, in: tx)
            guard try walkins.served(person, in: tx).isWalkin || !tools.ownOnly.contains(code)
            else { throw Refusal(.forbidden, "counter.service.own", field: "layanan") }
            if let sheet { try check(sheet, in: tx) }
            let open = try SittingRows.open(of: officer.account, in: tx).first {
                $0.person == person && $0.service == code && $0.sheet == sheet?.number
            }
            if let open {
                guard let sheet, open.receivedAt != sheet.receivedAt else { return open.draft }
                // Only the time was mistyped: what is filled in stays.
                try SittingRows.receive(open.draft, at: sheet.receivedAt, in: tx)
                try note(
                    "counter.begun", by: officer.actor(post.position), unit: post.unit,
                    service: code, ["draft": .string(open.draft.text), "sheet": .bool(true)],
                    in: tx)
                return open.draft
            }
            if let sheet { try endOther(sheet.number, by: officer, in: tx) }
            let draft = try drafts.begin(
                account: person, service: code, version: catalogue.version, in: tx)
            let sitting = Sitting(
                draft: draft, person: person, officer: officer.account,
                position: post.position, unit: post.unit, service: code, begunAt: world.now,
                sheet: sheet?.number, receivedAt: sheet?.receivedAt, originals: [], number: nil,
                endedAt: nil)
            try SittingRows.insert(sitting, in: tx)
            try note(
                "counter.begun", by: officer.actor(post.position), unit: post.unit, service: code,
                ["draft": .string(draft.text), "sheet": .bool(sheet != nil)], in: tx)
            return draft
        }
    }

    /// A sheet says itself of which service it is.
    private func service(_ code: ServiceCode, _ sheet: PaperTime?) async throws -> ServiceCode {
        guard let sheet else { return code }
        let found = try await store.read("counter.sheet") {
            try SheetRows.find(sheet.number, in: $0)
        }
        guard let found else { throw Refusal(.notFound, "counter.sheet.unknown") }
        return found.service
    }

    private func check(_ paper: PaperTime, in reader: Reader) throws {
        guard let sheet = try SheetRows.find(paper.number, in: reader) else {
            throw Refusal(.invalid, "counter.sheet.unknown", field: "lembar")
        }
        guard sheet.state == .open else {
            throw Refusal(.conflict, "counter.sheet.\(sheet.state.rawValue)", field: "lembar")
        }
        try sheet.check(receivedAt: paper.receivedAt, now: world.now)
    }

    /// A sheet is entered in one place: the officer's own earlier begin ends, a colleague's is
    /// named.
    private func endOther(
        _ number: TrackingCode, by officer: Officer, in tx: Transaction
    ) throws {
        guard let other = try SittingRows.entering(number, in: tx) else { return }
        guard other.officer == officer.account else {
            throw Refusal(.conflict, "counter.sheet.elsewhere", field: "lembar")
        }
        try end(other, in: tx)
    }

    private func end(_ sitting: Sitting, in tx: Transaction) throws {
        try SittingRows.remove(sitting.draft, in: tx)
        if try walkins.isWalkin(sitting.person, in: tx) {
            try drafts.delete(sitting.draft, account: sitting.person, in: tx)
        }
    }

    /// The officer's own sitting with its draft; anybody else's is as if it were not there. Returns
    /// when the look at the person's data is written down.
    func open(_ id: String, by officer: Officer) async throws -> OpenSitting {
        let gone = Refusal(.notFound, "forms.draft.gone")
        guard let draftID = CaseID(text: id) else { throw gone }
        let found = try await store.read("counter.load") { [self] reader in
            let post = try walkins.post(of: officer, in: reader)
            guard let sitting = try SittingRows.find(draftID, in: reader),
                sitting.officer == officer.account, sitting.endedAt == nil,
                let draft = try drafts.load(draftID, account: sitting.person, in: reader)
            else { throw gone }
            return (
                sitting: sitting, draft: draft, position: post.position,
                checks: try drafts.checks.all(of: draftID, in: reader)
            )
        }
        let catalogue = try await tools.shelf.published()
        guard let service = catalogue.services[found.draft.service] else {
            throw Refusal(.unavailable, "case.service_closed")
        }
        try await tools.access.note(
            AccessEntry(
                account: officer.account, reason: AccessReason(.counter, from: found.position),
                subject: found.sitting.person, caseID: draftID, service: service.code,
                part: .page))
        let now = found.sitting.receivedAt ?? world.now
        return OpenSitting(
            sitting: found.sitting, draft: found.draft, service: service, catalogue: catalogue,
            today: Day(now, in: catalogue.profile.zone), checks: found.checks)
    }

    /// Goes on with what a colleague of the same unit began.
    func takeOver(_ draft: CaseID, by officer: Officer) async throws {
        try await store.write("counter.take-over") { [self] tx in
            let post = try walkins.post(of: officer, in: tx)
            guard let sitting = try SittingRows.find(draft, in: tx), sitting.endedAt == nil,
                officer.servesAt(sitting.unit)
            else { throw Refusal(.notFound, "forms.draft.gone") }
            guard sitting.officer != officer.account else { return }
            try SittingRows.take(draft, by: officer.account, from: post.position, in: tx)
            try note(
                "counter.taken-over", by: officer.actor(post.position), unit: sitting.unit,
                service: sitting.service, ["draft": .string(draft.text)], in: tx)
        }
    }

    /// Ends a sitting without a case. The draft of somebody who signs in stays theirs; what a
    /// person without account would never find again is thrown away.
    func leave(_ id: String, by officer: Officer) async throws {
        guard let draft = CaseID(text: id) else { return }
        try await store.write("counter.leave") { [self] tx in
            let post = try walkins.post(of: officer, in: tx)
            guard let sitting = try SittingRows.find(draft, in: tx), sitting.endedAt == nil,
                sitting.officer == officer.account
            else { return }
            try end(sitting, in: tx)
            try note(
                "counter.left", by: officer.actor(post.position), unit: sitting.unit,
                service: sitting.service, ["draft": .string(draft.text)], in: tx)
        }
    }
}

extension Officer {
    /// Whether one of the posts serves at the counters of a unit.
    func servesAt(_ unit: UnitCode) -> Bool {
        authorities.contains { $0.unit == unit && $0.permissions.contains(.serve) }
    }
}

/// A sheet with the moment at which it was received.
struct PaperTime: Sendable, Hashable {
    let number: TrackingCode
    let receivedAt: Instant
}
