import Crypto
import Kernel
import Synchronization

/// Keeps the keys of cases and persons, seals and opens with them, and makes the keyed hashes
/// by which sealed values are found again.
///
/// Unwrapped keys are not kept: unwrapping costs about a microsecond beside a read by primary
/// key, and so a key destroyed on one node is gone on all of them at that commit.
public struct Vault: Sendable {
    let world: World
    let keyring: Keyring
    private let indexKeys: IndexKeys

    /// - Parameters:
    ///   - keyring: wraps and unwraps the keys of cases and persons.
    ///   - root: what the search hashes are made from. It outlives every master key, for the
    ///     hashes stand in rows that a change of the master key does not touch.
    init(keyring: Keyring, root: MasterKey, world: World) {
        self.world = world
        self.keyring = keyring
        indexKeys = IndexKeys(master: root)
    }

    /// A vault without a house around it; `HouseKeys.open` makes the one of a house.
    /// - Parameter earlier: former master keys, newest first; they still unwrap. The oldest makes
    ///   the search hashes.
    public init(master: MasterKey, earlier: [MasterKey] = [], world: World) {
        self.init(
            keyring: Keyring(master, earlier: earlier), root: earlier.last ?? master, world: world)
    }

    // MARK: Keys

    /// A new key, stored wrapped in the caller's transaction.
    /// - Parameter id: of the case or person that the key belongs to.
    @discardableResult
    public func createKey(_ id: UUIDv7, in tx: Transaction) throws -> DataKey {
        let key = DataKey.random(id)
        try store(key, in: tx)
        return key
    }

    /// Stores a new key, wrapped, in the caller's transaction.
    public func store(_ key: DataKey, in tx: Transaction) throws { try store([key], in: tx) }

    /// The same with some, in one statement.
    public func store(_ keys: [DataKey], in tx: Transaction) throws {
        let rows = try keys.map { key -> SQL in
            "(\(key.id.bytes), \(try wrap(key.secret, id: key.id)), \(world.now))"
        }
        guard let values = SQL.rows(rows) else { return }
        try tx.put("INSERT INTO data_keys (id, wrapped, created_at) VALUES \(sql: values)")
    }

    public func createKey<Subject>(
        _ id: Identifier<Subject>, in tx: Transaction
    ) throws -> DataKey {
        try createKey(id.value, in: tx)
    }

    /// - Throws: `SealingError.unknownKey`, `.destroyed`, `.otherMasterKey`, `.unreadable`.
    public func key(_ id: UUIDv7, in reader: Reader) throws -> DataKey {
        let found = try reader.row("SELECT wrapped FROM data_keys WHERE id = \(id.bytes)")
        guard let found else { throw SealingError.unknownKey(id) }
        return try key(id, wrapped: found.optionalBytes(0))
    }

    /// The key from a column `wrapped` that a statement joined to what the key seals, to spare a
    /// statement of its own.
    public func key(_ id: UUIDv7, wrapped: [UInt8]?) throws -> DataKey {
        guard let wrapped else { throw SealingError.destroyed(id) }
        return DataKey(id: id, secret: try unwrap(wrapped, id: id))
    }

    public func key<Subject>(
        _ id: Identifier<Subject>, in reader: Reader
    ) throws -> DataKey {
        try key(id.value, in: reader)
    }

