import Cases
import Contracts
import Kernel
import Ledger
import Notices
import People
import Store
import Web

extension PermitTools {
    /// The post from which an officer keeps permits of a kind: its unit answers for the service,
    /// or stands above the one that does.
    func seat(_ officer: Officer, _ kind: ServiceCode, _ catalogue: Catalogue) throws -> Authority {
        guard let owner = catalogue.services[kind]?.owner,
            let seat = officer.authorities.first(where: {
                $0.permissions.contains(.keepPermits) && $0.reach.contains(owner)
            })
        else { throw Refusal(.forbidden, "permits.not_yours") }
        return seat
    }

    /// The post from which an officer keeps one permit: also bound to its region, if to any, and
    /// cleared for what its kind is.
    func seat(_ officer: Officer, _ permit: Permit, _ catalogue: Catalogue) throws -> Authority {
        guard let service = catalogue.services[permit.kind],
            let level = People.Confidentiality(rawValue: Int(service.confidentiality.level)),
            let seat = officer.authorities.first(where: { post in
                Officer(
                    account: officer.account, name: officer.name, nip: officer.nip,
                    authorities: [post]
                ).scope(for: .keepPermits).allows(
                    unit: service.owner, region: permit.region, confidentiality: level)
            })
        else { throw Refusal(.forbidden, "permits.not_yours") }
        return seat
    }

    /// The officer as the transaction sees him: what was remembered may be some seconds old.
    func now(_ officer: Officer, on today: Day, in reader: Reader) throws -> Officer {
        guard let found = try directory.officer(officer.account, on: today, in: reader) else {
            throw Refusal(.forbidden, "permits.not_yours")
        }
        return found
    }

    /// Kinds of permits that an officer keeps, also those that are not given any more.
    func kinds(of officer: Officer, _ catalogue: Catalogue) -> [ServiceCode] {
        catalogue.services.keys.filter { (try? seat(officer, $0, catalogue)) != nil }.sorted()
    }

    /// Proposes to suspend, to lift, or to revoke: somebody else decides.
    func propose(
        _ proposal: PermitProposal, for number: [UInt8], by officer: Officer
    ) async throws {
        let catalogue = try await shelf.published()
        let today = Day(world.now, in: catalogue.profile.zone)
        let reason = try Self.words(proposal.reason, "alasan")
        let law = try Self.words(proposal.law, "dasar")
        let isSpan = proposal.measure == .suspend
        try await store.write("permit.propose") { [self] tx in
            // Two at once would each see that nothing waits.
            try tx.lock("permits.measures")
            let officer = try now(officer, on: today, in: tx)
            guard let permit = try rows.find(key: number, in: tx),
                let key = try rows.key(of: permit.id, in: tx)
            else { throw Refusal(.notFound, "permits.none") }
            let seat = try seat(officer, permit, catalogue)
            try check(proposal, permit, on: today)
            let open = try tx.row(
                """
                SELECT 1 FROM permit_events WHERE permit = \(permit.id) AND state = 'open'
                """)
            guard open == nil else { throw Refusal(.conflict, "permits.decision.waits") }
            let event = PermitEvent(
                id: world.uuid(), kind: PermitEvent.Kind(proposal.measure), state: .open,
                // Lifting and revoking begin when they are decided: they have no days of their own.
                from: isSpan ? proposal.from : nil, until: isSpan ? proposal.until : nil,
                law: law, reason: reason, answer: nil,
                askedBy: officer.account, askedFrom: seat.position, askedAt: world.now,
                decidedBy: nil, decidedAt: nil, caseID: nil)
            try events.insert(event, of: permit.id, key: key, in: tx)
            try note(
                "permit.proposed", permit, proposal.measure,
                .officer(officer.account, seat.position), in: tx)
            try tellDeciders(permit, officer, catalogue, today, event, in: tx)
        }
    }

    private func check(_ proposal: PermitProposal, _ permit: Permit, on today: Day) throws {
        guard proposal.measure.fits(permit.state(on: today)) else {
            throw Refusal(.conflict, "permits.decision.state")
        }
        guard proposal.measure == .suspend else { return }
        if let from = proposal.from, from < today {
            throw Refusal(.invalid, "permits.decision.past", field: "mulai")
        }
        if let until = proposal.until, until < proposal.from ?? today {
            throw Refusal(.invalid, "permits.decision.until", field: "sampai")
        }
    }

    /// Everybody who may decide and is not behind the proposal.
    private func tellDeciders(
        _ permit: Permit, _ officer: Officer, _ catalogue: Catalogue, _ today: Day,
        _ event: PermitEvent, in tx: Transaction
    ) throws {
        for other in try directory.holders(of: .keepPermits, on: today, in: tx)
        where other != officer.account {
            try notices.enqueue(
                Notice(
                    to: .account(other), template: "permit-proposed",
                    values: [
                        "number": permit.number,
                        "link": address + PermitURL.desk(permit.number),
                    ], key: "permit-proposed:\(event.id.text):\(other.text)"), in: tx)
        }
    }

