import Contracts
import Forms
import Kernel
import People
import Store

/// What of a case an officer looked at; each look is a row of `case_reads`.
public enum CasePart: String, Sendable {
    case page, contact, file, letter
}

/// A file of a case with its key, ready to be read.
public struct CaseAttachment: Sendable {
    /// As the applicant called it.
    public let name: String
    /// `pdf`, `jpeg` or `png`.
    public let kind: String
    public let blob: Blob
}

extension Cases {
    /// The plain facts of a case that the officer may see. Nothing is written down: for acts, and
    /// for reads that note themselves.
    public func record(_ number: TrackingCode, for officer: Officer) async throws -> CaseRecord {
        let scope = officer.caseScope
        let found = try await store.read("case.visible", short: true) { reader in
            try reader.row(
                """
                SELECT \(sql: CaseRows.columns) FROM cases c \
                WHERE c.number = \(number.symbols) AND \(sql: scope)
                """
            ).map(CaseRows.record)
        }
        guard let found else { throw Refusal(.notFound, "case.not_found") }
        return found
    }

    /// Writes down that an officer looked at a part of a case. Whoever comes back to its page
    /// within a minute is still looking.
    public func noteReading(_ caseID: CaseID, by officer: Officer, _ part: CasePart) async throws {
        guard let position = officer.authorities.first?.position else {
            throw Refusal(.notFound, "case.not_found")
        }
        let now = world.now
        let look = RecentLooks.Look(
            caseID: caseID, account: officer.account, position: position)
        if part == .page, looks.isKnown(look, at: now) { return }
        try await store.write("case.read") { tx in
            try tx.execute(
                """
                INSERT INTO case_reads (case_id, account, position, at, part) VALUES \
                (\(caseID), \(officer.account), \(position), \(now), \(part.rawValue)) \
                ON CONFLICT (case_id, at, account, part) DO NOTHING
                """)
        }
        if part == .page { looks.remember(look, at: now) }
    }

    /// A file of a case. It must belong to this case, and the officer must see the case: the id
    /// alone opens nothing.
    public func attachment(
        _ blobID: BlobID, of number: TrackingCode, for officer: Officer
    ) async throws -> CaseAttachment {
        let record = try await record(number, for: officer)
        try await noteReading(record.id, by: officer, .file)
        return try await store.read("case.attachment") { reader in
            let key = try vault.key(record.id.value, in: reader)
            let files = try FileRows.all(of: record.id, key: key, vault: vault, in: reader)
            guard let file = files.first(where: { $0.blob == blobID }) else {
                throw Refusal(.notFound, "case.not_found")
            }
            return CaseAttachment(
                name: file.name, kind: file.kind,
                blob: try blobs.blob(blobID.value, in: reader))
        }
    }

    /// What may be shown of the files of a case that the officer sees.
    public func fileChecks(of record: CaseRecord) async throws -> [BlobID: FileCheck] {
        try await store.read("case.checks") { [drafts] reader in
            try drafts.checks.all(of: record.id, in: reader)
        }
    }

    /// The picture of a page of a file; the same is asked for and written down as for the file.
    /// Pages that are looked at one after the other are one reading.
    public func picture(
        _ blobID: BlobID, page: Int, of number: TrackingCode, for officer: Officer
    ) async throws -> Blob {
        let record = try await record(number, for: officer)
        let found = try await store.read("case.picture") { reader -> Blob? in
            // A file of a correction that was not sent yet is not the case's.
            let isThere = try reader.row(
                "SELECT 1 FROM case_files WHERE blob = \(blobID) AND case_id = \(record.id)")
            guard isThere != nil else { return nil }
            return try drafts.checks.picture(blobID, page: page, owner: record.id, in: reader)
        }
        guard let found else { throw Refusal(.notFound, "case.not_found") }
        let minute = world.now.adding(seconds: -60)
        if try await !hasRead(record.id, by: officer, .file, since: minute) {
            try await noteReading(record.id, by: officer, .file)
        }
        return found
    }

    /// Whether the officer looked at a part of a case since a moment.
    private func hasRead(
        _ caseID: CaseID, by officer: Officer, _ part: CasePart, since: Instant
    ) async throws -> Bool {
        try await store.read("case.reads", short: true) { reader in
            try reader.row(
                """
                SELECT 1 FROM case_reads WHERE case_id = \(caseID) AND at >= \(since) \
                AND account = \(officer.account) AND part = \(part.rawValue) LIMIT 1
                """) != nil
        }
    }

    /// The issued letter of a case.
    public func issuedLetter(
        of number: TrackingCode, for officer: Officer
    ) async throws -> CaseAttachment {
        let record = try await record(number, for: officer)
        try await noteReading(record.id, by: officer, .letter)
        return try await store.read("case.letter.issued") { reader in
            guard let letter = try LetterRows.current(record.id, in: reader),
                letter.state == .issued, let blob = letter.blob
            else { throw Refusal(.notFound, "case.not_found") }
            return CaseAttachment(
                name: "\(record.number.text).pdf", kind: "pdf",
                blob: try blobs.blob(blob.value, in: reader))
        }
    }
}
