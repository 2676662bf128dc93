import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// What an instruction is about, and from where the officer gives it.
struct InstructionGround: Sendable {
    var mail: MailID?
    var caseID: CaseID?
    var what = ""
    var owner: UUIDv7
    var security = 0
    var parent: RecipientID?
    var root: InstructionID?
    var seat: Authority
    /// An instruction that was passed on is due no later than it.
    var latest: Day?
    /// The moment at which that day is over.
    var latestAt: Instant?
}

extension CorrespondenceTools {
    /// Gives an instruction, or passes one on: one row for each addressee, a notice to everybody
    /// who acts from their positions.
    /// - Parameter language: of whoever gives it, for the days that a refusal names.
    @discardableResult
    package func give(
        _ order: InstructionOrder, by officer: Officer, in language: Language = .id
    ) async throws -> InstructionID {
        let catalogue = try await shelf.published()
        let zone = catalogue.profile.zone
        let dueAt = try check(order, catalogue, language)
        let record = try await record(of: order, officer)
        return try await store.write("instruction.give") { [self] tx in
            let officer = try now(officer, zone, in: tx)
            let ground = try ground(order, record, officer, in: tx)
            let latest = try latest(ground.latest, ground.latestAt, catalogue)
            if let latest, order.due > latest {
                throw Refusal(
                    .invalid, "correspondence.problem.later", field: "batas",
                    values: ["day": HumanText.day(latest, language)])
            }
            let to = try addressees(order.to, ground, catalogue, in: tx)
            let id: InstructionID = world.id()
            let key = try vault.key(ground.owner, in: tx)
            let sealed = try vault.seal(order.text, with: key, at: InstructionRows.place(id))
            try tx.execute(
                """
                INSERT INTO correspondence_instructions (id, root, parent, mail, case_id, what, \
                owner, security, position, account, unit, urgency, due, due_at, standard, \
                given_at, state, sealed) VALUES (\(id), \(ground.root ?? id), \
                \(ground.parent), \(ground.mail), \(ground.caseID), \(ground.what), \
                \(ground.owner), \(ground.security), \(ground.seat.position), \
                \(officer.account), \(ground.seat.unit.text), \(order.urgency.rawValue), \
                \(order.due), \(dueAt), \(order.standard.joined(separator: ",")), \
                \(world.now), \(InstructionState.open.rawValue), \(sealed))
                """)
            // A letter that was done is not any more.
            if let mail = ground.mail, ground.parent == nil {
                try tx.execute(
                    """
                    UPDATE correspondence_mail SET state = \(MailState.registered.rawValue) \
                    WHERE id = \(mail) AND state = \(MailState.filed.rawValue)
                    """)
            }
            try send(id, ground, to, order.due, officer, zone, in: tx)
            return id
        }
    }

    private func send(
        _ id: InstructionID, _ ground: InstructionGround, _ to: [Position], _ due: Day,
        _ officer: Officer, _ zone: Zone, in tx: Transaction
    ) throws {
        for position in to {
            let recipient: RecipientID = world.id()
            try tx.execute(
                """
                INSERT INTO correspondence_recipients (id, instruction, position, state) \
                VALUES (\(recipient), \(id), \(position.id), \(RecipientState.sent.rawValue))
                """)
            try tell(
                "given", position.id, ["what": ground.what], days: ["day": due],
                at: CorrespondenceURL.instruction.filled(id.text),
                key: recipient.text, zone, in: tx)
        }
        guard let given = try instructions.find(id, in: tx) else { return }
        let actor = (officer.account, ground.seat.position)
        try instructions.note(
            .given, given, nil, by: actor, id: world.uuid(), at: world.now, in: tx)
        if let parent = ground.parent, let told = try instructions.recipient(parent, in: tx),
            let above = try instructions.find(told.instruction, in: tx)
        {
            try markSeen(told, above, officer, in: tx)
            try instructions.note(
                .passed, above, parent, by: actor, id: world.uuid(), at: world.now, in: tx)
        }
        try append(
            ground.parent == nil ? "instruction.given" : "instruction.passed", officer,
            ground.seat.position, unit: ground.seat.unit,
            [
                "instruction": .string(id.text), "to": .integer(Int64(to.count)),
                "due": .string(due.iso),
            ], in: tx)
    }

    /// - Returns: the end of office hours of the day on which it is due.
    private func check(
        _ order: InstructionOrder, _ catalogue: Catalogue, _ language: Language
    ) throws -> Instant {
        guard (1...InstructionOrder.maxRecipients).contains(Set(order.to).count) else {
            throw Refusal(
                .invalid, "correspondence.problem.recipients", field: "kepada",
                values: ["max": "\(InstructionOrder.maxRecipients)"])
        }
        let known = Set(catalogue.correspondence.instructions.map(\.code))
        guard order.standard.allSatisfy(known.contains) else {
            throw Refusal(.invalid, "web.problem.invalid", field: "petunjuk")
        }
        guard !(order.standard.isEmpty && order.text.isEmpty) else {
            throw Refusal(.invalid, "correspondence.problem.empty", field: "isi")
        }
        guard order.text.count <= InstructionOrder.maxText else {
            throw Refusal(
                .invalid, "correspondence.problem.long", field: "isi",
                values: ["max": "\(InstructionOrder.maxText)"])
        }
        return try end(of: order.due, catalogue, language, field: "batas")
    }

