import Contracts
import Kernel
import Ledger
import Store

/// Grants to single positions, with four eyes: one asks, another one decides, and neither of them
/// may hold the position that it is about.
public struct Grants: Sendable {
    private let store: Store
    private let vault: Vault
    private let world: World
    private let directory: OfficerDirectory
    private let entries: PeopleEntries
    private let zone: Zone

    /// - Parameter zone: the city's zone, which says what day it is.
    public init(
        store: Store, vault: Vault, ledger: Ledger, directory: OfficerDirectory, world: World,
        zone: Zone
    ) {
        self.store = store
        self.vault = vault
        self.world = world
        self.directory = directory
        self.zone = zone
        entries = PeopleEntries(ledger: ledger, world: world)
    }

    /// What a position has beyond its role.
    public func given() async throws -> [PositionID: Set<Permission>] {
        try await store.read("people.grants") { reader in
            try reader.rows("SELECT position, permission FROM people_position_grants").reduce(
                into: [:]
            ) { all, row in
                all[row.id(0), default: []].insert(Permission(rawValue: row.text(1)))
            }
        }
    }

    /// The newest requests.
    public func requests() async throws -> [GrantRequest] {
        try await store.read("people.grants.requests") { [vault] reader in
            try reader.rows(
                """
                SELECT r.id, r.position, r.permission, r.change, r.reason, r.state, r.asked_by, \
                r.asked_at, r.decided_by, r.decided_at, k.wrapped FROM people_grant_requests r \
                JOIN data_keys k ON k.id = r.id ORDER BY r.asked_at DESC, r.id DESC LIMIT 100
                """
            ).map { try Self.request($0, vault) }
        }
    }

    /// - Throws: `Refusal`: not permitted, about oneself, nothing to change, no reason, asked for
    ///   already.
    public func ask(
        _ change: GrantRequest.Change, _ permission: Permission, for position: PositionID,
        reason typed: String, by account: AccountID
    ) async throws {
        let reason = typed.singleSpaced
        guard reason.count >= 10 else {
            throw Refusal(.invalid, "people.grant.reason", field: "reason", values: [:])
        }
        try await store.write("people.grant.ask") { [self] tx in
            let seat = try seat(of: account, about: position, in: tx)
            let has = try tx.row(
                """
                SELECT 1 FROM people_position_grants WHERE position = \(position) \
                AND permission = \(permission.rawValue)
                """)
            guard (has == nil) == (change == .give) else {
                throw Refusal(.conflict, "people.grant.nothing")
            }
            let open = try tx.row(
                """
                SELECT 1 FROM people_grant_requests WHERE position = \(position) \
                AND permission = \(permission.rawValue) AND state = 'open'
                """)
            guard open == nil else { throw Refusal(.conflict, "people.grant.asked") }
            let id: GrantRequestID = world.id()
            let seal = Self.seal(id, vault, try vault.createKey(id.value, in: tx))
            try tx.execute(
                """
                INSERT INTO people_grant_requests (id, position, permission, change, reason, \
                state, asked_by, asked_from, asked_at) VALUES (\(id), \(position), \
                \(permission.rawValue), \(change.rawValue), \
                \(try seal.close(reason, "reason")), 'open', \(account), \(seat), \(world.now))
                """)
            try note("grant.asked", id, change, permission, position, by: account, seat, in: tx)
        }
    }

