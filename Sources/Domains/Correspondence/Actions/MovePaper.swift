import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// A label for a folder of paper.
package struct PaperLabel: Sendable {
    package let position: PositionID
    package let title: String?
    package let caseNumber: TrackingCode?
    package let mail: MailID?
    package let place: String?

    package init(
        position: PositionID, title: String?, caseNumber: TrackingCode? = nil,
        mail: MailID? = nil, place: String? = nil
    ) {
        self.position = position
        self.title = title
        self.caseNumber = caseNumber
        self.mail = mail
        self.place = place
    }
}

extension CorrespondenceTools {
    /// Makes the label of a folder; whoever makes it has it.
    package func label(
        _ label: PaperLabel, by officer: Officer
    ) async throws -> TrackingCode {
        let zone = try await shelf.zone()
        guard label.title != nil || label.caseNumber != nil || label.mail != nil else {
            throw Refusal(.invalid, "correspondence.problem.cover", field: "judul")
        }
        let record = try await linked(label.caseNumber, officer)
        return try await store.write("paper.label") { [self] tx in
            let officer = try now(officer, zone, in: tx)
            guard let seat = officer.authority(label.position) else {
                throw Refusal(.forbidden, "web.forbidden")
            }
            if let mail = label.mail, try mails.find(mail, for: officer, in: tx) == nil {
                throw Refusal(.notFound, "correspondence.none")
            }
            let id: PaperID = world.id()
            let key =
                if let owner = record?.id.value ?? label.mail?.value {
                    try vault.key(owner, in: tx)
                } else {
                    try vault.createKey(id, in: tx)
                }
            let code = try freshCode(in: tx)
            try tx.execute(
                """
                INSERT INTO correspondence_papers (id, code, unit, owner, case_id, case_number, \
                mail, state, position, account, holder_unit, since, title, place) VALUES \
                (\(id), \(code.symbols), \(seat.unit.text), \(key.id), \(record?.id), \
                \(record?.number.symbols), \(label.mail), \(PaperState.held.rawValue), \
                \(seat.position), \(officer.account), \(seat.unit.text), \(world.now), \
                \(try papers.seal(label.title, "title", of: id, with: key)), \
                \(try papers.seal(label.place, "place", of: id, with: key)))
                """)
            try papers.note(
                .labelled, id, by: officer.account, seat.position, place: label.place, key: key,
                id: world.uuid(), at: world.now, in: tx)
            try append(
                "paper.labelled", officer, seat.position, unit: seat.unit, about: record?.id,
                ["paper": .string(id.text)], in: tx)
            return code
        }
    }

    private func freshCode(in tx: Transaction) throws -> TrackingCode {
        while true {
            let code = TrackingCode(random: world.random)
            let known = try tx.row(
                "SELECT 1 FROM correspondence_papers WHERE code = \(code.symbols)")
            if known == nil { return code }
        }
    }

    private func moving(
        _ code: TrackingCode, _ officer: Officer,
        _ body: @escaping @Sendable (Paper, DataKey, Officer, Zone, Transaction) throws -> Void
    ) async throws {
        let zone = try await shelf.zone()
        try await store.write("paper.move") { [self] tx in
            let officer = try now(officer, zone, in: tx)
            _ = try tx.row(
                """
                SELECT 1 FROM correspondence_papers WHERE code = \(code.symbols)\
                \(sql: tx.engine.lockSuffix)
                """)
            guard let paper = try papers.find(code, in: tx) else {
                throw Refusal(.notFound, "correspondence.paper.none")
            }
            let row = try tx.row("SELECT owner FROM correspondence_papers WHERE id = \(paper.id)")
            guard let owner = row?.uuid(0) else {
                throw Refusal(.notFound, "correspondence.paper.none")
            }
            let key: DataKey
            do {
                key = try vault.key(owner, in: tx)
            } catch SealingError.destroyed {
                throw Refusal(.conflict, "correspondence.problem.erased")
            }
            try body(paper, key, officer, zone, tx)
        }
    }

