import Contracts
import Kernel
import Ledger
import Store

/// Brings units, positions, officers and grants into the database. Importing the same again
/// changes nothing; what the records no longer name is closed and not deleted, because old cases
/// name it.
public struct OrganisationImport: Sendable {
    private let vault: Vault
    private let world: World
    private let zone: Zone
    private let entries: PeopleEntries

    /// - Parameter zone: the city's zone, which says what day it is.
    public init(vault: Vault, ledger: Ledger, world: World, zone: Zone) {
        self.vault = vault
        self.world = world
        self.zone = zone
        entries = PeopleEntries(ledger: ledger, world: world)
    }

    /// - Throws: `Refusal` with every dangling code, before anything is written.
    public func run(_ records: OrganisationRecords, in tx: Transaction) throws {
        try check(records)
        try importUnits(records.units, in: tx)
        try importPositions(records.positions, in: tx)
        for officer in records.officers { try save(officer, in: tx) }
        try importGrants(records.permissions, in: tx)
        for position in records.positions { try addGrants(of: position, in: tx) }
        try entries.append(
            "organisation.imported", actor: .system("import"),
            facts: [
                "units": .integer(Int64(records.units.count)),
                "positions": .integer(Int64(records.positions.count)),
                "officers": .integer(Int64(records.officers.count)),
            ], in: tx)
    }

    /// Adds units, posts and permissions of roles that a house which is filled already does not
    /// have; nothing is changed or taken away, for people live in the database after the import.
    /// - Returns: how much was added.
    @discardableResult
    public func complete(_ records: OrganisationRecords, in tx: Transaction) throws -> Int {
        try check(records)
        var added = 0
        for unit in records.units {
            added += try OrganisationRows.insert(unit, ifKnown: "NOTHING", in: tx)
        }
        for position in records.positions {
            added += try OrganisationRows.insert(
                position, as: world.id(), ifKnown: "NOTHING", in: tx)
        }
        added += try addGrants(records.permissions, in: tx)
        if added > 0 {
            try entries.append(
                "organisation.completed", actor: .system("import"),
                facts: ["added": .integer(Int64(added))], in: tx)
        }
        return added
    }

    private func check(_ records: OrganisationRecords) throws(Refusal) {
        let units = Set(records.units.map(\.code))
        let positions = Set(records.positions.map(\.code))
        var problems: [Refusal.Problem] = []
        func dangling(_ kind: String, _ owner: String, _ code: String) {
            problems.append(
                .init("people.import.\(kind)", field: nil, values: ["in": owner, "code": code]))
        }
        for unit in records.units {
            if let parent = unit.parent, !units.contains(parent) || parent == unit.code {
                dangling("unit", unit.code.text, parent.text)
            }
        }
        for position in records.positions where !units.contains(position.unit) {
            dangling("unit", position.code, position.unit.text)
        }
        for officer in records.officers {
            for code in officer.positions where !positions.contains(code) {
                dangling("position", officer.nip.masked, code)
            }
        }
        guard problems.isEmpty else { throw Refusal(.invalid, problems: problems) }
    }

    private func importUnits(_ units: [UnitRecord], in tx: Transaction) throws {
        try tx.execute("UPDATE people_units SET active = 0")
        let change: SQL = """
            UPDATE SET name_id = excluded.name_id, name_en = excluded.name_en, \
            parent = excluded.parent, short = excluded.short, contact = excluded.contact, \
            active = 1
            """
        for unit in units { try OrganisationRows.insert(unit, ifKnown: change, in: tx) }
    }

    private func importPositions(_ positions: [PositionRecord], in tx: Transaction) throws {
        try tx.execute("UPDATE people_positions SET active = 0")
        let change: SQL = """
            UPDATE SET unit = excluded.unit, role = excluded.role, \
            title_id = excluded.title_id, title_en = excluded.title_en, \
            region = excluded.region, level = excluded.level, active = 1
            """
        for position in positions {
            try OrganisationRows.insert(position, as: world.id(), ifKnown: change, in: tx)
        }
    }

