import Contracts
import Forms
import Kernel
import Store

/// What an officer filled in at a step.
public struct StepFinding: Sendable {
    public let step: String
    public let round: Int64
    public let at: Instant
    public let author: AccountID
    public let position: PositionID
    public let answers: Answers
}

extension ContentRows {
    private func place(_ at: Instant, _ step: String) -> [UInt8] {
        caseID.bytes + at.milliseconds.bigEndianBytes + Array(step.utf8)
    }

    func addFinding(_ finding: StepFinding, in tx: Transaction) throws {
        let sealed = try seal(
            finding.answers.json, "case_findings", place(finding.at, finding.step))
        try tx.execute(
            """
            INSERT INTO case_findings (case_id, at, step, round, author, position, sealed) \
            VALUES (\(caseID), \(finding.at), \(finding.step), \(finding.round), \
            \(finding.author), \(finding.position), \(sealed))
            """)
    }

    /// What officers filled in, the oldest first.
    func findings(in reader: Reader) throws -> [StepFinding] {
        try reader.rows(
            """
            SELECT step, round, at, author, position, sealed FROM case_findings \
            WHERE case_id = \(caseID) ORDER BY at, step
            """
        ).map { row in
            let json = try open(
                row.bytes(5), "case_findings", place(row.instant(2), row.text(0)))
            return StepFinding(
                step: row.text(0), round: row.int(1), at: row.instant(2), author: row.id(3),
                position: row.id(4), answers: try Answers(json))
        }
    }
}
