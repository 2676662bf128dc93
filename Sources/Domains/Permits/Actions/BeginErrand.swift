import Cases
import Contracts
import Forms
import Kernel
import People
import Store

/// What a holder may ask for.
enum PermitErrand: String, Sendable, CaseIterable {
    case renew = "perpanjang"
    case change = "ubah"
    case copy = "salin"
    /// Against a suspension or a revocation.
    case contest = "keberatan"

    var gift: PermitRule.Gift {
        switch self {
        case .renew: .permit
        case .contest: .objection
        case .change: .change
        case .copy: .copy
        }
    }

    /// Whether it makes sense for a permit in this state.
    func fits(_ state: PermitState) -> Bool {
        switch self {
        case .renew: state == .inForce || state == .expired
        case .change: state == .inForce
        case .copy: state == .inForce || state == .suspended
        case .contest: state == .suspended || state == .revoked
        }
    }
}

extension PermitTools {
    /// Permits of an account, and those with the NIK that it was matched with.
    func own(_ account: AccountID) async throws -> [Permit] {
        try await store.read("permit.own") { [rows, accounts] reader in
            let key = try accounts.nikKey(of: account, in: reader)
            return try Self.own(account, key, rows, "", in: reader)
        }
    }

    static func own(
        _ account: AccountID, _ nik: [UInt8]?, _ rows: PermitRows, _ more: SQL, in reader: Reader
    ) throws -> [Permit] {
        let byNIK: SQL = nik.map { "OR (p.account IS NULL AND p.nik_key = \($0))" } ?? ""
        return try rows.list(
            """
            WHERE (p.account = \(account) \(sql: byNIK)) \(sql: more) \
            ORDER BY p.issued DESC, p.number_key LIMIT 200
            """, in: reader)
    }

    /// Services by which a permit is renewed, changed, copied today.
    func services(for permit: Permit, _ catalogue: Catalogue) -> [PermitErrand: Service] {
        var found: [PermitErrand: Service] = [:]
        guard let kind = catalogue.services[permit.kind] else { return found }
        if kind.terms.renewal { found[.renew] = kind }
        found[.change] = kind.terms.permit?.change.flatMap { catalogue.services[$0] }
        found[.contest] = kind.terms.permit?.contest.flatMap { catalogue.services[$0] }
        found[.copy] = kind.terms.permit?.copy.flatMap { catalogue.services[$0] }
        return found
    }

    /// What the holder may ask for now.
    func errands(_ permit: Permit, _ catalogue: Catalogue, on day: Day) -> [PermitErrand] {
        let state = permit.state(on: day)
        let services = services(for: permit, catalogue)
        return PermitErrand.allCases.filter { errand in
            guard errand.fits(state) else { return false }
            guard errand == .contest else { return services[errand] != nil }
            return permit.caseID != nil
                || services[.contest] != nil && isInTime(permit, catalogue)
        }
    }

    /// Those of some permits whose last measure can be contested today.
    func contestable(_ permits: [Permit]) async throws -> Set<PermitID> {
        try await store.read("permit.contestable") { [cases, world] reader in
            Set(
                try permits.filter { permit in
                    let record = try permit.caseID.flatMap {
                        try cases.plainRecord($0, in: reader)
                    }
                    return record?.contestUntil.map { world.now <= $0 } ?? false
                }.map(\.id))
        }
    }

    /// Whether what a case gave can be renewed today: as the register says; what does not stand
    /// in it can be.
    @Sendable
    public func isRenewable(_ id: CaseID) async throws -> Bool {
        let catalogue = try await shelf.published()
        let today = Day(world.now, in: catalogue.profile.zone)
        let permit = try await store.read("permit.renewable") { [rows] reader in
            try rows.find(case: id, in: reader)
        }
        return permit.map { errands($0, catalogue, on: today).contains(.renew) } ?? true
    }

    /// Whether the measure about a permit of an older archive can still be contested: the time for
    /// objections of its kind runs from the day of the measure.
    private func isInTime(_ permit: Permit, _ catalogue: Catalogue) -> Bool {
        guard let day = permit.term.revoked ?? permit.term.suspendedFrom,
            let within = catalogue.services[permit.kind]?.terms.objection?.within
        else { return false }
        let begin = day.at(hour: 23, minute: 59, in: catalogue.profile.zone)
        let end = try? within.deadline(from: begin, calendar: catalogue.calendar)
        return end.map { world.now <= $0 } ?? false
    }

