import Contracts
import Kernel
import Ledger
import Store

/// The keys with which officials sign, one at a time for each. Whether a file opens and whose
/// certificate it holds is checked before it comes here.
public struct OfficialKeys: Sendable {
    /// Bytes of a PKCS#12 file.
    public static let most = 64 * 1024

    private let store: Store
    private let vault: Vault
    private let world: World
    private let entries: PeopleEntries
    /// A wrong passphrase locks nobody out for long, and nobody tries a word list here.
    private let tries = Throttle(name: "official-key", capacity: 6, drain: 120)

    public init(store: Store, vault: Vault, ledger: Ledger, world: World) {
        self.store = store
        self.vault = vault
        self.world = world
        entries = PeopleEntries(ledger: ledger, world: world)
    }

    /// What the official signs with now.
    public func current(_ account: AccountID) async throws -> OfficialKey? {
        try await store.read("people.official-key") { reader in
            guard
                let row = try reader.row(
                    """
                    SELECT id, content, added_at FROM people_official_keys \
                    WHERE account = \(account) AND ended_at IS NULL
                    """)
            else { return nil }
            let text = try seal(row.id(0), account, in: reader).open(row.bytes(1), "content")
            return try OfficialKey(
                row.id(0), JSONValue(parsing: Array(text.utf8)), addedAt: row.instant(2))
        }
    }

    /// Takes a key in the place of the one before.
    public func add(
        _ means: OfficialKey.Means, subject: String = "", serial: String = "",
        until: Instant? = nil, to account: AccountID
    ) async throws {
        let content = OfficialKey.content(means, subject: subject, serial: serial, until: until)
        let text = String(decoding: content.canonical, as: UTF8.self)
        try await store.write("people.official-key.add") { tx in
            let id: OfficialKeyID = world.id()
            _ = try end(account, in: tx)
            let sealed: [UInt8] = try seal(id, account, in: tx).close(text, "content")
            try tx.execute(
                """
                INSERT INTO people_official_keys (id, account, content, added_at) VALUES \
                (\(id), \(account), \(sealed), \(world.now))
                """)
            try note("account.official-key-added", account, serial, in: tx)
        }
    }

    /// The official signs with it no more; what was signed stays as it is.
    public func end(_ account: AccountID) async throws {
        try await store.write("people.official-key.end") { tx in
            guard try end(account, in: tx) else { return }
            try note("account.official-key-ended", account, "", in: tx)
        }
    }

    /// Counts a try to open a key, until `opened` takes it back.
    /// - Throws: `Refusal` (`people.official-key.too-often`).
    public func trying(_ account: AccountID) async throws {
        let isFree = try await store.write("people.official-key.try") { tx in
            try tries.hit(bucket(account), at: world.now, in: tx)
        }
        guard isFree else { throw Refusal(.tooMuch, "people.official-key.too-often") }
    }

    /// The passphrase was right.
    public func opened(_ account: AccountID) async throws {
        try await store.write("people.official-key.opened") { tx in
            try tries.forgive(bucket(account), in: tx)
        }
    }

    private func bucket(_ account: AccountID) -> [UInt8] {
        vault.index(account.text, tries.name)
    }

    private func end(_ account: AccountID, in tx: Transaction) throws -> Bool {
        try tx.execute(
            """
            UPDATE people_official_keys SET ended_at = \(world.now) \
            WHERE account = \(account) AND ended_at IS NULL
            """) > 0
    }

    private func seal(
        _ id: OfficialKeyID, _ account: AccountID, in reader: Reader
    ) throws -> RowSeal {
        RowSeal(
            vault: vault, key: try vault.key(account.value, in: reader),
            table: "people_official_keys", row: id.value)
    }

    private func note(
        _ type: String, _ account: AccountID, _ serial: String, in tx: Transaction
    ) throws {
        let facts: JSONValue = ["account": .string(account.text), "serial": .string(serial)]
        try entries.append(type, actor: .system("people"), facts: facts, in: tx)
    }
}
