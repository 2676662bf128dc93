import Contracts
import Forms
import Kernel
import Ledger
import People
import Store

extension CaseFileRecord {
    /// Stands in place of a question for what answers none. No field can be called so.
    public static let late = "late-document"
    /// The most that one case takes of these.
    static let mostLate: Int64 = 50
}

extension CaseFile {
    /// Documents that came after the case was sent and that it had not asked for, oldest first.
    public var lateDocuments: [CaseFileRecord] {
        files.filter { $0.field == CaseFileRecord.late }
    }
}

extension Cases {
    /// Keeps a document that came after the case was sent and that it does not ask for: beside the
    /// answers, to be read by whoever works on the case and by its applicant. It answers no
    /// question and moves nothing, so it never collides with an act.
    /// - Parameter position: from which the officer files it.
    public func addLateDocument(
        _ stored: StoredBlob, named name: String, kind: FileKind, to id: CaseID,
        by officer: Officer, from position: PositionID, in tx: Transaction
    ) throws -> DocumentFiling {
        let seen = try tx.row(
            "SELECT 1 FROM cases c WHERE c.id = \(id) AND \(sql: officer.caseScope)")
        guard seen != nil, let record = try CaseRows.find(id, in: tx) else { return .notYours }
        guard record.state != .closed else { return .closed }
        guard try !Self.isRestricted(id, in: tx) else { return .restricted }
        let count = try tx.row(
            """
            SELECT COUNT(*) FROM case_files WHERE case_id = \(id) \
            AND field = \(CaseFileRecord.late)
            """)
        guard count?.int(0) ?? 0 < CaseFileRecord.mostLate else { return .full }
        let key = try openKey(id, in: tx)
        try blobs.register(stored, owner: key, in: tx)
        let blob = BlobID(stored.id)
        let file = CaseFileRecord(
            blob: blob, round: record.round, field: CaseFileRecord.late, kind: kind.rawValue,
            bytes: stored.size, name: FileName.clean(name, kind), at: world.now)
        try FileRows.insert([file], of: id, key: key, vault: vault, in: tx)
        try drafts.checks.add(blob, kind, owner: id, isUrgent: true, in: tx)
        try ledger.append(
            LedgerEntry(
                type: ActKind.documentAdded.rawValue, caseID: id,
                actor: officer.actor(position), service: record.service.text,
                unit: record.unit.text, facts: .object([:]), sealed: nil, at: world.now),
            key: nil, in: tx)
        return .filed
    }
}
