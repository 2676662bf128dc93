import Cases
import Contracts
import Forms
import Kernel
import People
import Store
import Web

extension CorrespondenceTools {
    /// One act on a letter that the officer sees: the letter's row is locked first.
    func acting<Done: Sendable>(
        on id: MailID, _ officer: Officer,
        _ body: @escaping @Sendable (Mail, Officer, Transaction) throws -> Done
    ) async throws -> Done {
        let zone = try await shelf.zone()
        return try await store.write("letters.act") { [self] tx in
            let officer = try now(officer, zone, in: tx)
            _ = try tx.row(
                """
                SELECT 1 FROM correspondence_mail WHERE id = \(id)\(sql: tx.engine.lockSuffix)
                """)
            guard let mail = try mails.find(id, for: officer, in: tx) else {
                throw Refusal(.notFound, "correspondence.none")
            }
            return try body(mail, officer, tx)
        }
    }

    /// More scans for a letter: of one that came, or of one that was signed.
    package func addScans(
        _ id: MailID, _ scans: [UploadedFile], by officer: Officer
    ) async throws {
        guard !scans.isEmpty else {
            throw Refusal(.invalid, "web.problem.required", field: "pindaian")
        }
        let coming = try await files.take(scans, field: "pindaian")
        try await acting(on: id, officer) { [self] mail, officer, tx in
            let seat = try registrar(officer, of: mail.unit)
            guard mail.state != .void else {
                throw Refusal(.conflict, "correspondence.problem.void")
            }
            let there = try files.all(where: "f.mail = \(id)", in: tx).count
            guard there + coming.count <= KeptFiles.rule.maxCount * 2 else {
                throw Refusal(
                    .invalid, "forms.file.tooMany", field: "pindaian",
                    values: ["max": "\(KeptFiles.rule.maxCount * 2)"])
            }
            try files.keep(coming, key: try vault.key(id, in: tx), mail: id, in: tx)
            try append(
                "letter.scanned", officer, seat.position, unit: mail.unit,
                ["letter": .string(id.text), "files": .integer(Int64(coming.count))], in: tx)
        }
    }

    /// Makes a letter void: its number stays in the series and says why.
    package func void(_ id: MailID, because reason: String, by officer: Officer) async throws {
        try await acting(on: id, officer) { [self] mail, officer, tx in
            let seat = try registrar(officer, of: mail.unit)
            guard ![.void, .sent].contains(mail.state) else {
                throw Refusal(.conflict, "correspondence.problem.state")
            }
            let open = try tx.row(
                """
                SELECT 1 FROM correspondence_instructions WHERE mail = \(id) \
                AND state = \(InstructionState.open.rawValue) LIMIT 1
                """)
            guard open == nil else {
                throw Refusal(.conflict, "correspondence.problem.instructed")
            }
            try settle(mail, .void, word: reason, in: tx)
            try append(
                "letter.voided", officer, seat.position, unit: mail.unit,
                ["letter": .string(id.text)], in: tx)
        }
    }

    /// A letter that needs nothing more: whoever it was written to says so.
    package func file(_ id: MailID, by officer: Officer) async throws {
        try await acting(on: id, officer) { [self] mail, officer, tx in
            guard let seat = officer.leader(of: mail) else {
                throw Refusal(.forbidden, "web.forbidden")
            }
            guard mail.state == .registered else {
                throw Refusal(.conflict, "correspondence.problem.state")
            }
            let open = try tx.row(
                """
                SELECT 1 FROM correspondence_instructions WHERE mail = \(id) \
                AND state = \(InstructionState.open.rawValue) LIMIT 1
                """)
            guard open == nil else {
                throw Refusal(.conflict, "correspondence.problem.instructed")
            }
            try settle(mail, .filed, word: nil, in: tx)
            try append(
                "letter.filed", officer, seat.position, unit: mail.unit,
                ["letter": .string(id.text)], in: tx)
        }
    }

    /// Changes the state, and what is sealed about it.
    func settle(
        _ mail: Mail, _ state: MailState, word: String?, on day: Day? = nil, in tx: Transaction
    ) throws {
        guard var text = mail.text else {
            throw Refusal(.conflict, "correspondence.problem.erased")
        }
        text.word = word ?? text.word
        let key = try vault.key(mail.id, in: tx)
        try tx.execute(
            """
            UPDATE correspondence_mail SET state = \(state.rawValue), \
            received_day = \(day ?? mail.receivedDay), \
            sealed = \(try mails.seal(text, of: mail.id, with: key)) WHERE id = \(mail.id)
            """)
    }

    /// Whose data a letter is, for the log of looks: it belongs to no account.
    static func subject(_ id: MailID) -> AccountID { AccountID(id.value) }

    /// Writes down who looks at a letter that is not for everybody, before it is shown: in the log
    /// of looks, whose hours are fixed in the ledger.
    /// - Parameter chain: the instructions in which it is met, if in any.
    func note(_ mail: Mail, by officer: Officer, in chain: [Instruction] = []) async throws {
        guard mail.security > .open || mail.isPerson,
            let seat = officer.opener(of: mail, chain)
        else { return }
        try await access.note(
            AccessEntry(
                account: officer.account, reason: AccessReason(.ownUnit, from: seat.position),
                subject: Self.subject(mail.id), caseID: nil, service: nil, part: .mail))
    }
}

extension Officer {
    /// The position from which the officer decides what becomes of a letter: the one that it was
    /// written to, or one that leads its unit.
    func leader(of mail: Mail) -> Authority? {
        authorities.first { $0.position == mail.target }
            ?? authorities.first {
                $0.leadsWhole(mail.unit)
            }
    }

    /// The position from which the officer acts for a giver whose post nobody holds.
    func leader(of instruction: Instruction) -> Authority? {
        authorities.first {
            $0.leadsWhole(instruction.unit) && instruction.security <= $0.clearanceLevel
        }
    }

    /// The position that opens a letter to the officer.
    /// - Parameter chain: the instructions in which he met it.
    func opener(of mail: Mail, _ chain: [Instruction]) -> Authority? {
        let told = Set(chain.flatMap { [$0.position] + $0.recipients.map(\.position) })
        let ways: [(Authority) -> Bool] = [
            { $0.position == mail.target },
            { told.contains($0.position) },
            { $0.permissions.contains(.registerLetters) && $0.unit == mail.unit },
            { $0.leadsWhole(mail.unit) && mail.security.rawValue <= $0.clearanceLevel },
            { $0.reach.contains(mail.unit) },
        ]
        for opens in ways {
            if let found = authorities.first(where: opens) { return found }
        }
        return authorities.first
    }
}

extension Authority {
    /// Whether the position leads a unit as a whole: who is bound to a region does not.
    func leadsWhole(_ unit: UnitCode) -> Bool {
        permissions.contains(.leadCases) && region == nil && reach.contains(unit)
    }
}
