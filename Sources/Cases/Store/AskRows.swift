import Contracts
import Kernel
import Store

/// What a branch wants the applicant to correct, not yet sent.
struct BranchAsk: Sendable {
    let step: String
    /// When it is sent even if other branches have not spoken.
    let dueAt: Instant
    let correction: Correction
}

/// Rows of `case_asks`.
enum AskRows {
    static func remove(_ caseID: CaseID, in tx: Transaction) throws {
        try tx.execute("DELETE FROM case_asks WHERE case_id = \(caseID)")
    }

    /// Cases whose oldest request has waited long enough.
    static func due(_ now: Instant, limit: Int, in reader: Reader) throws -> [CaseID] {
        try reader.rows(
            """
            SELECT DISTINCT a.case_id FROM case_asks a JOIN cases c ON c.id = a.case_id \
            WHERE a.due_at <= \(now) AND c.state = 'open' LIMIT \(limit)
            """
        ).map { $0.id(0) }
    }
}

extension ContentRows {
    private func place(_ step: String) -> [UInt8] { caseID.bytes + Array(step.utf8) }

    func addAsk(
        _ correction: Correction, step: String, at now: Instant, due: Instant,
        in tx: Transaction
    ) throws {
        let sealed = try seal(correction.json, "case_asks", place(step))
        try tx.execute(
            """
            INSERT INTO case_asks (case_id, step, asked_at, due_at, sealed) VALUES \
            (\(caseID), \(step), \(now), \(due), \(sealed))
            """)
    }

    /// What branches ask for, the oldest first.
    func asks(in reader: Reader) throws -> [BranchAsk] {
        try reader.rows(
            """
            SELECT step, due_at, sealed FROM case_asks WHERE case_id = \(caseID) \
            ORDER BY asked_at, step
            """
        ).map { found in
            let step = found.text(0)
            return BranchAsk(
                step: step, dueAt: found.instant(1),
                correction: Correction(
                    json: try open(found.bytes(2), "case_asks", place(step))))
        }
    }
}
