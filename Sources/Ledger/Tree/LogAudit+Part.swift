import Contracts
import Kernel
import Store
import TransparencyLog

extension LedgerLog {
    /// Acts by which keys are destroyed because the law asks for it.
    static let erasures: Set<String> = [
        "privacy.erased", "privacy.forgotten", "privacy.retention",
    ]

    /// Reads and checks the entries of one part, with the tiles and checkpoints that end in it.
    func part(
        from first: Int64, to last: Int64, key: [UInt8]?, in reader: Reader
    ) throws -> AuditPart {
        var part = AuditPart(first: first)
        let end = min(first + AuditPart.size - 1, last)
        try addTree(to: &part, end: end, key: key, in: reader)
        let rows = try reader.rows(
            """
            SELECT \(sql: LedgerRecord.joined), k.id, k.wrapped, k.destroyed_at FROM ledger l
            LEFT JOIN data_keys k ON k.id = l.key_id
            WHERE l.seq >= \(first) AND l.seq <= \(end) ORDER BY l.seq
            """)
        for row in rows {
            let number = first + Int64(part.ids.count)
            guard row.optionalInt(1) == number else {
                part.difference = .missing(number)
                return part
            }
            part.ids.append(row.uuid(0))
            part.leaves.append(LogLeaf.hash(row.bytes(16)))
            part.difference = try difference(row, number, &part, in: reader)
            if part.difference != nil { return part }
        }
        if first + Int64(rows.count) <= end {
            part.difference = .missing(first + Int64(rows.count))
            return part
        }
        return part
    }

    private func difference(
        _ row: Row, _ number: Int64, _ part: inout AuditPart, in reader: Reader
    ) throws -> LogDifference? {
        let id = row.uuid(0)
        do {
            let record = try LedgerRecord(row)
            if Self.erasures.contains(record.type) {
                part.erasures.append(AuditPart.Erasure(record))
            }
            if let key = record.keyID, row.isNull(18) {
                guard !row.isNull(17), let at = row.optionalInt(19) else {
                    return .keyLost(number, id)
                }
                part.erased.append(AuditPart.Erased(number: number, id: id, key: key, at: at))
                return nil
            }
            // Acts of one case often stand together.
            if let id = record.keyID, part.key?.id != id {
                part.key = try ledger.vault.key(id, wrapped: row.optionalBytes(18))
            }
            let opened = try ledger.opened(
                record, wrapped: nil, known: record.keyID == nil ? nil : part.key, in: reader)
            let commitment = Commitment.of(opened.entry, salt: opened.salt)
            return commitment == record.commitment ? nil : .changed(number, id)
        } catch let error as StoreError {
            // The database failed, not the entry.
            throw error
        } catch SealingError.otherMasterKey(let key) {
            throw SealingError.otherMasterKey(key)
        } catch {
            return .changed(number, id)
        }
    }

    private func addTree(
        to part: inout AuditPart, end: Int64, key: [UInt8]?, in reader: Reader
    ) throws {
        let first = part.first
        let tiles = try reader.rows(
            """
            SELECT number, hashes FROM ledger_tiles WHERE level = 0
            AND number >= \((first - 1) / 256) AND number <= \((end - 1) / 256)
            """)
        for row in tiles { part.tiles[row.int(0)] = row.bytes(1) }
        part.signed = try reader.rows(
            """
            SELECT size, root, origin, note FROM ledger_checkpoints
            WHERE size >= \(first) AND size <= \(end) ORDER BY size
            """
        ).map { row in
            let name = NoteKey(name: row.text(2), publicKey: key ?? [])
            let checkpoint = SignedNote(row.text(3).utf8).flatMap { note in
                name.flatMap { Checkpoint(note, by: $0) }
            }
            return AuditPart.Signed(
                size: row.int(0), root: row.bytes(1),
                isSigned: checkpoint?.size == row.int(0)
                    && checkpoint?.root.bytes == row.bytes(1))
        }
    }
}