    /// Lets a proposal pass, or refuses it with a reason: never by whoever is behind it.
    func decide(
        _ event: UUIDv7, for number: [UInt8], approve: Bool, answer: String?, by officer: Officer
    ) async throws {
        let catalogue = try await shelf.published()
        let today = Day(world.now, in: catalogue.profile.zone)
        let answer = approve ? nil : try Self.words(answer ?? "", "alasan")
        try await store.write("permit.decide") { [self] tx in
            let officer = try now(officer, on: today, in: tx)
            guard let permit = try rows.find(key: number, in: tx),
                let key = try rows.key(of: permit.id, in: tx)
            else { throw Refusal(.notFound, "permits.none") }
            let seat = try seat(officer, permit, catalogue)
            let found = try events.all(of: permit.id, key: key, in: tx).first { $0.id == event }
            guard let found, let measure = found.kind.measure, found.state == .open else {
                throw Refusal(.conflict, "permits.decision.done")
            }
            guard !officer.isBehind(found.askedBy, from: found.askedFrom) else {
                throw Refusal(.forbidden, "permits.decision.own")
            }
            guard !approve || measure.fits(permit.state(on: today)) else {
                throw Refusal(.conflict, "permits.decision.state")
            }
            // What was to begin while nobody decided begins today.
            let from = max(found.from ?? today, today)
            guard !approve || found.until.map({ $0 >= from }) ?? true else {
                throw Refusal(.conflict, "permits.decision.over")
            }
            let isDone = try events.decide(
                event, approve ? .done : .refused, from: approve ? from : found.from,
                answer: answer, key: key, by: officer.account, seat.position, at: world.now,
                in: tx)
            guard isDone else { throw Refusal(.conflict, "permits.decision.done") }
            let actor = Actor.officer(officer.account, seat.position)
            guard approve else {
                return try note("permit.refused", permit, measure, actor, in: tx)
            }
            var term = permit.term
            term.apply(measure, from: from, until: found.until)
            try PermitRows.write(term, of: permit.id, in: tx)
            try note("permit.\(measure.past)", permit, measure, actor, in: tx)
            if let id = permit.caseID {
                let end = measure == .lift ? nil : try contestEnd(permit.kind, catalogue)
                try cases.openContest(id, until: end, in: tx)
            }
            var days = ["from": from]
            days["until"] = found.until
            try tellHolder(
                permit, "permit-\(measure.past)",
                ["until": "…", "law": found.law ?? "", "reason": found.reason ?? ""],
                days: days, key: event.text, in: tx)
        }
    }

    /// Until when a measure of now may be contested.
    private func contestEnd(_ kind: ServiceCode, _ catalogue: Catalogue) throws -> Instant? {
        try catalogue.services[kind]?.terms.objection?.within
            .deadline(from: world.now, calendar: catalogue.calendar)
    }

    /// Writes to the holder: to the account, else to the contact that came with an import.
    func tellHolder(
        _ permit: Permit, _ template: String, _ values: [String: String],
        days: [String: Day] = [:], texts: [String: LocalizedText] = [:], key: String,
        in tx: Transaction
    ) throws {
        let recipient: NoticeRecipient
        if let account = permit.account {
            recipient = .account(account)
        } else if let typed = try rows.holder(of: permit.id, in: tx)?.contact,
            let contact = try? Contact(typed: typed)
        {
            recipient = .contact(contact, .id)
        } else {
            return
        }
        var values = values
        values["number"] = permit.number
        values["link"] = address + PermitURL.own.filled()
        try notices.enqueue(
            Notice(
                to: recipient, template: template, values: values, days: days, texts: texts,
                key: "\(template):\(permit.id.text):\(key)"), in: tx)
    }

    func note(
        _ type: String, _ permit: Permit, _ measure: PermitMeasure, _ actor: Actor,
        in tx: Transaction
    ) throws {
        try ledger.append(
            LedgerEntry(
                type: type, actor: actor, service: permit.kind.text,
                facts: [
                    "permit": .string(permit.id.text), "number": .string(permit.number),
                    "measure": .string(measure.rawValue),
                ], at: world.now),
            key: nil, in: tx)
    }

    /// A text that was really written.
    static func words(_ typed: String, _ field: String) throws -> String {
        let text = String(typed.prefix(2_000))
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw Refusal(.invalid, "web.problem.required", field: field)
        }
        return text
    }
}

extension PermitMeasure {
    /// The word of entries and notices.
    var past: String {
        switch self {
        case .suspend: "suspended"
        case .lift: "lifted"
        case .revoke: "revoked"
        }
    }
}

extension PermitEvent.Kind {
    init(_ measure: PermitMeasure) {
        switch measure {
        case .suspend: self = .suspend
        case .lift: self = .lift
        case .revoke: self = .revoke
        }
    }
}

extension PermitTerm {
    mutating func apply(_ measure: PermitMeasure, from: Day, until: Day?) {
        switch measure {
        case .suspend:
            suspendedFrom = from
            suspendedUntil = until
        case .lift:
            suspendedFrom = nil
            suspendedUntil = nil
        case .revoke: revoked = from
        }
    }
}
