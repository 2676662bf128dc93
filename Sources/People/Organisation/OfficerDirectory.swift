import Contracts
import Kernel
import Store

/// Who holds which position on which day.
public struct OfficerDirectory: Sendable {
    private struct CacheKey: Hashable, Sendable {
        let account: AccountID
        let day: Day
    }

    private let store: Store
    let vault: Vault
    private let world: World
    private let officers: BoundedCache<CacheKey, Officer>
    private let trees: BoundedCache<Int, UnitTree>

    public init(store: Store, vault: Vault, world: World) {
        self.store = store
        self.vault = vault
        self.world = world
        officers = BoundedCache(limit: 2_000, seconds: 5, clock: world.clock)
        trees = BoundedCache(limit: 1, seconds: 5, clock: world.clock)
    }

    /// The officer with all authorities in force on a day, remembered for five seconds; nil for
    /// citizens and closed accounts. An action asks again inside its transaction.
    public func officer(_ account: AccountID, on day: Day) async throws -> Officer? {
        let key = CacheKey(account: account, day: day)
        if let known = officers.value(key) { return known }
        let found = try await store.read("people.officer") { [self] reader in
            try officer(account, on: day, in: reader)
        }
        if let found { officers.set(key, found) }
        return found
    }

    /// The same, as the caller's transaction sees it, from the database only.
    public func officer(
        _ account: AccountID, on day: Day, in reader: Reader
    ) throws -> Officer? {
        guard let row = try AccountRow.find(account, in: reader), row.kind == .officer,
            row.isActive, let sealedNIP = row.nip
        else { return nil }
        let seal = try row.seal(vault)
        let nip = try NIP(try seal.open(sealedNIP, "nip"))
        let authorities = try authorities(account, on: day, in: reader)
        let mayOpen = authorities.contains { $0.permissions.contains(.breakGlass) }
        return Officer(
            account: account, name: try seal.open(row.name, "name"), nip: nip,
            rank: try row.rank.map { try seal.open($0, "rank") }, language: row.language,
            authorities: authorities,
            opened: mayOpen
                ? try Emergencies.opened(to: account, at: world.now, in: reader) : [])
    }

    /// Everyone who may act as `role` in `unit` on a day: appointed holders first. With a
    /// `region`, positions bound to another region are left out.
    public func holders(
        unit: UnitCode, role: RoleCode, region: RegionCode? = nil, on day: Day,
        in reader: Reader
    ) throws -> [Holder] {
        let appointed = try holders(
            """
            SELECT a.account, p.id, p.region, p.level, 'definitive' FROM people_positions p \
            JOIN people_assignments a ON a.position = p.id \
            JOIN people_accounts o ON o.id = a.account AND o.state = 'active' \
            WHERE p.unit = \(unit.text) AND p.role = \(role.text) AND p.active = 1 \
            AND a.from_day <= \(day) AND (a.until_day IS NULL OR a.until_day >= \(day)) \
            ORDER BY p.level DESC, a.account
            """, in: reader)
        let delegated = try holders(
            """
            SELECT d.account, p.id, p.region, p.level, d.capacity FROM people_positions p \
            JOIN people_delegations d ON d.position = p.id \
            JOIN people_accounts o ON o.id = d.account AND o.state = 'active' \
            WHERE p.unit = \(unit.text) AND p.role = \(role.text) AND p.active = 1 \
            AND d.from_day <= \(day) AND d.until_day >= \(day) ORDER BY p.level DESC, d.account
            """, in: reader)
        return (appointed + delegated).filter { RegionReach.covers($0.region, region) }
    }

    public func position(_ id: PositionID, in reader: Reader) throws -> Position? {
        try positions("id = \(id)", in: reader).first
    }

    public func position(code: String, in reader: Reader) throws -> Position? {
        try positions("code = \(code)", in: reader).first
    }

    /// These positions, also those that the city no longer has.
    public func positions(
        _ ids: Set<PositionID>, in reader: Reader
    ) throws -> [Position] {
        ids.isEmpty ? [] : try positions("id IN \(list: ids.sorted())", in: reader)
    }

    /// All positions of today's organisation, by unit and level.
    public func positions(in reader: Reader) throws -> [Position] {
        try positions("active = 1", in: reader)
    }

