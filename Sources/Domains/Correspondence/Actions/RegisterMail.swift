import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// A letter that came, as the register takes it down.
package struct MailEntry: Sendable {
    package let unit: UnitCode
    package let text: MailText
    package let isPerson: Bool
    package let letterDay: Day
    package let receivedDay: Day
    package let classification: String
    package let kind: String
    package let urgency: Urgency
    package let security: SecurityClass
    package let target: PositionID
    package let caseNumber: TrackingCode?
    /// Registers it although one like it is there.
    package let isAnother: Bool

    package init(
        unit: UnitCode, text: MailText, isPerson: Bool, letterDay: Day, receivedDay: Day,
        classification: String, kind: String, urgency: Urgency = .usual,
        security: SecurityClass = .open, target: PositionID, caseNumber: TrackingCode? = nil,
        isAnother: Bool = false
    ) {
        self.unit = unit
        self.text = text
        self.isPerson = isPerson
        self.letterDay = letterDay
        self.receivedDay = receivedDay
        self.classification = classification
        self.kind = kind
        self.urgency = urgency
        self.security = security
        self.target = target
        self.caseNumber = caseNumber
        self.isAnother = isAnother
    }
}

extension CorrespondenceTools {
    /// Puts a letter that came into the register of a unit: the next agenda number of the year.
    package func register(
        _ entry: MailEntry, _ scans: [UploadedFile] = [], by officer: Officer
    ) async throws -> MailID {
        try await register(entry, NewScans(whole: scans), by: officer)
    }

    /// The same with scans of which some have come in pieces.
    func register(
        _ entry: MailEntry, _ scans: NewScans, by officer: Officer
    ) async throws -> MailID {
        let catalogue = try await shelf.published()
        try check(entry, catalogue)
        let record = try await linked(entry.caseNumber, officer)
        let (coming, waiting) = try await take(scans, by: officer)
        do {
            return try await store.write("letters.register") { [self] tx in
                let id = try insert(entry, record, coming, catalogue, by: officer, in: tx)
                try endBegun(scans, waiting, by: officer.account, in: tx)
                return id
            }
        } catch let refusal as Refusal {
            for file in coming { try? await blobs.discard(file.stored) }
            throw refusal
        }
    }

    private func insert(
        _ entry: MailEntry, _ record: CaseRecord?, _ coming: [ComingFile],
        _ catalogue: Catalogue, by officer: Officer, in tx: Transaction
    ) throws -> MailID {
        let zone = catalogue.profile.zone
        let officer = try now(officer, zone, in: tx)
        let seat = try registrar(officer, of: entry.unit)
        guard let target = try directory.position(entry.target, in: tx),
            try targets(of: entry.unit, in: tx).contains(where: { $0.id == target.id })
        else { throw Refusal(.invalid, "correspondence.problem.target", field: "kepada") }
        let year = Int64(Day(world.now, in: zone).year)
        // The number first: whoever enters the same letter at this moment waits at it, and then
        // sees the one that was quicker. A refusal gives the number back.
        let serial = try MailRows.next(.incoming, entry.unit, year, in: tx)
        let same = sameness(entry)
        if !entry.isAnother { try refuseDouble(same, in: tx) }
        let id: MailID = world.id()
        let key = try vault.createKey(id, in: tx)
        let short = catalogue.unit(entry.unit)?.short ?? entry.unit.text
        try tx.execute(
            """
            INSERT INTO correspondence_mail (id, way, unit, year, serial, number, state, \
            classification, urgency, security, kind, is_person, letter_day, received_day, \
            registered_at, target, case_id, case_number, account, position, same, sealed) \
            VALUES (\(id), \(MailWay.incoming.rawValue), \(entry.unit.text), \(year), \
            \(serial), \("\(serial)/\(short)/\(year)"), \(MailState.registered.rawValue), \
            \(entry.classification), \(entry.urgency.rawValue), \(entry.security.rawValue), \
            \(entry.kind), \(entry.isPerson), \(entry.letterDay), \(entry.receivedDay), \
            \(world.now), \(entry.target), \(record?.id), \(record?.number.symbols), \
            \(officer.account), \(seat.position), \(same), \
            \(try mails.seal(entry.text, of: id, with: key)))
            """)
        try mails.keep(entry.text, of: id, in: tx)
        try files.keep(coming, key: key, mail: id, in: tx)
        try append(
            "letter.registered", officer, seat.position, unit: entry.unit,
            [
                "letter": .string(id.text), "serial": .integer(serial),
                "year": .integer(year), "files": .integer(Int64(coming.count)),
            ], in: tx)
        return id
    }

