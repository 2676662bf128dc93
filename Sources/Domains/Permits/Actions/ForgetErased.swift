import Contracts
import Kernel
import People
import Store

/// An imported permit with all that is known of its holder.
public struct PermitHolding: Sendable {
    public let id: UUIDv7
    public let number: String
    public let kind: ServiceCode
    public let business, place, object: String?
    public let name, nik, nib, contact: String?
    public let issued: Day
    /// When it ended for good; nothing while it may still hold.
    public let endedOn: Day?
}

extension PermitTools {
    /// Takes away what was left of holders whose key is destroyed: the hashes by which they were
    /// found. The permit itself stays in the register.
    func forgetErased() async throws {
        let gone: SQL = """
            holder IS NOT NULL AND EXISTS (SELECT 1 FROM data_keys k \
            WHERE k.id = permits.key_id AND k.wrapped IS NULL)
            """
        let isLeft = try await store.read("permit.erased") { reader in
            try reader.row("SELECT 1 FROM permits WHERE \(sql: gone) LIMIT 1") != nil
        }
        guard isLeft else { return }
        try await store.write("permit.forget") { tx in
            try Self.forget(gone, in: tx)
        }
    }

    private static func forget(_ which: SQL, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE permits SET holder = NULL, has_contact = 0, name_key = NULL, \
            nik_key = NULL, nib_key = NULL, account = NULL WHERE \(sql: which)
            """)
    }

    /// Permits of older archives that are an account's, with what is sealed.
    public func holdings(of account: AccountID, in reader: Reader) throws -> [PermitHolding] {
        let nik = try accounts.nikKey(of: account, in: reader)
        return try Self.own(
            account, nik, rows, "AND p.case_id IS NULL AND p.holder IS NOT NULL", in: reader
        ).map { permit in
            let holder = try rows.holder(of: permit.id, in: reader)
            return PermitHolding(
                id: permit.id.value, number: permit.number, kind: permit.kind,
                business: permit.business, place: permit.place, object: permit.object,
                name: holder?.name, nik: holder?.nik, nib: holder?.nib, contact: holder?.contact,
                issued: permit.issued,
                endedOn: permit.term.revoked ?? permit.term.superseded ?? permit.until)
        }
    }

    /// Takes the holders of imported permits away for good: their key, the hashes by which they
    /// were found, and the place of a permit that no business but a person had.
    public func forget(holders ids: [UUIDv7], in tx: Transaction) throws {
        for id in ids.map({ PermitID($0) }) {
            let row = try tx.row(
                "SELECT key_id FROM permits WHERE id = \(id) AND case_id IS NULL")
            guard let row else { continue }
            try vault.destroyKey(row.uuid(0), in: tx)
            try Self.forget("id = \(id)", in: tx)
            let changed = try tx.execute(
                """
                UPDATE permits SET place = NULL, place_key = NULL \
                WHERE id = \(id) AND business IS NULL AND place IS NOT NULL
                """)
            if changed > 0 { try PermitWords.write(id, in: tx) }
        }
    }

    /// The same for imported permits that ended before a day.
    /// - Returns: how many, at most `limit`.
    public func forgetEnded(before day: Day, limit: Int, in tx: Transaction) throws -> Int {
        let ids = try tx.rows(
            """
            SELECT id FROM permits WHERE case_id IS NULL AND holder IS NOT NULL \
            AND COALESCE(revoked_on, superseded_on, until_day) < \(day) LIMIT \(limit)
            """
        ).map { $0.uuid(0) }
        try forget(holders: ids, in: tx)
        return ids.count
    }
}
