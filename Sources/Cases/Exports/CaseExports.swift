import Contracts
import Kernel
import Ledger
import Notices
import People
import Store

/// Lists of cases that leave the house as a file, with four eyes. Its rows are those that the asker
/// may open at the moment of fetching, by the same predicate as every list and page.
public struct CaseExports: Sendable {
    private let cases: Cases
    private let accounts: AccountStore
    private let directory: OfficerDirectory

    private var rows: ExportRows { ExportRows(vault: cases.vault) }
    private var now: Instant { cases.world.now }

    public init(cases: Cases, accounts: AccountStore, directory: OfficerDirectory) {
        self.cases = cases
        self.accounts = accounts
        self.directory = directory
    }

    /// The newest requests, of everybody or of one account.
    public func list(of account: AccountID? = nil) async throws -> [CaseExport] {
        try await cases.store.read("export.list") { [rows] in try rows.all(of: account, in: $0) }
    }

    /// Asks for a list, and tells whoever may allow it.
    /// - Throws: `Refusal`: not permitted, nothing chosen, no reason, too many rows.
    public func ask(_ order: ExportOrder, by account: AccountID) async throws {
        try Self.check(order)
        let zone = try await cases.shelf.zone()
        // Counted outside the transaction: a long list must not hold up those who write.
        let count = try await cases.store.read("export.count", timeout: .seconds(60)) {
            [self] reader in
            let officer = try seated(account, .exportCases, zone, in: reader).0
            return try rowCount(order, officer, zone, in: reader)
        }
        try await cases.store.write("export.ask") { [self] tx in
            let seat = try seated(account, .exportCases, zone, in: tx).1
            let export = CaseExport(
                id: cases.world.id(), services: order.services, from: order.from,
                until: order.until, columns: order.columns, cases: Int64(count),
                reason: order.reason.isEmpty ? nil : order.reason, state: .open,
                askedBy: account, askedFrom: seat, askedAt: now, decidedBy: nil, decidedAt: nil,
                answer: nil, fetched: 0)
            try rows.insert(export, in: tx)
            try note("export.asked", export, count, .officer(account, seat), in: tx)
            let today = Day(now, in: zone)
            for other in try directory.holders(of: .approveExports, on: today, in: tx)
            where other != account {
                try tell("export-asked", other, export, to: "/meja/persetujuan-ekspor", in: tx)
            }
        }
    }

    /// Allows or refuses a list.
    /// - Throws: `Refusal`: not permitted, one's own, decided already, refused without a reason.
    public func decide(
        _ id: CaseExportID, approving isApproved: Bool, reason typed: String,
        by account: AccountID
    ) async throws {
        let reason = typed.singleSpaced
        guard isApproved || reason.count >= CaseExport.shortest else { throw Self.noReason }
        let zone = try await cases.shelf.zone()
        try await cases.store.write("export.decide") { [self] tx in
            let state: CaseExport.State = isApproved ? .approved : .refused
            guard try rows.find(id, in: tx) != nil else { throw Refusal(.notFound, "export.none") }
            // The row is held first: of two who decide at once one comes too late.
            let isFirst = try rows.decide(
                id, as: state, answer: isApproved ? nil : reason, by: account, at: now, in: tx)
            let (officer, seat) = try seated(account, .approveExports, zone, in: tx)
            guard isFirst, let export = try rows.find(id, in: tx) else {
                throw Refusal(.conflict, "export.decided")
            }
            guard !export.isOwn(of: officer) else { throw Refusal(.forbidden, "export.own") }
            try note(
                "export.\(state.rawValue)", export, Int(export.cases), .officer(account, seat),
                in: tx)
            try tell("export-\(state.rawValue)", export.askedBy, export, to: "/meja/ekspor", in: tx)
        }
    }

    /// The rows of a list for whoever asked for it. The fetch is counted, and each person in the
    /// list has got a row of the access log, when this returns.
    /// - Throws: `Refusal`: not one's own, not allowed, over, more rows than a file holds.
    public func fetch(
        _ id: CaseExportID, by account: AccountID
    ) async throws -> (export: CaseExport, cases: [ExportedCase]) {
        let zone = try await cases.shelf.zone()
        // One snapshot: the officer's posts, his cases, their people.
        let (export, found, seat) = try await cases.store.read(
            "export.rows", timeout: .seconds(60)
        ) { [self] reader in
            let (officer, seat) = try seated(account, .exportCases, zone, in: reader)
            guard let export = try rows.find(id, in: reader), export.askedBy == account else {
                throw Refusal(.notFound, "export.none")
            }
            guard export.mayBeFetched(at: now) else { throw Refusal(.conflict, "export.over") }
            return (export, try read(export, officer, zone, in: reader), seat)
        }
        let named = export.isPersonal ? found.filter { !$0.record.isAnonymous } : []
        let looks = named.map { look($0.record, account, seat) }
        try await cases.store.write("export.fetch") { [self] tx in
            guard try rows.take(id, by: account, at: now, in: tx) else {
                throw Refusal(.conflict, "export.over")
            }
            try cases.access.note(looks, in: tx)
            try note("export.fetched", export, found.count, .officer(account, seat), in: tx)
        }
        return (export, found)
    }

