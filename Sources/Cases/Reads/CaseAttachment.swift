import Contracts
import Forms
import Kernel
import People
import Store

/// A file of a case with its key, ready to be read.
public struct CaseAttachment: Sendable {
    /// As the applicant called it.
    public let name: String
    /// `pdf`, `jpeg` or `png`.
    public let kind: String
    public let blob: Blob
}

extension Cases {
    /// The plain facts of a case that the officer may see. Nothing is written down: for acts.
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

    /// A file of a case. It must belong to this case, and the officer must see the case: the id
    /// alone opens nothing.
    public func attachment(
        _ blobID: BlobID, of number: TrackingCode, for officer: Officer
    ) async throws -> CaseAttachment {
        let looked = try await look(at: number, for: officer)
        let found = try await store.read("case.attachment") { reader in
            let key = try vault.key(looked.caseID.value, in: reader)
            let files = try FileRows.all(of: looked.caseID, key: key, vault: vault, in: reader)
            guard let file = files.first(where: { $0.blob == blobID }) else {
                throw Refusal(.notFound, "case.not_found")
            }
            return CaseAttachment(
                name: file.name, kind: file.kind,
                blob: try blobs.blob(blobID.value, in: reader))
        }
        try await note(looked, by: officer, .file, .each)
        return found
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
        let looked = try await look(at: number, for: officer)
        let found = try await store.read("case.picture") { reader -> Blob? in
            // A file of a correction that was not sent yet is not the case's.
            let isThere = try reader.row(
                "SELECT 1 FROM case_files WHERE blob = \(blobID) AND case_id = \(looked.caseID)")
            guard isThere != nil else { return nil }
            return try drafts.checks.picture(blobID, page: page, owner: looked.caseID, in: reader)
        }
        guard let found else { throw Refusal(.notFound, "case.not_found") }
        try await note(looked, by: officer, .file, .oncePerMinute)
        return found
    }

    /// The issued letter of a case.
    public func issuedLetter(
        of number: TrackingCode, for officer: Officer
    ) async throws -> CaseAttachment {
        let looked = try await look(at: number, for: officer)
        let found = try await store.read("case.letter.issued") { reader in
            guard let letter = try LetterRows.current(looked.caseID, in: reader),
                letter.state == .issued, let blob = letter.blob
            else { throw Refusal(.notFound, "case.not_found") }
            return CaseAttachment(
                name: "\(number.text).pdf", kind: "pdf",
                blob: try blobs.blob(blob.value, in: reader))
        }
        try await note(looked, by: officer, .letter, .each)
        return found
    }
}
