import Contracts
import Kernel
import Store

/// The single stream of what happened in the city. An act writes its entry in the transaction of
/// its change; trackers, notices, dashboards and audit read the stream.
///
/// There are two counts. Each case counts its own acts from 1: that number is public. All entries
/// have one city-wide number without gaps in the order in which readers get them: the place of
/// their leaf in the public log. Which act has which number is told by receipts only.
public struct Ledger: Sendable {
    let store: Store
    let vault: Vault
    let world: World
    let signals = LedgerSignals()

    public init(store: Store, vault: Vault, world: World) {
        self.store = store
        self.vault = vault
        self.world = world
    }

    /// Writes an entry in the caller's transaction.
    ///
    /// Writers of the same case wait for each other from here to the commit, so that its acts are
    /// counted in the order in which they become visible; writers of different cases do not wait.
    /// - Parameter key: the key of the case or person that the entry is about; with it the salt is
    ///   sealed too, so that destroying the key makes the commitment meaningless.
    /// - Parameter isFirst: the case is new in this transaction and has no act: then nobody has to
    ///   be asked for its number.
    /// - Returns: the number of the act within its case, from 1; 0 for an entry without a case.
    /// - Throws: `LedgerError.sealedWithoutKey`.
    @discardableResult
    public func append(
        _ entry: LedgerEntry, key: DataKey?, isFirst: Bool = false, in tx: Transaction
    ) throws -> CaseActNumber {
        let entry = tx.via.map { entry.coming(by: $0) } ?? entry
        if entry.sealed != nil, key == nil { throw LedgerError.sealedWithoutKey(entry.type) }
        let id = world.uuid()
        let act = try entry.caseID.map {
            isFirst ? try firstAct(of: $0, in: tx) : try nextAct(of: $0, in: tx)
        }
        // Never from `world.random`: a guessable salt would let anyone try out private entries.
        let salt = RandomSource.system.bytes(16)
        let commitment = Commitment.of(entry, id: id, act: act, salt: salt)
        try insert(
            entry, id: id, act: act, salt: try sealIfKeyed(salt, "salt", id, key),
            sealed: try entry.sealed.map { try sealIfKeyed($0.canonical, "sealed", id, key) },
            keyID: key?.id, commitment: commitment, in: tx)
        let caseID = entry.caseID
        tx.onCommit { [signals, numbered = tx.engine == .sqlite] in
            if let caseID, let act { signals.raise(caseID, act: act) }
            (numbered ? signals.numbered : signals.appended).raise()
        }
        return act ?? 0
    }

    private func firstAct(of caseID: CaseID, in tx: Transaction) throws -> Int64 {
        try tx.put("INSERT INTO case_acts (case_id, last) VALUES (\(caseID), 1)")
        return 1
    }

    /// The counter's row stays locked until the commit.
    private func nextAct(of caseID: CaseID, in tx: Transaction) throws -> Int64 {
        let row = try tx.row(
            """
            INSERT INTO case_acts (case_id, last) VALUES (\(caseID), 1)
            ON CONFLICT (case_id) DO UPDATE SET last = case_acts.last + 1 RETURNING last
            """)
        guard let row else { throw LedgerError.noCounter }
        return row.int(0)
    }

    private func sealIfKeyed(
        _ bytes: [UInt8], _ column: String, _ id: UUIDv7, _ key: DataKey?
    ) throws -> [UInt8] {
        guard let key else { return bytes }
        return try vault.seal(bytes, with: key, at: LedgerRecord.place(id, column))
    }

    private func insert(
        _ entry: LedgerEntry, id: UUIDv7, act: Int64?, salt: [UInt8], sealed: [UInt8]?,
        keyID: UUIDv7?, commitment: [UInt8], in tx: Transaction
    ) throws {
        let actor = entry.actor
        let order: SQL
        switch tx.engine {
        case .sqlite: order = "\(try nextNumber(in: tx)), NULL"
        // The id of the whole transaction, also inside a savepoint.
        case .postgres: order = "NULL, \(sql: tx.engine.transactionID)"
        }
        try tx.put(
            """
            INSERT INTO ledger (id, seq, txid, case_id, case_act, type, actor_kind, actor_id,
                actor_name, position_id, service, unit, at, facts, sealed, salt, key_id,
                commitment)
            VALUES (\(id.bytes), \(sql: order), \(entry.caseID), \(act), \(entry.type),
                \(actor.kind), \(actor.account), \(actor.systemName), \(actor.position),
                \(entry.service), \(entry.unit), \(entry.at), \(entry.facts.text), \(sealed),
                \(salt), \(keyID?.bytes), \(commitment))
            """)
    }

    /// SQLite has one writer, so the order of numbers is the order of commits.
    private func nextNumber(in tx: Transaction) throws -> Int64 {
        let row = try tx.row(
            "UPDATE ledger_counter SET last = last + 1 WHERE one = 1 RETURNING last")
        guard let row else { throw LedgerError.noCounter }
        return row.int(0)
    }
}

/// Why an entry could not be written or read.
public enum LedgerError: Error, Sendable, Hashable {
    /// An entry of this type has a private part and no key to seal it with.
    case sealedWithoutKey(String)
    /// The migrations of the ledger have not run.
    case noCounter
    /// A row does not hold what the ledger writes.
    case malformed(UUIDv7?)
}