    private static func check(_ order: ExportOrder) throws(Refusal) {
        guard !order.services.isEmpty else {
            throw Refusal(.invalid, "export.services", field: "services")
        }
        guard !order.columns.isEmpty else {
            throw Refusal(.invalid, "export.columns", field: "columns")
        }
        guard order.from <= order.until else {
            throw Refusal(.invalid, "export.days", field: "until")
        }
        guard
            order.reason.count >= CaseExport.shortest
                || !order.columns.contains(where: \.isPersonal)
        else { throw noReason }
    }

    private static let noReason = Refusal(
        .invalid, "export.reason", field: "reason",
        values: ["count": String(CaseExport.shortest)])

    /// From which position somebody asks, decides or fetches, as the transaction sees it.
    private func seated(
        _ account: AccountID, _ permission: Permission, _ zone: Zone, in reader: Reader
    ) throws -> (Officer, PositionID) {
        guard let officer = try directory.officer(account, on: Day(now, in: zone), in: reader),
            let seat = officer.seat(permission)
        else { throw Refusal(.forbidden, "web.forbidden") }
        return (officer, seat.position)
    }

    /// The cases of a list that an officer may open; never those of an emergency, that are
    /// restricted, or whose contents are erased.
    private func condition(
        _ services: [ServiceCode], _ from: Day, _ until: Day, _ officer: Officer, _ zone: Zone
    ) -> SQL {
        let start = from.at(hour: 0, minute: 0, in: zone)
        let end = until.adding(days: 1).at(hour: 0, minute: 0, in: zone)
        return """
            c.service IN \(list: services.map(\.text)) AND c.submitted_at >= \(start) \
            AND c.submitted_at < \(end) AND \(sql: officer.caseScope) \
            AND NOT \(sql: Restrictions.covers) AND NOT EXISTS (SELECT 1 FROM data_keys k \
            WHERE k.id = c.id AND k.wrapped IS NULL)
            """
    }

    private func rowCount(
        _ order: ExportOrder, _ officer: Officer, _ zone: Zone, in reader: Reader
    ) throws -> Int {
        let isPersonal = order.columns.contains(where: \.isPersonal)
        let most = isPersonal ? CaseExport.mostPeople : CaseExport.mostRows
        let condition = condition(order.services, order.from, order.until, officer, zone)
        let count =
            try reader.row(
                """
                SELECT COUNT(*) FROM (SELECT c.id FROM cases c WHERE \(sql: condition) \
                LIMIT \(most + 1)) AS found
                """)?.int(0) ?? 0
        guard count <= Int64(most) else { throw Self.tooMany(most) }
        return Int(count)
    }

    private func read(
        _ export: CaseExport, _ officer: Officer, _ zone: Zone, in reader: Reader
    ) throws -> [ExportedCase] {
        let condition = condition(export.services, export.from, export.until, officer, zone)
        let records = try reader.rows(
            """
            SELECT \(sql: CaseRows.columns) FROM cases c WHERE \(sql: condition) \
            ORDER BY c.submitted_at, c.id LIMIT \(export.most + 1)
            """
        ).map(CaseRows.record)
        guard records.count <= export.most else { throw Self.tooMany(export.most) }
        let named = Set(records.filter { !$0.isAnonymous }.map(\.applicant))
        let people = export.isPersonal ? try accounts.listed(named, in: reader) : [:]
        return records.map { record in
            ExportedCase(
                record: record, person: record.isAnonymous ? nil : people[record.applicant])
        }
    }

    private static func tooMany(_ most: Int) -> Refusal {
        Refusal(.tooMuch, "export.many", field: "until", values: ["count": String(most)])
    }

    private func look(
        _ record: CaseRecord, _ account: AccountID, _ seat: PositionID
    ) -> AccessEntry {
        AccessEntry(
            account: account, reason: AccessReason(.export, from: seat),
            subject: record.applicant, caseID: record.id, service: record.service, part: .export)
    }

    private func note(
        _ type: String, _ export: CaseExport, _ count: Int, _ actor: Actor, in tx: Transaction
    ) throws {
        try cases.ledger.append(
            LedgerEntry(
                type: type, actor: actor,
                facts: [
                    "export": .string(export.id.text), "cases": .integer(Int64(count)),
                    "services": .array(export.services.map { .string($0.text) }),
                    "from": .string(export.from.iso), "until": .string(export.until.iso),
                    "columns": .array(export.columns.map { .string($0.rawValue) }),
                ], at: now),
            key: nil, in: tx)
    }

    private func tell(
        _ template: String, _ account: AccountID, _ export: CaseExport, to path: String,
        in tx: Transaction
    ) throws {
        try cases.notices.enqueue(
            Notice(
                to: .account(account), template: template,
                values: ["link": cases.address + path],
                key: "\(template):\(export.id.text):\(account.text)"), in: tx)
    }
}
