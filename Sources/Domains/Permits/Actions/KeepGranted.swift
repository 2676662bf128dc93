import Cases
import Contracts
import Forms
import Kernel
import Ledger
import Notices
import People
import Store

/// Puts into the register what cases gave. It reads the ledger: a granted case becomes a permit in
/// the transaction that moves the reader's place, so once, whatever is killed in between.
struct KeepGranted: Sendable {
    let tools: PermitTools

    var reader: LedgerReader {
        LedgerReader("permits") { entries, tx in
            for entry in entries {
                guard let id = entry.caseID else { continue }
                switch entry.type {
                case Self.granted: try keep(id, at: entry.at, in: tx)
                case Self.claimed: try follow(id, in: tx)
                case Self.revoked: try revoke(id, at: entry.at, in: tx)
                default: continue
                }
            }
        }
    }

    private static let granted = "case.granted"
    private static let revoked = "case.letter_revoked"
    /// A case from a counter went to the account of whoever it belongs to.
    private static let claimed = "counter.claimed"

    /// What a case gave goes where the case went.
    private func follow(_ id: CaseID, in tx: Transaction) throws {
        guard let applicant = try tools.cases.plainRecord(id, in: tx)?.applicant else { return }
        try tx.execute(
            """
            UPDATE permits SET account = \(applicant) \
            WHERE case_id = \(id) AND account IS NOT NULL
            """)
    }

    private func keep(_ id: CaseID, at now: Instant, in tx: Transaction) throws {
        guard let letter = try tools.cases.grantedLetter(of: id, in: tx) else { return }
        if let rule = try rule(letter, in: tx) {
            try keep(Granted(letter: letter, rule: rule, at: now), in: tx)
        }
        if let contested = try tools.cases.contested(by: id, in: tx),
            let permit = try tools.rows.find(case: contested, in: tx)
        {
            try restore(permit, id, at: now, in: tx)
        }
    }

    private struct Granted {
        let letter: GrantedLetter
        let rule: PermitRule
        let at: Instant

        var caseID: CaseID { letter.record.id }
    }

    /// What the service says of the register: the edition that the case began with, or the one of
    /// today where that was written before there was a register.
    private func rule(_ letter: GrantedLetter, in reader: Reader) throws -> PermitRule? {
        if let rule = letter.service.terms.permit { return rule }
        let versions = tools.shelf.versions
        guard let current = try versions.currentVersion(in: reader) else { return nil }
        return try versions.catalogue(current, in: reader)
            .services[letter.record.service]?.terms.permit
    }

    private func keep(_ granted: Granted, in tx: Transaction) throws {
        let subject = try subject(of: granted, in: tx)
        switch granted.rule.gift {
        case .permit, .change:
            if let subject {
                try insert(granted, instead: subject, in: tx)
            } else if let named = try named(granted, in: tx) {
                try insert(granted, like: named, in: tx)
            } else if granted.rule.gift == .permit {
                try insert(granted, instead: nil, in: tx)
            }
        case .copy: try note(.copy, granted, of: subject, in: tx)
        case .objection:
            if let subject { try restore(subject, granted.caseID, at: granted.at, in: tx) }
        case .visit:
            try note(.visit, granted, of: subject, in: tx)
            if let subject {
                let day = try day(granted, in: tx)
                try tx.execute(
                    "UPDATE permits SET visited_on = \(day) WHERE id = \(subject.id)")
            }
        }
    }

    /// The permit that a case is about: the one from which its draft was begun, that of the case
    /// which it renews, or the one whose number it names. A number that a stranger typed names
    /// none: it stands in the public register.
    private func subject(of granted: Granted, in reader: Reader) throws -> Permit? {
        let id = granted.caseID
        if let row = try reader.row("SELECT permit FROM permit_drafts WHERE draft = \(id)") {
            return try tools.rows.find(row.id(0) as PermitID, in: reader)
        }
        // A number that somebody typed makes nobody the holder.
        guard granted.rule.gift != .objection else { return nil }
        if let parent = granted.letter.parent,
            let permit = try tools.rows.find(case: parent, in: reader)
        {
            return permit
        }
        guard let named = try named(granted, in: reader) else { return nil }
        if granted.rule.gift == .visit { return named }
        return try isHolder(granted, of: named, in: reader) ? named : nil
    }

    /// The permit whose number the case names, of a kind that the service deals with.
    private func named(_ granted: Granted, in reader: Reader) throws -> Permit? {
        guard let number = granted.letter.line(granted.rule.subject),
            let found = try tools.rows.find(key: PermitNumber.key(number), in: reader)
        else { return nil }
        let code = granted.letter.service.code
        let catalogue = try tools.shelf.versions.catalogue(
            granted.letter.record.version, in: reader)
        let rule = catalogue.services[found.kind]?.terms.permit
        return switch granted.rule.gift {
        case .permit: found.kind == code ? found : nil
        case .change: rule?.change == code ? found : nil
        case .copy: rule?.copy == code ? found : nil
        case .visit: rule?.visits?.service == code ? found : nil
        case .objection: nil
        }
    }

    /// Whether the applicant is whom the permit belongs to: the same account, or one that has
    /// proven the holder's NIK. What is typed proves nothing: NIK and NIB are known to others.
    private func isHolder(
        _ granted: Granted, of permit: Permit, in reader: Reader
    ) throws -> Bool {
        let applicant = granted.letter.record.applicant
        if permit.account == applicant { return true }
        guard let proven = try tools.accounts.nikKey(of: applicant, in: reader),
            let nik = try tools.rows.holder(of: permit.id, in: reader)?.nik
        else { return false }
        return try tools.rows.nikKey(NIK(nik)) == proven
    }

