import Contracts
import Forms
import Kernel
import People
import Store

extension Cases {
    /// Begins an objection or an appeal against a refusal, or against silence where silence does
    /// not grant. The draft is one of the service that the city names for it.
    /// - Returns: the draft.
    public func beginObjection(_ caseID: CaseID, by account: AccountID) async throws -> CaseID {
        let rules = try await rules(of: caseID)
        guard let rule = rules.service.terms.objection,
            let current = try await shelf.current(), current.services[rule.service] != nil
        else { throw Refusal(.notFound, "case.not_found") }
        return try await store.write("case.objection.begin") { tx in
            let (record, _) = try own(caseID, by: account, in: rules.calendar.zone, tx)
            let applicant = record.applicant
            try checkContestable(record, rules, in: tx)
            for id in try earlierObjections(caseID, in: tx) {
                if try drafts.load(id, account: applicant, in: tx) != nil { return id }
                // What was thrown away, or taken back, blocks nothing.
                let ended: Set<Outcome> = [.withdrawn, .lapsed]
                if let earlier = try CaseRows.find(id, in: tx),
                    !(earlier.outcome.map(ended.contains) ?? false)
                {
                    throw Refusal(.conflict, "case.objection.twice")
                }
            }
            let draft = try drafts.begin(
                account: applicant, service: rule.service, version: current.version, in: tx)
            try LinkRows.insert(
                world.id(), .objection, from: draft, to: caseID, by: account, sealed: nil,
                at: world.now, in: tx)
            return draft
        }
    }

    /// Objections about what may be contested now: after a later measure about what the case gave,
    /// those that were begun since.
    private func earlierObjections(_ id: CaseID, in reader: Reader) throws -> [CaseID] {
        try reader.rows(
            """
            SELECT l.from_case FROM case_links l JOIN cases c ON c.id = l.to_case \
            WHERE l.to_case = \(id) AND l.kind = \(LinkKind.objection.rawValue) \
            AND l.ended_at IS NULL \
            AND (c.contest_until IS NULL OR c.contest_since IS NULL OR l.at >= c.contest_since) \
            ORDER BY l.at
            """
        ).map { $0.id(0) }
    }

    /// Whether a case may be contested now, and until when.
    public func contestableUntil(_ record: CaseRecord, _ rules: CaseRules) throws -> Instant? {
        guard let rule = rules.service.terms.objection else { return nil }
        if let end = record.contestUntil { return world.now <= end ? end : nil }
        if record.state == .closed, record.outcome == .refused, let closed = record.closedAt {
            let end = try rule.within.deadline(from: closed, calendar: rules.calendar)
            return world.now <= end ? end : nil
        }
        // Silence: nothing was decided in the promised time.
        guard record.state == .open, !rules.service.terms.silenceGrants,
            record.clock.isOverdue(at: world.now), let due = record.clock.dueAt
        else { return nil }
        let end = try rule.within.deadline(from: due, calendar: rules.calendar)
        return world.now <= end ? end : nil
    }

    private func checkContestable(
        _ record: CaseRecord, _ rules: CaseRules, in reader: Reader
    ) throws {
        guard try contestableUntil(record, rules) != nil else {
            throw Refusal(.conflict, "case.objection.too_late")
        }
    }

    /// Begins a draft with the answers of an earlier case of the applicant: the same again
    /// (`copy`), or the renewal of what it gave (`parent`). Files are not taken over: they belong
    /// to the earlier case.
    public func beginAgain(
        _ caseID: CaseID, _ kind: LinkKind, by account: AccountID
    ) async throws -> CaseID {
        let rules = try await rules(of: caseID)
        guard let current = try await shelf.current(),
            let service = current.services[rules.service.code]
        else { throw Refusal(.unavailable, "case.service_closed") }
        return try await store.write("case.again") { tx in
            let (record, _) = try own(caseID, by: account, in: rules.calendar.zone, tx)
            guard record.state == .closed else { throw Refusal(.notFound, "case.not_found") }
            let applicant = record.applicant
            // Pressing twice gives one draft.
            for id in try LinkRows.sources(caseID, kind, in: tx)
            where try drafts.load(id, account: applicant, in: tx) != nil {
                return id
            }
            let key = try openKey(record.id, in: tx)
            let contents = ContentRows(vault: vault, key: key, caseID: record.id)
            let answers = try contents.newestAnswers(in: tx) ?? Answers()
            let draft = try drafts.begin(
                account: applicant, service: service.code, version: current.version, in: tx)
            try drafts.fill(draft, account: applicant, answers, service.form, in: tx)
            try LinkRows.insert(
                world.id(), kind, from: draft, to: caseID, by: account, sealed: nil,
                at: world.now, in: tx)
            return draft
        }
    }