    private func addGrants(of position: PositionRecord, in tx: Transaction) throws {
        for permission in position.grants.sorted() {
            try tx.execute(
                """
                INSERT INTO people_position_grants (position, permission, granted_at) \
                SELECT id, \(permission.rawValue), \(world.now) FROM people_positions \
                WHERE code = \(position.code) ON CONFLICT (position, permission) DO NOTHING
                """)
        }
    }

    private func importGrants(
        _ grants: [RoleCode: Set<Permission>], in tx: Transaction
    ) throws {
        try tx.execute("DELETE FROM people_role_permissions")
        try addGrants(grants, in: tx)
    }

    @discardableResult
    private func addGrants(
        _ grants: [RoleCode: Set<Permission>], in tx: Transaction
    ) throws -> Int {
        var added = 0
        for (role, permissions) in grants.sorted(by: { $0.key < $1.key }) {
            for permission in permissions.sorted() {
                added += try tx.execute(
                    """
                    INSERT INTO people_role_permissions (role, permission) \
                    VALUES (\(role.text), \(permission.rawValue)) \
                    ON CONFLICT (role, permission) DO NOTHING
                    """)
            }
        }
        return added
    }

    /// Makes the officer, or brings name, rank, contact and positions up to date.
    @discardableResult
    public func save(_ record: OfficerRecord, in tx: Transaction) throws -> AccountID {
        let name = try PersonName.checked(record.name)
        let index = vault.index(record.nip.text, "people.nip")
        let known = try AccountRow.find(nip: index, in: tx)?.id
        let id: AccountID = known ?? world.id()
        let seal =
            if known != nil {
                try PersonalSeal.account(id, vault, in: tx)
            } else {
                try PersonalSeal.newAccount(id, vault, in: tx)
            }
        try tx.execute(
            """
            INSERT INTO people_accounts (id, kind, state, level, language, name, contact_kind, \
            contact, nip, nip_index, rank, password, password_at, created_at) VALUES (\(id), \
            'officer', 'active', \(IdentityLevel.proven.rawValue), \(record.language.rawValue), \
            \(try seal.close(name, "name")), \(record.contact?.kind), \
            \(try seal.close(record.contact?.address, "contact")), \
            \(try seal.close(record.nip.text, "nip")), \(index), \
            \(try seal.close(record.rank, "rank")), \(record.passwordHash), \(world.now), \
            \(world.now)) ON CONFLICT (id) DO UPDATE SET language = excluded.language, \
            name = excluded.name, contact_kind = excluded.contact_kind, \
            contact = excluded.contact, rank = excluded.rank, \
            password = COALESCE(excluded.password, people_accounts.password)
            """)
        if known == nil {
            try entries.append("account.created", account: id, kind: .officer, in: tx)
        }
        try assign(id, to: record.positions, in: tx)
        return id
    }

    /// Ends assignments that are no longer named and begins the new ones, from today on.
    private func assign(_ id: AccountID, to codes: [String], in tx: Transaction) throws {
        let today = Day(world.now, in: zone)
        var wanted: Set<PositionID> = []
        for code in codes {
            guard let row = try tx.row("SELECT id FROM people_positions WHERE code = \(code)")
            else {
                throw Refusal(
                    .invalid, "people.import.position", field: nil,
                    values: ["in": "", "code": code])
            }
            wanted.insert(row.id(0))
        }
        let held = try tx.rows(
            """
            SELECT id, position FROM people_assignments WHERE account = \(id) \
            AND (until_day IS NULL OR until_day >= \(today))
            """)
        for row in held {
            let position: PositionID = row.id(1)
            if wanted.remove(position) == nil {
                try tx.execute(
                    """
                    UPDATE people_assignments SET until_day = \(today.adding(days: -1)) \
                    WHERE id = \(row.bytes(0))
                    """)
            }
        }
        for position in wanted.sorted() {
            let assignment = world.uuid()
            try tx.execute(
                """
                INSERT INTO people_assignments (id, account, position, from_day) \
                VALUES (\(assignment.bytes), \(id), \(position), \(today))
                """)
        }
    }
}
