import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// A letter that is to go out.
package struct MailDraft: Sendable {
    package let unit: UnitCode
    package let text: MailText
    package let isPerson: Bool
    package let letterDay: Day
    package let classification: String
    package let kind: String
    package let urgency: Urgency
    package let security: SecurityClass
    package let answers: MailID?
    package let caseNumber: TrackingCode?

    package init(
        unit: UnitCode, text: MailText, isPerson: Bool, letterDay: Day, classification: String,
        kind: String, urgency: Urgency = .usual, security: SecurityClass = .open,
        answers: MailID? = nil, caseNumber: TrackingCode? = nil
    ) {
        self.unit = unit
        self.text = text
        self.isPerson = isPerson
        self.letterDay = letterDay
        self.classification = classification
        self.kind = kind
        self.urgency = urgency
        self.security = security
        self.answers = answers
        self.caseNumber = caseNumber
    }
}

/// By which way a letter left.
package enum SendingWay: String, Sendable, CaseIterable {
    case courier, post, mail, application, fetched
}

extension CorrespondenceTools {
    /// Takes down a letter that is to go out; it has no number yet.
    package func draft(_ draft: MailDraft, by officer: Officer) async throws -> MailID {
        let catalogue = try await shelf.published()
        let zone = catalogue.profile.zone
        try checkWords(draft.classification, draft.kind, catalogue)
        let record = try await linked(draft.caseNumber, officer)
        return try await store.write("letters.draft") { [self] tx in
            let officer = try now(officer, zone, in: tx)
            let seat = try registrar(officer, of: draft.unit)
            if let answers = draft.answers {
                let known = try mails.find(answers, for: officer, in: tx)
                guard known?.way == .incoming else {
                    throw Refusal(.invalid, "correspondence.problem.answers", field: "balasan")
                }
            }
            let id: MailID = world.id()
            let key = try vault.createKey(id, in: tx)
            try tx.execute(
                """
                INSERT INTO correspondence_mail (id, way, unit, state, classification, urgency, \
                security, kind, is_person, letter_day, registered_at, case_id, case_number, \
                answers, account, position, sealed) VALUES (\(id), \
                \(MailWay.outgoing.rawValue), \(draft.unit.text), \(MailState.draft.rawValue), \
                \(draft.classification), \(draft.urgency.rawValue), \(draft.security.rawValue), \
                \(draft.kind), \(draft.isPerson), \(draft.letterDay), \(world.now), \
                \(record?.id), \(record?.number.symbols), \(draft.answers), \
                \(officer.account), \(seat.position), \
                \(try mails.seal(draft.text, of: id, with: key)))
                """)
            try mails.keep(draft.text, of: id, in: tx)
            try append(
                "letter.drafted", officer, seat.position, unit: draft.unit,
                ["letter": .string(id.text)], in: tx)
            return id
        }
    }

    /// Gives a letter its number: the next of its unit and year, dated today.
    package func giveNumber(_ id: MailID, by officer: Officer) async throws {
        let catalogue = try await shelf.published()
        let zone = catalogue.profile.zone
        try await acting(on: id, officer) { [self] mail, officer, tx in
            let seat = try registrar(officer, of: mail.unit)
            guard mail.way == .outgoing, mail.state == .draft else {
                throw Refusal(.conflict, "correspondence.problem.state")
            }
            let today = Day(world.now, in: zone)
            let year = Int64(today.year)
            let serial = try MailRows.next(.outgoing, mail.unit, year, in: tx)
            let number = catalogue.correspondence.number(
                classification: mail.classification, serial: serial,
                unit: catalogue.unit(mail.unit)?.short ?? mail.unit.text, year: year)
            try tx.execute(
                """
                UPDATE correspondence_mail SET year = \(year), serial = \(serial), \
                number = \(number), state = \(MailState.numbered.rawValue), \
                letter_day = \(today) WHERE id = \(id)
                """)
            try append(
                "letter.numbered", officer, seat.position, unit: mail.unit,
                [
                    "letter": .string(id.text), "serial": .integer(serial),
                    "year": .integer(year),
                ], in: tx)
        }
    }

    /// A letter left the house; the signed one must be there as a scan.
    package func send(
        _ id: MailID, _ way: SendingWay, on day: Day, by officer: Officer
    ) async throws {
        let zone = try await shelf.zone()
        try await acting(on: id, officer) { [self] mail, officer, tx in
            let seat = try registrar(officer, of: mail.unit)
            guard mail.state == .numbered else {
                throw Refusal(.conflict, "correspondence.problem.state")
            }
            guard try !files.all(where: "f.mail = \(id)", in: tx).isEmpty else {
                throw Refusal(.invalid, "correspondence.problem.scan", field: "cara")
            }
            guard day >= mail.letterDay, day <= Day(world.now, in: zone) else {
                throw Refusal(.invalid, "correspondence.problem.sent", field: "dikirim")
            }
            try settle(mail, .sent, word: way.rawValue, on: day, in: tx)
            try append(
                "letter.sent", officer, seat.position, unit: mail.unit,
                ["letter": .string(id.text), "way": .string(way.rawValue)], in: tx)
        }
    }
}