    /// Of the city as it is published now.
    func zone(in reader: Reader) throws -> Zone {
        let versions = tools.shelf.versions
        guard let current = try versions.currentVersion(in: reader) else { return .wib }
        return try versions.catalogue(current, in: reader).profile.zone
    }

    private func day(_ granted: Granted, in reader: Reader) throws -> Day {
        let catalogue = try tools.shelf.versions.catalogue(
            granted.letter.record.version, in: reader)
        return Day(granted.letter.issuedAt, in: catalogue.profile.zone)
    }

    /// The risk that the case says, as its service asks for it today: supervision goes by today's
    /// levels, whatever the edition of the case said.
    private func risk(_ letter: GrantedLetter, in reader: Reader) throws -> String? {
        let versions = tools.shelf.versions
        guard let current = try versions.currentVersion(in: reader) else { return nil }
        return try versions.catalogue(current, in: reader)
            .services[letter.record.service]?.risk(letter.answers)
    }

    private func insert(
        _ granted: Granted, instead old: Permit?, kind: ServiceCode? = nil, until: Day? = nil,
        risk: String? = nil, in tx: Transaction
    ) throws {
        let letter = granted.letter
        let key = PermitNumber.key(letter.number)
        guard try tools.rows.find(key: key, in: tx) == nil else { return }
        let rule = granted.rule
        let isChange = rule.gift == .change && old != nil
        let day = try day(granted, in: tx)
        let permit = Permit(
            id: tools.world.id(), number: letter.number,
            kind: isChange ? old?.kind ?? letter.service.code : kind ?? letter.service.code,
            business: letter.line(rule.business) ?? (isChange ? old?.business : nil),
            initials: nil, place: letter.line(rule.place) ?? (isChange ? old?.place : nil),
            region: letter.region ?? (isChange ? old?.region : nil),
            object: letter.line(rule.object) ?? (isChange ? old?.object : nil), issued: day,
            until: letter.validUntil ?? (isChange ? old?.until : until), successor: nil,
            predecessor: old?.number, visited: nil,
            risk: try self.risk(letter, in: tx) ?? old?.risk ?? risk ?? "",
            account: letter.record.applicant, caseID: letter.record.id, code: letter.code,
            source: .own)
        // A case that was erased has no key, and nothing to seal: of its holder nothing is known.
        let sealKey: DataKey
        var holder = PermitHolder()
        do {
            sealKey = try tools.vault.key(letter.record.id, in: tx)
            holder = PermitHolder(
                name: letter.personal(.name), nik: letter.personal(.nik),
                nib: letter.line(rule.nib).map(Digits.only))
        } catch SealingError.destroyed {
            sealKey = try tools.vault.createKey(permit.id, in: tx)
        }
        try tools.rows.insert(
            permit, PermitRows.Sealed(key: sealKey, holder: holder), at: granted.at, in: tx)
        try append("permit.issued", permit, granted, in: tx)
        guard let old, try PermitRows.supersede(old.id, by: permit.number, on: day, in: tx) else {
            return
        }
        try note(.supersede, granted, of: old, in: tx)
        try append("permit.superseded", old, granted, in: tx)
        if old.account != permit.account {
            try tools.tellHolder(
                old, "permit-superseded", ["successor": permit.number],
                key: granted.caseID.text, in: tx)
        }
    }

    /// Somebody else than the holder was granted what names a permit: a new owner, or a slip. It
    /// takes over the kind, the end and the risk, and nothing that belongs to the holder; the other
    /// permit stays as it is, and those who keep the register are asked.
    private func insert(_ granted: Granted, like named: Permit, in tx: Transaction) throws {
        try insert(
            granted, instead: nil, kind: named.kind, until: named.until, risk: named.risk, in: tx)
        let day = try day(granted, in: tx)
        for keeper in try tools.directory.holders(of: .keepPermits, on: day, in: tx) {
            try tools.notices.enqueue(
                Notice(
                    to: .account(keeper), template: "permit-unclear",
                    values: [
                        "number": named.number, "new": granted.letter.number,
                        "link": tools.address + PermitURL.desk(named.number),
                    ], key: "permit-unclear:\(granted.caseID.text):\(keeper.text)"), in: tx)
        }
    }

    private func note(
        _ kind: PermitEvent.Kind, _ granted: Granted, of permit: Permit?, in tx: Transaction
    ) throws {
        guard let permit else { return }
        let day = try day(granted, in: tx)
        try tools.events.insert(
            PermitEvent(
                id: tools.world.uuid(), kind: kind, state: .done, from: day, until: nil, law: nil,
                reason: nil, answer: nil, askedBy: nil, askedFrom: nil, askedAt: granted.at,
                decidedBy: nil, decidedAt: granted.at, caseID: granted.caseID),
            of: permit.id, key: nil, in: tx)
    }

    private func append(
        _ type: String, _ permit: Permit, _ granted: Granted, in tx: Transaction
    ) throws {
        try tools.ledger.append(
            LedgerEntry(
                type: type, actor: .system("permits"), service: permit.kind.text,
                facts: [
                    "permit": .string(permit.id.text), "number": .string(permit.number),
                    "case": .string(granted.letter.record.number.symbols),
                ], at: tools.world.now),
            key: nil, in: tx)
    }
}