    /// The appointed holder of a position on a day, whoever acts for them.
    public func appointed(
        _ position: PositionID, on day: Day, in reader: Reader
    ) throws -> AccountID? {
        try reader.row(
            """
            SELECT account FROM people_assignments WHERE position = \(position) \
            AND from_day <= \(day) AND (until_day IS NULL OR until_day >= \(day)) \
            ORDER BY from_day DESC LIMIT 1
            """
        ).map { $0.id(0) }
    }

    /// Everyone who may act from a position on a day: the appointed holder first.
    public func holders(
        of position: PositionID, on day: Day, in reader: Reader
    ) throws -> [Holder] {
        guard let found = try self.position(position, in: reader) else { return [] }
        return try holders(unit: found.unit, role: found.role, on: day, in: reader)
            .filter { $0.position == position }
    }

    public func units(in reader: Reader) throws -> UnitTree { try UnitTree.load(reader) }

    /// All units, remembered for five seconds.
    public func units() async throws -> UnitTree {
        if let known = trees.value(0) { return known }
        let tree = try await store.read("people.units") { try UnitTree.load($0) }
        trees.set(0, tree)
        return tree
    }

    /// Drops what is remembered on this node, after a change of the organisation.
    public func forget() {
        officers.removeAll()
        trees.removeAll()
    }

    private func authorities(
        _ account: AccountID, on day: Day, in reader: Reader
    ) throws -> [Authority] {
        let own = try reader.rows(
            """
            SELECT p.id, p.unit, p.role, p.title_id, p.title_en, p.region, p.level, 'definitive' \
            FROM people_assignments a JOIN people_positions p ON p.id = a.position \
            WHERE a.account = \(account) AND p.active = 1 AND a.from_day <= \(day) \
            AND (a.until_day IS NULL OR a.until_day >= \(day)) ORDER BY p.level DESC, p.code
            """)
        let delegated = try reader.rows(
            """
            SELECT p.id, p.unit, p.role, p.title_id, p.title_en, p.region, p.level, d.capacity \
            FROM people_delegations d JOIN people_positions p ON p.id = d.position \
            WHERE d.account = \(account) AND p.active = 1 AND d.from_day <= \(day) \
            AND d.until_day >= \(day) ORDER BY p.level DESC, p.code
            """)
        guard !(own.isEmpty && delegated.isEmpty) else { return [] }
        let tree = try UnitTree.load(reader)
        return try (own + delegated).compactMap { row in
            let role = row.text(2)
            let permissions = try Self.permissions(role, of: row.id(0), in: reader)
            guard let unit = UnitCode(row.text(1)), let code = RoleCode(role) else { return nil }
            return Authority(
                position: row.id(0), unit: unit, reach: tree.reach(unit), role: code,
                title: LocalizedText(id: row.text(3), en: row.text(4)),
                region: row.optionalText(5).flatMap { RegionCode($0) }, level: Int(row.int(6)),
                capacity: Capacity(rawValue: row.text(7)) ?? .plh, permissions: permissions)
        }
    }

    /// What a role may do, and what its position may do beyond it.
    private static func permissions(
        _ role: String, of position: PositionID, in reader: Reader
    ) throws -> Set<Permission> {
        Set(
            try reader.rows(
                """
                SELECT permission FROM people_role_permissions WHERE role = \(role) \
                UNION SELECT permission FROM people_position_grants WHERE position = \(position)
                """
            ).map { Permission(rawValue: $0.text(0)) })
    }

    private func holders(_ query: SQL, in reader: Reader) throws -> [Holder] {
        try reader.rows(query).map { row in
            Holder(
                account: row.id(0), position: row.id(1),
                region: row.optionalText(2).flatMap { RegionCode($0) }, level: Int(row.int(3)),
                capacity: Capacity(rawValue: row.text(4)) ?? .plh)
        }
    }

    private func positions(_ condition: SQL, in reader: Reader) throws -> [Position] {
        try reader.rows(
            """
            SELECT id, code, unit, role, title_id, title_en, region, level \
            FROM people_positions WHERE \(sql: condition) ORDER BY unit, level DESC, code
            """
        ).compactMap { row in
            guard let unit = UnitCode(row.text(2)), let role = RoleCode(row.text(3)) else {
                return nil
            }
            return Position(
                id: row.id(0), code: row.text(1), unit: unit, role: role,
                title: LocalizedText(id: row.text(4), en: row.text(5)),
                region: row.optionalText(6).flatMap { RegionCode($0) }, level: Int(row.int(7)))
        }
    }
}
