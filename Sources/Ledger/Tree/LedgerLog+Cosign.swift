import Contracts
import Kernel
import Store
import TransparencyLog

extension LedgerLog {
    /// The greatest checkpoint that a witness has cosigned.
    public struct Cosigned: Sendable, Hashable {
        public let size: Int64
        /// When, in POSIX seconds, as the witness says.
        public let seconds: Int64
    }

    /// How far each witness has cosigned, by the name of its key.
    public func cosigned(in reader: Reader) throws -> [String: Cosigned] {
        let rows = try reader.rows(
            """
            SELECT c.witness, c.size, c.line FROM ledger_cosignatures c
            WHERE c.size = (SELECT MAX(d.size) FROM ledger_cosignatures d
                WHERE d.witness = c.witness)
            """)
        var result: [String: Cosigned] = [:]
        for row in rows {
            guard let seconds = NoteSignature(line: row.text(2))?.seconds else { continue }
            result[row.text(0)] = Cosigned(size: row.int(1), seconds: seconds)
        }
        return result
    }

    /// Keeps a cosignature, once it has been shown to hold for this checkpoint.
    /// - Returns: false when it does not hold, or the checkpoint is not there any more.
    public func keep(
        _ signature: NoteSignature, of witness: NoteKey, on checkpoint: PublishedCheckpoint
    ) async throws -> Bool {
        let note = SignedNote(text: checkpoint.note.text, signatures: [signature])
        guard witness.kind == .cosignature, note.signature(of: witness) != nil else {
            return false
        }
        return try await ledger.store.write("ledger cosign") { tx in
            let known = try tx.row(
                """
                SELECT size FROM ledger_checkpoints
                WHERE size = \(checkpoint.size) AND root = \(checkpoint.root.bytes)
                    AND origin = \(origin)
                """)
            guard known != nil else { return false }
            try tx.execute(
                """
                INSERT INTO ledger_cosignatures (size, witness, line)
                VALUES (\(checkpoint.size), \(witness.name), \(signature.line))
                ON CONFLICT (size, witness) DO UPDATE SET line = excluded.line
                """)
            return true
        }
    }
}

extension LedgerLog {
    /// When the first of these witnesses had seen a record, by what is still kept: checkpoints of
    /// past days but the last of each are forgotten, so it may have been earlier that day.
    /// - Parameter number: of the entry, city-wide.
    /// - Returns: the time that the witness signed; nil while none has, or its signature does not
    ///   hold for the checkpoint.
    public func witnessed(
        _ number: Int64, by keys: [NoteKey], in reader: Reader
    ) throws -> Instant? {
        let rows = try reader.rows(
            """
            SELECT p.note, c.line FROM ledger_cosignatures c
            JOIN ledger_checkpoints p ON p.size = c.size
            WHERE c.size >= \(number) ORDER BY c.size LIMIT 32
            """)
        let times = rows.compactMap { row -> Int64? in
            guard let note = SignedNote(row.text(0).utf8),
                let signature = NoteSignature(line: row.text(1)),
                keys.contains(where: { key in
                    key.kind == .cosignature
                        && SignedNote(text: note.text, signatures: [signature])
                            .signature(of: key) != nil
                })
            else { return nil }
            return signature.seconds
        }
        return times.min().map { Instant(milliseconds: $0 * 1_000) }
    }
}