    private func check(_ entry: MailEntry, _ catalogue: Catalogue) throws {
        try checkWords(entry.classification, entry.kind, catalogue)
        let today = Day(world.now, in: catalogue.profile.zone)
        guard entry.receivedDay <= today else {
            throw Refusal(.invalid, "correspondence.problem.future", field: "diterima")
        }
        guard entry.letterDay <= entry.receivedDay else {
            throw Refusal(.invalid, "correspondence.problem.before", field: "tanggal")
        }
        // A letter that came last year and was forgotten has this year's number: none is given
        // backwards. Far-off days are slips of the finger.
        guard entry.letterDay.days(since: today) > -3_660 else {
            throw Refusal(.invalid, "correspondence.problem.old", field: "tanggal")
        }
    }

    func checkWords(
        _ classification: String, _ kind: String, _ catalogue: Catalogue
    ) throws {
        let rules = catalogue.correspondence
        guard rules.kind(kind) != nil else {
            throw Refusal(.invalid, "web.problem.invalid", field: "jenis")
        }
        guard rules.classification(classification) != nil || rules.classifications.isEmpty else {
            throw Refusal(.invalid, "correspondence.problem.classification", field: "klasifikasi")
        }
    }

    /// A case that the officer sees.
    func linked(_ number: TrackingCode?, _ officer: Officer) async throws -> CaseRecord? {
        guard let number else { return nil }
        do {
            return try await cases.record(number, for: officer)
        } catch let refusal as Refusal where refusal.kind == .notFound {
            throw Refusal(.invalid, "correspondence.problem.case", field: "berkas")
        }
    }

    /// The position from which the officer keeps a unit's register.
    func registrar(_ officer: Officer, of unit: UnitCode) throws -> Authority {
        let seat = officer.authorities.first {
            $0.permissions.contains(.registerLetters) && $0.unit == unit
        }
        guard let seat else { throw Refusal(.forbidden, "web.forbidden") }
        return seat
    }

    /// Leading positions of a unit: one of them gives the instruction.
    func targets(of unit: UnitCode, in reader: Reader) throws -> [Position] {
        let leading = try leadingRoles(in: reader)
        return try directory.positions(in: reader).filter {
            $0.unit == unit && leading.contains($0.role)
        }
    }

    func leadingRoles(in reader: Reader) throws -> Set<RoleCode> {
        Set(
            try reader.rows(
                """
                SELECT role FROM people_role_permissions \
                WHERE permission = \(Permission.leadCases.rawValue)
                """
            ).compactMap { RoleCode($0.text(0)) })
    }

    /// The same for letters of one sender, number and day in one unit.
    private func sameness(_ entry: MailEntry) -> [UInt8] {
        let words = NameSearch.words(entry.text.partner).joined(separator: " ")
        let number = (entry.text.number ?? "").lowercased().filter { !$0.isWhitespace }
        return vault.index(
            "\(entry.unit.text)|\(words)|\(number)|\(entry.letterDay.iso)", "letter.same")
    }

    private func refuseDouble(_ same: [UInt8], in tx: Transaction) throws {
        let known = try tx.row(
            """
            SELECT number FROM correspondence_mail WHERE same = \(same) \
            AND state <> \(MailState.void.rawValue) ORDER BY id LIMIT 1
            """)
        guard let known else { return }
        throw Refusal(
            .conflict, "correspondence.problem.double", field: "lagi",
            values: ["number": known.optionalText(0) ?? "–"])
    }
}
