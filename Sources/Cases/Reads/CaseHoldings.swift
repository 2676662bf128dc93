import Contracts
import Forms
import Kernel
import Store

/// How much the city holds of one case, without opening it.
public struct CaseHolding: Sendable {
    public let record: CaseRecord
    public let rounds, files, messages, letters: Int64
    /// Its key is destroyed: only the plain facts are left.
    public let isErased: Bool
    /// The last day of its issued letter, if it has one: until then the case must stay readable.
    public let validUntil: Day?

    /// From when its time of keeping counts; nothing while it runs.
    public var endedAt: Instant? { record.closedAt }
}

extension Cases {
    /// All cases of an applicant, newest first: one statement. Notes inside the office are no
    /// messages.
    public func holdings(of applicant: AccountID, in reader: Reader) throws -> [CaseHolding] {
        let next = CaseRows.width
        return try reader.rows(
            """
            SELECT \(sql: CaseRows.columns), \
            (SELECT COUNT(*) FROM case_answers a WHERE a.case_id = c.id), \
            (SELECT COUNT(*) FROM case_files f WHERE f.case_id = c.id), \
            (SELECT COUNT(*) FROM case_messages m WHERE m.case_id = c.id AND m.internal = 0), \
            (SELECT COUNT(*) FROM letters l WHERE l.case_id = c.id AND l.issued_at IS NOT NULL), \
            (SELECT COUNT(*) FROM data_keys k WHERE k.id = c.id AND k.wrapped IS NULL), \
            (SELECT MAX(v.valid_until) FROM letters v WHERE v.case_id = c.id \
            AND v.state = 'issued') \
            FROM cases c WHERE c.applicant = \(applicant) ORDER BY c.submitted_at DESC LIMIT 5000
            """
        ).map { row in
            CaseHolding(
                record: try CaseRows.record(row), rounds: row.int(next), files: row.int(next + 1),
                messages: row.int(next + 2), letters: row.int(next + 3),
                isErased: row.int(next + 4) > 0, validUntil: row.optionalDay(next + 5))
        }
    }

    /// The digests of a case's own files (SHA-256, hex), by blob; those of erased files are absent.
    public func digests(of file: CaseFile) async throws -> [BlobID: String] {
        let wanted = file.files.map(\.blob) + (file.letter?.blob.map { [$0] } ?? [])
        return try await store.read("case.digests") { reader in
            var found: [BlobID: String] = [:]
            for blob in wanted {
                guard let one = try? blobs.blob(blob.value, in: reader) else { continue }
                found[blob] = Hexadecimal.text(one.digest)
            }
            return found
        }
    }
}

extension Cases {
    /// The newest answers of a case, for a domain that its service is made for.
    /// - Throws: `SealingError.destroyed` after its erasure.
    public func newestAnswers(of id: CaseID, in reader: Reader) throws -> Answers? {
        let key = try vault.key(id.value, in: reader)
        return try ContentRows(vault: vault, key: key, caseID: id).newestAnswers(in: reader)
    }
}