    /// Says what one case is to another. Merging lets it wait for the other and end with it.
    public func link(
        _ act: OfficerAct, _ kind: LinkKind, to other: TrackingCode, reason: String
    ) async throws {
        guard kind != .objection else { throw Refusal(.invalid, "case.link.kind", field: "kind") }
        let target = try await record(other, for: act.officer)
        try await lead(act) { scene in
            let reason = try Self.words(reason, field: "reason")
            try scene.checkLink(kind, target)
            let id: MessageID = scene.cases.world.id()
            try LinkRows.insert(
                id, kind, from: scene.record.id, to: target.id, by: scene.actor.account,
                sealed: try scene.contents.sealReason(reason, id), at: scene.now, in: scene.tx)
            guard kind == .merged else {
                return _ = try scene.note(
                    .linked,
                    ["kind": .string(kind.rawValue), "to": .string(target.number.symbols)],
                    sealed: .string(reason))
            }
            try scene.note(
                .merged, ["into": .string(target.number.symbols)], sealed: .string(reason))
            try scene.park(.merge)
            // The number of somebody else's case is told to nobody.
            let isOwn = target.applicant == scene.record.applicant
            try scene.tell(
                isOwn ? "merged" : "mergedForeign", isOwn ? ["other": target.number.text] : [:])
        }
    }

    /// Takes a link back; a merged case goes on by itself where it stood.
    public func unlink(_ act: OfficerAct, _ link: MessageID) async throws {
        try await lead(act) { scene in
            guard
                let found = try scene.contents.extras(in: scene.tx).links.first(where: {
                    $0.id == link && $0.isOpen && $0.from == scene.record.id
                }), found.kind != .objection
            else { throw Refusal(.conflict, "case.changed_meanwhile") }
            try LinkRows.end(link, at: scene.now, in: scene.tx)
            guard found.kind == .merged else { return _ = try scene.note(.unlinked) }
            try scene.unpark()
            try scene.note(.parted)
            try scene.tell("parted")
        }
    }
}

extension Scene {
    fileprivate func checkLink(_ kind: LinkKind, _ target: CaseRecord) throws {
        guard target.id != record.id else {
            throw Refusal(.invalid, "case.link.self", field: "other")
        }
        guard kind == .merged else { return }
        guard target.state != .closed, target.wait != .merge, record.state == .open else {
            throw Refusal(.conflict, "case.merge.not_now", field: "other")
        }
        // What others were merged into is not merged itself: chains would hide who waits for whom.
        guard try LinkRows.sources(record.id, .merged, in: tx).isEmpty else {
            throw Refusal(.conflict, "case.merge.chain", field: "other")
        }
    }

    /// What a new case says to those that its draft was linked to.
    func beginLinks() throws {
        guard rules.catalogue.carriesObjections(service.code) else { return }
        guard let contested = try LinkRows.target(record.id, .objection, in: tx),
            let other = try scene(of: contested.caseID)
        else { throw Refusal(.invalid, "case.objection.nothing") }
        guard try cases.contestableUntil(other.record, other.rules) != nil else {
            throw Refusal(.conflict, "case.objection.too_late")
        }
        try other.note(.objected, ["by": .string(record.number.symbols)])
    }

    /// What ends together with this case, and what its outcome changes elsewhere.
    func closeLinked(_ outcome: Outcome) throws {
        for id in try LinkRows.sources(record.id, .merged, in: tx) {
            guard var other = try scene(of: id), other.record.state != .closed else { continue }
            // An entry of its own: whoever follows the ledger learns that this case has ended too.
            try other.note(.mergedEnded, ["outcome": .string(outcome.rawValue)])
            try other.close(outcome)
            let isOwn = other.record.applicant == record.applicant
            try other.tell(
                isOwn ? "mergedEnded" : "mergedForeignEnded",
                isOwn ? ["other": record.number.text] : [:])
            try other.finish()
        }
        guard outcome == .granted, let contested = try cases.contested(by: record.id, in: tx)
        else { return }
        guard var other = try scene(of: contested) else { return }
        // A later decision about what the case gave: whoever keeps that puts it right. A case that
        // was granted is never opened again by an objection, also when the measure is over.
        if other.record.contestUntil != nil || other.record.outcome == .granted {
            return try cases.openContest(contested, until: nil, in: tx)
        }
        guard let step = other.service.terms.objection?.reopens else { return }
        try other.note(.reopened, ["to": .string(step), "by": .string(record.number.symbols)])
        if other.record.state == .closed {
            try other.reopen(at: step)
            try other.tell("reopened")
        }
        try other.finish()
    }

    /// Another case in the same act.
    func scene(of id: CaseID) throws -> Scene? {
        guard let record = try CaseRows.find(id, in: tx),
            try CaseRows.take(id, revision: record.revision, in: tx)
        else { return nil }
        let catalogue = try cases.shelf.versions.catalogue(record.version, in: tx)
        guard let service = catalogue.services[record.service] else {
            throw CaseFault.noService(record.service, version: record.version)
        }
        return Scene(
            cases: cases, tx: tx,
            rules: CaseRules(catalogue: catalogue, service: service, calendar: calendar),
            record: record, task: nil, key: try cases.openKey(id, in: tx), actor: actor,
            now: now, change: CaseChange(record))
    }
}