    /// A measure is contested once: whether the holder did so already.
    private func isContested(_ permit: Permit, _ zone: Zone, in reader: Reader) throws -> Bool {
        let day = permit.term.revoked ?? permit.term.suspendedFrom
        guard let since = day?.start(in: zone) else { return false }
        return try reader.row(
            """
            SELECT 1 FROM permit_drafts d JOIN cases c ON c.id = d.draft \
            WHERE d.permit = \(permit.id) AND d.gift = \(PermitRule.Gift.objection.rawValue) \
            AND d.at >= \(since) LIMIT 1
            """) != nil
    }

    /// Begins what the holder asks for; pressing twice gives one draft.
    /// - Returns: the draft.
    func begin(
        _ errand: PermitErrand, _ number: [UInt8], for account: AccountID, by person: AccountID,
        covers: @Sendable (ServiceCode) -> Bool
    ) async throws -> CaseID {
        let catalogue = try await shelf.published()
        let today = Day(world.now, in: catalogue.profile.zone)
        let found = try await own(account, number)
        guard let permit = found, covers(permit.kind) else {
            throw Refusal(.notFound, "permits.none")
        }
        guard errands(permit, catalogue, on: today).contains(errand) else {
            throw Refusal(.conflict, "permits.errand.not_now")
        }
        if errand == .contest, let id = permit.caseID {
            return try await cases.beginObjection(id, by: person)
        }
        let zone = catalogue.profile.zone
        if errand == .contest,
            try await store.read("permit.contested", { try isContested(permit, zone, in: $0) })
        {
            throw Refusal(.conflict, "permits.errand.contested")
        }
        guard let service = services(for: permit, catalogue)[errand], covers(service.code) else {
            throw Refusal(.forbidden, "people.mandate.scope")
        }
        if let open = try await openDraft(permit.id, errand, account) { return open }
        if errand == .renew, let id = permit.caseID, permit.account == account {
            let draft = try await cases.beginAgain(id, .parent, by: person)
            try await store.write("permit.renew") { [self] tx in
                try note(draft, permit.id, errand, in: tx)
            }
            return draft
        }
        return try await store.write("permit.errand") { [self] tx in
            guard try drafts.list(account, in: tx).count < CaseLimits.openCases else {
                throw Refusal(
                    .tooMuch, "case.too_many", values: ["limit": "\(CaseLimits.openCases)"])
            }
            let draft = try drafts.begin(
                account: account, service: service.code, version: catalogue.version, in: tx)
            let holder = try rows.holder(of: permit.id, in: tx)
            try drafts.fill(
                draft, account: account, answers(service, permit, holder), service.form, in: tx)
            try note(draft, permit.id, errand, in: tx)
            return draft
        }
    }

    private func own(_ account: AccountID, _ number: [UInt8]) async throws -> Permit? {
        try await store.read("permit.own.one") { [rows, accounts] reader in
            let key = try accounts.nikKey(of: account, in: reader)
            return try Self.own(
                account, key, rows, "AND p.number_key = \(number)", in: reader
            ).first
        }
    }

    private func openDraft(
        _ permit: PermitID, _ errand: PermitErrand, _ account: AccountID
    ) async throws -> CaseID? {
        try await store.read("permit.draft") { [drafts] reader in
            try reader.rows(
                """
                SELECT draft FROM permit_drafts WHERE permit = \(permit) \
                AND gift = \(errand.gift.rawValue) ORDER BY at DESC LIMIT 20
                """
            ).map { $0.id(0) as CaseID }.first { id in
                try drafts.load(id, account: account, in: reader) != nil
            }
        }
    }

    private func note(
        _ draft: CaseID, _ permit: PermitID, _ errand: PermitErrand, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO permit_drafts (draft, permit, gift, at) VALUES (\(draft), \(permit), \
            \(errand.gift.rawValue), \(world.now)) ON CONFLICT (draft) DO NOTHING
            """)
    }

    /// What is known of the permit, where the form asks for it.
    private func answers(
        _ service: Service, _ permit: Permit, _ holder: PermitHolder?
    ) -> Answers {
        var answers = Answers()
        let rule = service.terms.permit
        let lines = [
            (rule?.subject, permit.number), (rule?.business, permit.business),
            (rule?.place, permit.place), (rule?.object, permit.object),
            (rule?.nib, holder?.nib),
        ]
        for (field, text) in lines {
            guard let field, let text, let found = service.form.field(field) else { continue }
            switch found.kind {
            case .text, .longText: answers[field] = .text(text)
            default: continue
            }
        }
        for field in service.form.fields {
            switch (field.kind, field.personal) {
            case (.nik, _): answers[field.id] = holder?.nik.map { .text($0) }
            case (.text, .name?): answers[field.id] = holder?.name.map { .text($0) }
            case (.region(let level), _) where !level.isBelowKelurahan:
                if let region = permit.region, region.level == level.level {
                    answers[field.id] = .text(region.text)
                }
            default: continue
            }
        }
        return answers
    }
}
