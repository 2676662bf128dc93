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

    /// Why the document of the step is not issued; nothing when it is.
    public var refusal: String? { answers.text(Self.refusalKey) }

    /// No field may be called so.
    private static let refusalKey = "_alasan"

    static func refused(_ reason: String) -> Answers { Answers([refusalKey: .text(reason)]) }
}

extension ContentRows {
    func findingPlace(_ at: Instant, _ step: String) -> [UInt8] {
        caseID.bytes + at.milliseconds.bigEndianBytes + Array(step.utf8)
    }

    func addFinding(_ finding: StepFinding, in tx: Transaction) throws {
        let sealed = try seal(
            finding.answers.json, "case_findings", findingPlace(finding.at, finding.step))
        try tx.execute(
            """
            INSERT INTO case_findings (case_id, at, step, round, author, position, sealed) \
            VALUES (\(caseID), \(finding.at), \(finding.step), \(finding.round), \
            \(finding.author), \(finding.position), \(sealed)) \
            ON CONFLICT (case_id, at, step) DO UPDATE SET round = excluded.round, \
            author = excluded.author, position = excluded.position, sealed = excluded.sealed
            """)
    }
}