    /// - Throws: `Refusal`: not permitted, one's own request, about oneself, decided already.
    public func decide(
        _ id: GrantRequestID, approving isApproved: Bool, by account: AccountID
    ) async throws {
        try await store.write("people.grant.decide") { [self] tx in
            // Changes of the organisation meet here, one after the other.
            try tx.lock("office")
            // The row is held first: of two who decide at once one comes too late.
            let state: GrantRequest.State = isApproved ? .approved : .refused
            let changed = try tx.execute(
                """
                UPDATE people_grant_requests SET state = \(state.rawValue), \
                decided_by = \(account), decided_at = \(world.now) \
                WHERE id = \(id) AND state = 'open' AND asked_by <> \(account)
                """)
            guard changed == 1,
                let row = try tx.row(
                    """
                    SELECT position, permission, change, asked_from FROM people_grant_requests \
                    WHERE id = \(id)
                    """),
                let change = GrantRequest.Change(rawValue: row.text(2))
            else { throw Refusal(.conflict, "people.grant.decided") }
            let position: PositionID = row.id(0)
            let permission = Permission(rawValue: row.text(1))
            let seat = try seat(of: account, about: position, in: tx)
            // A stand-in on the seat that asked is no second pair of eyes.
            guard seat != row.id(3) else { throw Refusal(.conflict, "people.grant.decided") }
            if isApproved { try apply(change, permission, position, in: tx) }
            try note(
                "grant.\(state.rawValue)", id, change, permission, position, by: account, seat,
                in: tx)
        }
        directory.forget()
    }

    private func apply(
        _ change: GrantRequest.Change, _ permission: Permission, _ position: PositionID,
        in tx: Transaction
    ) throws {
        switch change {
        case .give:
            try tx.execute(
                """
                INSERT INTO people_position_grants (position, permission, granted_at) \
                VALUES (\(position), \(permission.rawValue), \(world.now)) \
                ON CONFLICT (position, permission) DO NOTHING
                """)
        case .take:
            try tx.execute(
                """
                DELETE FROM people_position_grants WHERE position = \(position) \
                AND permission = \(permission.rawValue)
                """)
            try keepLast(permission, in: tx)
        }
    }

    /// Nobody takes away the last way to decide on permissions, or to run the city hall: nobody
    /// would be left to give it back.
    private func keepLast(_ permission: Permission, in tx: Transaction) throws {
        guard [.grant, .manageCity].contains(permission) else { return }
        let today = Day(world.now, in: zone)
        let left = try directory.appointed(with: permission, on: today, besides: nil, in: tx)
        guard !left.isEmpty else { throw Refusal(.conflict, "people.grant.last") }
    }

    /// From which position somebody asks or decides, as the transaction sees it.
    private func seat(
        of account: AccountID, about position: PositionID, in tx: Transaction
    ) throws -> PositionID {
        let today = Day(world.now, in: zone)
        guard let officer = try directory.officer(account, on: today, in: tx),
            let seat = officer.seat(.grant)
        else { throw Refusal(.forbidden, "web.forbidden") }
        guard officer.authority(position) == nil else {
            throw Refusal(.forbidden, "people.grant.own")
        }
        guard try directory.position(position, in: tx) != nil else {
            throw Refusal(.notFound, "people.delegation.position")
        }
        return seat.position
    }

    private func note(
        _ type: String, _ id: GrantRequestID, _ change: GrantRequest.Change,
        _ permission: Permission, _ position: PositionID, by account: AccountID,
        _ seat: PositionID, in tx: Transaction
    ) throws {
        try entries.append(
            type, actor: .officer(account, seat),
            facts: [
                "request": .string(id.text), "change": .string(change.rawValue),
                "permission": .string(permission.rawValue), "position": .string(position.text),
            ], in: tx)
    }

    private static func request(_ row: Row, _ vault: Vault) throws -> GrantRequest {
        let id: GrantRequestID = row.id(0)
        let seal = seal(id, vault, try vault.key(id.value, wrapped: row.optionalBytes(10)))
        return GrantRequest(
            id: id, position: row.id(1), permission: Permission(rawValue: row.text(2)),
            change: GrantRequest.Change(rawValue: row.text(3)) ?? .give,
            reason: try seal.open(row.bytes(4), "reason"),
            state: GrantRequest.State(rawValue: row.text(5)) ?? .open, askedBy: row.id(6),
            askedAt: row.instant(7), decidedBy: row.optionalID(8),
            decidedAt: row.optionalInstant(9))
    }

    private static func seal(
        _ id: GrantRequestID, _ vault: Vault, _ key: DataKey
    ) -> PersonalSeal {
        PersonalSeal(vault: vault, key: key, table: "people_grant_requests", row: id.value)
    }
}
