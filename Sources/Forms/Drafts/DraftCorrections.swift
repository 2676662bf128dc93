import Contracts
import Kernel
import Store

// What an applicant writes to answer a correction is kept like a draft, under the id and the key of
// its case, so that nothing typed or uploaded is lost before it is sent.
extension Drafts {
    /// Opens the place for the answer to a correction. Nothing happens when it is there.
    public func beginCorrection(
        of caseID: CaseID, account: AccountID, service: ServiceCode, version: String,
        in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO drafts (id, account, service, version, created_at, updated_at, correction)
            VALUES (\(caseID), \(account), \(service.text), \(version), \(world.now),
                \(world.now), 1)
            ON CONFLICT (id) DO NOTHING
            """)
    }

    /// What was written so far; nil before `beginCorrection`.
    public func correction(
        of caseID: CaseID, account: AccountID, in reader: Reader
    ) throws -> Draft? {
        try find(caseID, account, isCorrection: true, in: reader)
    }

    /// Ends it, when it was sent or is not wanted any more: files that the case did not take are
    /// erased. The key stays, it is the key of the case.
    public func endCorrection(
        of caseID: CaseID, keeping kept: Set<BlobID> = [], in tx: Transaction
    ) throws {
        let open = try tx.row("SELECT 1 FROM drafts WHERE id = \(caseID) AND correction <> 0")
        guard open != nil else { return }
        for row in try tx.rows("SELECT blob FROM draft_files WHERE draft = \(caseID)") {
            let blob: BlobID = row.id(0)
            if !kept.contains(blob) { try checks.erase(blob, in: tx) }
        }
        try removeRows(caseID, in: tx)
    }
}
