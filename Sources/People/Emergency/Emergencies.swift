import Contracts
import Kernel
import Ledger
import Store

/// The register of emergencies.
public struct Emergencies: Sendable {
    /// How long a case stays open, in minutes.
    public static let minutes: Int64 = 60
    /// A reason says more than a word.
    public static let shortest = 20
    /// How many a person may open on one day before somebody must have looked.
    public static let mostADay = 5

    private let store: Store
    private let vault: Vault
    private let world: World
    private let entries: PeopleEntries

    public init(store: Store, vault: Vault, ledger: Ledger, world: World) {
        self.store = store
        self.vault = vault
        self.world = world
        entries = PeopleEntries(ledger: ledger, world: world)
    }

    /// Opens a case to an officer. That the officer may, and does not see the case anyway, is the
    /// caller's rule.
    /// - Throws: `Refusal` for a reason too short, or too many that nobody has looked at.
    @discardableResult
    public func open(
        _ caseID: CaseID, number: String, by officer: Officer, from position: PositionID,
        reason typed: String, in tx: Transaction
    ) throws -> Emergency {
        let reason = typed.singleSpaced
        guard reason.count >= Self.shortest else {
            throw Refusal(
                .invalid, "people.emergency.short", field: "reason",
                values: ["count": String(Self.shortest)])
        }
        let now = world.now
        let unseen = try tx.row(
            """
            SELECT COUNT(*) FROM people_emergencies WHERE account = \(officer.account) \
            AND opened_at > \(now.adding(hours: -24)) AND verdict IS NULL
            """)?.int(0)
        guard (unseen ?? 0) < Int64(Self.mostADay) else {
            throw Refusal(.tooMuch, "people.emergency.too-many")
        }
        let id: EmergencyID = world.id()
        let seal = Self.seal(id, vault, try vault.createKey(id.value, in: tx))
        let end = now.adding(minutes: Self.minutes)
        try tx.execute(
            """
            INSERT INTO people_emergencies (id, account, position, case_id, number, reason, \
            opened_at, ends_at) VALUES (\(id), \(officer.account), \(position), \(caseID), \
            \(number), \(try seal.close(reason, "reason")), \(now), \(end))
            """)
        try entries.append(
            "access.emergency", actor: .officer(officer.account, position),
            facts: [
                "emergency": .string(id.text), "case": .string(caseID.text),
                "minutes": .integer(Self.minutes),
            ], in: tx)
        return Emergency(
            id: id, account: officer.account, position: position, caseID: caseID, number: number,
            reason: reason, openedAt: now, endsAt: end, verdict: nil, remark: nil,
            reviewedBy: nil, reviewedAt: nil)
    }

    /// What the inspectorate says to it; once. Nobody judges what he opened himself.
    public func review(
        _ id: EmergencyID, _ verdict: Emergency.Verdict, remark typed: String,
        by officer: Officer, from position: PositionID
    ) async throws {
        let remark = typed.singleSpaced
        try await store.write("people.emergency.review") { [vault, world, entries] tx in
            let key: DataKey
            do {
                key = try vault.key(id.value, in: tx)
            } catch SealingError.destroyed, SealingError.unknownKey {
                // Only what was judged is erased; what never was is judged by nobody.
                throw Refusal(.conflict, "people.emergency.reviewed")
            }
            let seal = Self.seal(id, vault, key)
            let changed = try tx.execute(
                """
                UPDATE people_emergencies SET verdict = \(verdict.rawValue), \
                remark = \(try seal.close(remark, "remark")), \
                reviewed_by = \(officer.account), reviewed_at = \(world.now) \
                WHERE id = \(id) AND verdict IS NULL AND account <> \(officer.account)
                """)
            guard changed == 1 else { throw Refusal(.conflict, "people.emergency.reviewed") }
            try entries.append(
                "access.emergency-reviewed", actor: .officer(officer.account, position),
                facts: [
                    "emergency": .string(id.text), "verdict": .string(verdict.rawValue),
                ], in: tx)
        }
    }

    /// Emergencies a page.
    public static let pageSize = 30

    /// Of everybody or of one account: first those that nobody has judged, then the others, the
    /// newest of each first.
    /// - Parameter number: of the page, from 1; beyond the last it is the last.
    public func page(
        _ number: Int = 1, of account: AccountID? = nil
    ) async throws -> EmergencyPage {
        let condition: SQL = account.map { "e.account = \($0)" } ?? "1 = 1"
        let size = Self.pageSize
        return try await store.read("people.emergencies") { [vault] reader in
            let total =
                try reader.row(
                    "SELECT COUNT(*) FROM people_emergencies e WHERE \(sql: condition)")?.int(0)
                ?? 0
            let pages = max(1, (Int(total) + size - 1) / size)
            let number = min(max(1, number), pages)
            let list = try reader.rows(
                """
                SELECT e.id, e.account, e.position, e.case_id, e.number, e.reason, e.opened_at, \
                e.ends_at, e.verdict, e.remark, e.reviewed_by, e.reviewed_at, k.wrapped \
                FROM people_emergencies e JOIN data_keys k ON k.id = e.id \
                WHERE \(sql: condition) \
                ORDER BY CASE WHEN e.verdict IS NULL THEN 0 ELSE 1 END, e.opened_at DESC, \
                e.id DESC LIMIT \(Int64(size)) OFFSET \(Int64((number - 1) * size))
                """
            ).map { try Self.emergency($0, vault) }
            return EmergencyPage(list: list, number: number, pages: pages)
        }
    }

    /// What is open to an account at a moment.
    static func opened(
        to account: AccountID, at now: Instant, in reader: Reader
    ) throws -> [OpenedCase] {
        try reader.rows(
            """
            SELECT case_id, position, ends_at FROM people_emergencies \
            WHERE account = \(account) AND ends_at > \(now)
            """
        ).map { OpenedCase(caseID: $0.id(0), position: $0.id(1), endsAt: $0.instant(2)) }
    }

    private static func emergency(_ row: Row, _ vault: Vault) throws -> Emergency {
        let id: EmergencyID = row.id(0)
        // Nil when the texts are erased; that it was opened, and judged how, stays.
        let seal = try row.optionalBytes(12).map {
            Self.seal(id, vault, try vault.key(id.value, wrapped: $0))
        }
        return Emergency(
            id: id, account: row.id(1), position: row.id(2), caseID: row.id(3),
            number: row.text(4),
            reason: try seal?.open(row.bytes(5), "reason") ?? PersonName.erased,
            openedAt: row.instant(6), endsAt: row.instant(7),
            verdict: row.optionalText(8).flatMap(Emergency.Verdict.init(rawValue:)),
            remark: try row.optionalBytes(9).flatMap { try seal?.open($0, "remark") },
            reviewedBy: row.optionalID(10), reviewedAt: row.optionalInstant(11))
    }

    private static func seal(_ id: EmergencyID, _ vault: Vault, _ key: DataKey) -> PersonalSeal {
        PersonalSeal(vault: vault, key: key, table: "people_emergencies", row: id.value)
    }
}