    /// The end of office hours of a day on which something may be due.
    /// - Parameter field: of the form, in which the day stands.
    func end(
        of due: Day, _ catalogue: Catalogue, _ language: Language, field: String
    ) throws -> Instant {
        let today = Day(world.now, in: catalogue.profile.zone)
        guard due >= today, due.days(since: today) <= InstructionOrder.maxDays else {
            throw Refusal(.invalid, "correspondence.problem.due", field: field)
        }
        let calendar = catalogue.calendar
        guard try calendar.isWorking(due) else {
            let next = try calendar.adding(workingDays: 1, to: due)
            throw Refusal(
                .invalid, "correspondence.problem.holiday", field: field,
                values: ["day": HumanText.weekdayAndDay(next, language)])
        }
        let dueAt = try calendar.closing(due)
        guard dueAt > world.now else {
            throw Refusal(.invalid, "correspondence.problem.closed", field: field)
        }
        return dueAt
    }

    /// What is passed on ends no later than what it comes from; when that is late already, by the
    /// next working day.
    /// - Parameter end: the moment at which the day `above` is over.
    func latest(_ above: Day?, _ end: Instant?, _ catalogue: Catalogue) throws -> Day? {
        guard let latest = above, let end, end <= world.now else { return above }
        let today = Day(world.now, in: catalogue.profile.zone)
        return max(latest, try catalogue.calendar.adding(workingDays: 1, to: today))
    }

    private func record(
        of order: InstructionOrder, _ officer: Officer
    ) async throws -> (record: CaseRecord, service: Service)? {
        guard case .file(let number) = order.about else { return nil }
        let record = try await cases.record(number, for: officer)
        let rules = try await cases.rules(record.service, version: record.version)
        return (record, rules.service)
    }

    private func ground(
        _ order: InstructionOrder, _ found: (record: CaseRecord, service: Service)?,
        _ officer: Officer, in tx: Transaction
    ) throws -> InstructionGround {
        switch order.about {
        case .mail(let id):
            guard let mail = try mails.find(id, for: officer, in: tx), mail.way == .incoming else {
                throw Refusal(.notFound, "correspondence.none")
            }
            guard let seat = officer.leader(of: mail) else {
                throw Refusal(.forbidden, "web.forbidden")
            }
            guard [.registered, .filed].contains(mail.state) else {
                throw Refusal(.conflict, "correspondence.problem.state")
            }
            return InstructionGround(
                mail: id, what: mail.label, owner: id.value, security: mail.security.rawValue,
                seat: seat)
        case .file:
            guard let found, let seat = officer.leading(found.record, found.service) else {
                throw Refusal(.forbidden, "correspondence.problem.lead")
            }
            let row = try tx.row(
                "SELECT confidentiality FROM cases WHERE id = \(found.record.id)")
            return InstructionGround(
                caseID: found.record.id, what: found.record.number.text,
                owner: found.record.id.value, security: Int(row?.int(0) ?? 0), seat: seat)
        case .passing(let id):
            _ = try tx.row(
                """
                SELECT 1 FROM correspondence_recipients WHERE id = \(id)\
                \(sql: tx.engine.lockSuffix)
                """)
            guard let told = try instructions.recipient(id, in: tx),
                let above = try instructions.find(told.instruction, in: tx),
                let seat = officer.authority(told.position)
            else { throw Refusal(.notFound, "correspondence.instruction.none") }
            guard told.state.isOpen, above.state == .open else {
                throw Refusal(.conflict, "correspondence.problem.over")
            }
            return InstructionGround(
                mail: above.mail, caseID: above.caseID, what: above.what, owner: above.owner,
                security: above.security, parent: id, root: above.root, seat: seat,
                latest: above.due, latestAt: above.dueAt)
        }
    }

    /// The positions that may be told, in the order of the organisation. About a closed case only
    /// those are told whose clearance opens it: an instruction never widens who sees a case.
    private func addressees(
        _ ids: [PositionID], _ ground: InstructionGround, _ catalogue: Catalogue,
        in tx: Transaction
    ) throws -> [Position] {
        let allowed = try reachable(from: ground.seat, catalogue, in: tx)
        let chosen = allowed.filter { ids.contains($0.id) }
        guard chosen.count == Set(ids).count else {
            throw Refusal(.invalid, "correspondence.problem.addressee", field: "kepada")
        }
        guard ground.caseID != nil, ground.security > 0 else { return chosen }
        let cleared = try cleared(ground.security, in: tx)
        guard chosen.allSatisfy({ cleared.contains($0.id) }) else {
            throw Refusal(.invalid, "correspondence.problem.clearance", field: "kepada")
        }
        return chosen
    }

    /// Positions whose clearance opens what is so closed.
    private func cleared(_ security: Int, in reader: Reader) throws -> Set<PositionID> {
        let needed =
            security >= 2
            ? [Permission.readSecret] : [Permission.readRestricted, Permission.readSecret]
        let words = needed.map(\.rawValue)
        return Set(
            try reader.rows(
                """
                SELECT p.id FROM people_positions p JOIN people_role_permissions g \
                ON g.role = p.role WHERE g.permission IN \(list: words) \
                UNION SELECT position FROM people_position_grants \
                WHERE permission IN \(list: words)
                """
            ).map { $0.id(0) })
    }

    /// Whom a position may tell: every other position of the units in its reach; roles that the
    /// city names also the heads of all units.
    func reachable(
        from seat: Authority, _ catalogue: Catalogue, in reader: Reader
    ) throws -> [Position] {
        let isAcross = catalogue.correspondence.across.contains(seat.role)
        let leading = isAcross ? try leadingRoles(in: reader) : []
        return try directory.positions(in: reader).filter { position in
            position.id != seat.position
                && (seat.reach.contains(position.unit) || leading.contains(position.role))
        }
    }
}