    /// Whoever holds a folder in his hands says so; it is found where it is.
    package func take(
        _ code: TrackingCode, from position: PositionID, by officer: Officer
    ) async throws {
        try await moving(code, officer) { [self] paper, key, officer, _, tx in
            guard let seat = officer.authority(position) else {
                throw Refusal(.forbidden, "web.forbidden")
            }
            let kind: PaperMove.Kind =
                paper.state == .lost ? .found : paper.toward == position ? .confirmed : .taken
            try tx.execute(
                """
                UPDATE correspondence_papers SET state = \(PaperState.held.rawValue), \
                position = \(position), account = \(officer.account), \
                holder_unit = \(seat.unit.text), since = \(world.now), toward = NULL, \
                place = NULL WHERE id = \(paper.id)
                """)
            try papers.note(
                kind, paper.id, by: officer.account, position, key: key, id: world.uuid(),
                at: world.now, in: tx)
            try append(
                "paper.\(kind.rawValue)", officer, position, unit: seat.unit,
                about: paper.caseID, ["paper": .string(paper.id.text)], in: tx)
        }
    }

    /// Hands a folder over; it is on its way until the other side has it.
    package func handOver(
        _ code: TrackingCode, to target: PositionID, by officer: Officer
    ) async throws {
        try await moving(code, officer) { [self] paper, key, officer, zone, tx in
            let seat = try holding(paper, officer)
            guard let position = try directory.position(target, in: tx), target != paper.position
            else { throw Refusal(.invalid, "correspondence.problem.toward", field: "kepada") }
            try tx.execute(
                """
                UPDATE correspondence_papers SET state = \(PaperState.moving.rawValue), \
                toward = \(position.id) WHERE id = \(paper.id)
                """)
            let act = world.uuid()
            try papers.note(
                .sent, paper.id, by: officer.account, seat.position, toward: position.id,
                key: key, id: act, at: world.now, in: tx)
            try tell(
                "paper", position.id, ["what": paper.code.text],
                at: CorrespondenceURL.paper.filled(paper.code.text), key: act.text, zone, in: tx)
            try append(
                "paper.sent", officer, seat.position, unit: position.unit,
                about: paper.caseID, ["paper": .string(paper.id.text)], in: tx)
        }
    }

    /// Says where a folder lies, that it is lost, or that its way has ended.
    package func mark(
        _ code: TrackingCode, _ kind: PaperState, place: String?, by officer: Officer
    ) async throws {
        try await moving(code, officer) { [self] paper, key, officer, _, tx in
            let seat =
                kind == .lost
                ? try missing(paper, officer) : try holding(paper, officer)
            let note: PaperMove.Kind =
                switch kind {
                case .held, .moving: .placed
                case .lost: .lost
                case .archived: .archived
                case .returned: .returned
                }
            let state = kind == .moving ? .held : kind
            let sealed = try papers.seal(place, "place", of: paper.id, with: key)
            try tx.execute(
                """
                UPDATE correspondence_papers SET state = \(state.rawValue), toward = NULL, \
                place = \(sealed), since = \(state == .held ? paper.since : world.now) \
                WHERE id = \(paper.id)
                """)
            try papers.note(
                note, paper.id, by: officer.account, seat.position, place: place, key: key,
                id: world.uuid(), at: world.now, in: tx)
            try append(
                "paper.\(note.rawValue)", officer, seat.position, unit: seat.unit,
                about: paper.caseID, ["paper": .string(paper.id.text)], in: tx)
        }
    }

    /// Whoever has the folder: one of its position, or who leads the unit that has it.
    private func holding(_ paper: Paper, _ officer: Officer) throws -> Authority {
        guard !paper.state.isOver, paper.state != .lost else {
            throw Refusal(.conflict, "correspondence.problem.paperState")
        }
        if let seat = officer.authority(paper.position) { return seat }
        if let seat = officer.leads(paper.holderUnit) { return seat }
        throw Refusal(.conflict, "correspondence.problem.notHolder")
    }

    /// That a folder is missing may be said by whoever should have it, by the unit that made it and
    /// by those who lead it.
    private func missing(_ paper: Paper, _ officer: Officer) throws -> Authority {
        guard !paper.state.isOver, paper.state != .lost else {
            throw Refusal(.conflict, "correspondence.problem.paperState")
        }
        let near = officer.authorities.first {
            $0.position == paper.position || $0.position == paper.toward || $0.unit == paper.unit
        }
        guard let seat = near ?? officer.leads(paper.holderUnit) else {
            throw Refusal(.forbidden, "web.forbidden")
        }
        return seat
    }
}

extension Officer {
    func leads(_ unit: UnitCode) -> Authority? {
        authorities.first {
            $0.permissions.contains(.leadCases) && $0.reach.contains(unit)
        }
    }
}