    /// Makes everything sealed with the key unreadable for good. The row stays without its key,
    /// so that one can tell "erased" from "lost". Destroying twice changes nothing.
    public func destroyKey(_ id: UUIDv7, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE data_keys SET wrapped = NULL, destroyed_at = \(world.now)
            WHERE id = \(id.bytes) AND wrapped IS NOT NULL
            """)
    }

    public func destroyKey<Subject>(_ id: Identifier<Subject>, in tx: Transaction) throws {
        try destroyKey(id.value, in: tx)
    }

    /// What one step of wrapping anew did.
    struct Rewrapped: Sendable {
        /// The last key looked at, to go on from; nil when there are no more.
        let last: UUIDv7?
        let seen: Int
        /// How many had another wrapper.
        let changed: Int
    }

    /// Wraps keys of former master keys anew, at most `limit` of those after `id`.
    func rewrapKeys(
        after id: UUIDv7? = nil, limit: Int = 500, in tx: Transaction
    ) throws -> Rewrapped {
        let active = keyring.active.id
        var changed = 0
        let rows = try tx.rows(
            """
            SELECT id, wrapped FROM data_keys WHERE id > \(id?.bytes ?? []) ORDER BY id
            LIMIT \(limit)
            """)
        for row in rows {
            let id = row.uuid(0)
            guard let wrapped = row.optionalBytes(1),
                Self.wrapper(wrapped) != active
            else { continue }
            let again = try wrap(try unwrap(wrapped, id: id), id: id)
            // Unless it was destroyed since: a key that is gone must not come back.
            changed += try tx.execute(
                """
                UPDATE data_keys SET wrapped = \(again) \
                WHERE id = \(id.bytes) AND wrapped = \(wrapped)
                """)
        }
        return Rewrapped(
            last: rows.count < limit ? nil : rows.last?.uuid(0), seen: rows.count,
            changed: changed)
    }

    // MARK: Values

    /// Seals a value for one place; opening it elsewhere fails.
    public func seal(
        _ plain: [UInt8], with key: DataKey, at place: SealPlace
    ) throws(SealingError) -> [UInt8] {
        try SealedBox.seal(plain, with: key.secret, bindingTo: place.bytes)
    }

    public func seal(
        _ plain: String, with key: DataKey, at place: SealPlace
    ) throws(SealingError) -> [UInt8] {
        try seal(Array(plain.utf8), with: key, at: place)
    }

    /// - Throws: `SealingError.unreadable` when the value was changed, moved or sealed otherwise.
    public func open(
        _ sealed: [UInt8], with key: DataKey, at place: SealPlace
    ) throws(SealingError) -> [UInt8] {
        try SealedBox.open(sealed, with: key.secret, bindingTo: place.bytes)
    }

    public func openText(
        _ sealed: [UInt8], with key: DataKey, at place: SealPlace
    ) throws(SealingError) -> String {
        String(decoding: try open(sealed, with: key, at: place), as: UTF8.self)
    }

    // MARK: Finding sealed values

    /// A keyed hash of 16 bytes for equality search: HMAC-SHA-256, cut, under a key of its own
    /// for each purpose, so that the same number in two columns cannot be linked.
    /// - Parameter normalized: one spelling of the value, such as `NIK.text` or E.164.
    public func index(_ normalized: String, _ purpose: String) -> [UInt8] {
        indexer(purpose)(normalized)
    }

    /// Hashes many values of one purpose without deriving its key each time.
    func indexer(_ purpose: String) -> (String) -> [UInt8] {
        let key = indexKeys.key(purpose)
        return { text in
            Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key).prefix(16))
        }
    }

    // MARK: Wrapping: version ‖ id of the master key (8) ‖ sealed box, bound to the key's id

    func wrap(_ key: SymmetricKey, id: UUIDv7) throws -> [UInt8] {
        let plain = key.withUnsafeBytes { Array($0) }
        let master = keyring.active
        return [1] + master.id
            + (try SealedBox.seal(plain, with: master.wrapping, bindingTo: Self.place(of: id)))
    }

    /// Whether a master key at hand wrapped it; which key it is does not matter.
    func canUnwrap(_ wrapped: [UInt8]) -> Bool {
        wrapped.count > 9 && wrapped[0] == 1 && keyring.key(wrapped[1..<9]) != nil
    }

    /// The id of the master key that wrapped it: the eight bytes behind the version.
    static func wrapper(_ wrapped: [UInt8]) -> [UInt8] {
        Array(wrapped.dropFirst().prefix(8))
    }

    func unwrap(_ wrapped: [UInt8], id: UUIDv7) throws -> SymmetricKey {
        guard wrapped.count > 9, wrapped[0] == 1 else { throw SealingError.unreadable }
        guard let master = keyring.key(wrapped[1..<9]) else {
            throw SealingError.otherMasterKey(id)
        }
        let plain = try SealedBox.open(
            Array(wrapped[9...]), with: master.wrapping, bindingTo: Self.place(of: id))
        return SymmetricKey(data: plain)
    }

    private static func place(of id: UUIDv7) -> [UInt8] {
        SealPlace(table: "data_keys", row: id, column: "wrapped").bytes
    }
}

/// The keys of search hashes, one a purpose; purposes are few and fixed.
private final class IndexKeys: Sendable {
    private let master: MasterKey
    private let derived = Mutex<[String: SymmetricKey]>([:])

    init(master: MasterKey) { self.master = master }

    func key(_ purpose: String) -> SymmetricKey {
        derived.withLock { derived in
            if let known = derived[purpose] { return known }
            let key = master.derived(for: "pendopo index v1 " + purpose)
            derived[purpose] = key
            return key
        }
    }
}

/// What somebody else keeps for the house: sealed with a key of the house itself, so that it needs
/// no row and any server opens what another has sealed.
extension Vault {
    /// - Parameter purpose: sealed for one purpose, it opens for no other.
    public func sealTicket(
        _ plain: [UInt8], _ purpose: String
    ) throws(SealingError) -> [UInt8] {
        try SealedBox.seal(
            plain, with: indexKeys.key(Self.ticket(purpose)),
            bindingTo: Array(Self.ticket(purpose).utf8))
    }

    /// Nil for what the house did not seal for this purpose.
    public func openTicket(_ sealed: [UInt8], _ purpose: String) -> [UInt8]? {
        try? SealedBox.open(
            sealed, with: indexKeys.key(Self.ticket(purpose)),
            bindingTo: Array(Self.ticket(purpose).utf8))
    }

    private static func ticket(_ purpose: String) -> String { "ticket:" + purpose }
}
