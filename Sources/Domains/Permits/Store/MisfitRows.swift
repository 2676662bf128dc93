import Kernel
import Store

/// A message that could not be taken: kept sealed, under a key of its own, until an officer has it
/// taken again or throws it away.
struct Misfit: Sendable {
    let id: UUIDv7
    let system: String
    /// Fields and what is wrong with them; no values.
    let problems: [String]
    let at: Instant
}

/// Rows of `permit_misfits`.
struct MisfitRows: Sendable {
    let vault: Vault

    /// Writes a message down once, however often it comes.
    func add(
        _ message: JSONValue, of system: String, _ problems: [ImportProblem], _ id: UUIDv7,
        at now: Instant, in tx: Transaction
    ) throws {
        let body = message.canonical
        guard body.count <= 64 << 10 else { return }
        let hash = vault.index(message.text, "permits.misfit")
        let known = try tx.row(
            "SELECT 1 FROM permit_misfits WHERE system = \(system) AND message = \(hash)")
        guard known == nil else { return }
        let key = try vault.createKey(id, in: tx)
        let seal = RowSeal(vault: vault, key: key, table: "permit_misfits", row: id)
        let said = JSONValue.array(
            problems.prefix(20).map { .string("\($0.column): \($0.text)") })
        try tx.execute(
            """
            INSERT INTO permit_misfits (id, system, message, body, problems, at) VALUES \
            (\(id), \(system), \(hash), \(try seal.close(message.text, "body")), \(said.text), \
            \(now))
            """)
    }

    static func list(_ systems: [String], limit: Int, in reader: Reader) throws -> [Misfit] {
        guard !systems.isEmpty else { return [] }
        return try reader.rows(
            """
            SELECT id, system, problems, at FROM permit_misfits \
            WHERE system IN \(list: systems) ORDER BY at, id LIMIT \(limit)
            """
        ).map { row in
            let said = try? JSONValue(parsing: Array(row.text(2).utf8))
            return Misfit(
                id: row.uuid(0), system: row.text(1),
                problems: (said?.arrayValue ?? []).compactMap(\.stringValue), at: row.instant(3))
        }
    }

    func message(
        _ id: UUIDv7, in reader: Reader
    ) throws -> (system: String, message: JSONValue)? {
        let row = try reader.row("SELECT system, body FROM permit_misfits WHERE id = \(id)")
        guard let row else { return nil }
        let seal = RowSeal(
            vault: vault, key: try vault.key(id, in: reader), table: "permit_misfits", row: id)
        let text = try seal.open(row.bytes(1), "body")
        return (row.text(0), try JSONValue(parsing: Array(text.utf8)))
    }

    /// - Returns: whether it was there.
    func remove(_ id: UUIDv7, in tx: Transaction) throws -> Bool {
        guard try tx.execute("DELETE FROM permit_misfits WHERE id = \(id)") == 1 else {
            return false
        }
        try vault.destroyKey(id, in: tx)
        return true
    }

    /// What nobody looked at for half a year goes.
    func sweep(before: Instant, in tx: Transaction) throws {
        let old = try tx.rows("SELECT id FROM permit_misfits WHERE at < \(before) LIMIT 500")
        for row in old { _ = try remove(row.uuid(0), in: tx) }
    }
}
