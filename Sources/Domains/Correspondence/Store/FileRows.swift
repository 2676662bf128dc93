import Contracts
import Forms
import Kernel
import Store
import Web

/// A file that came with a form and lies on disk, before its row.
struct ComingFile: Sendable {
    let stored: StoredBlob
    let name: String
    let kind: FileKind
}

/// Files of letters and answers, sealed under the key of the letter or case.
struct KeptFiles: Sendable {
    let vault: Vault
    let blobs: BlobStore
    let checks: FileChecks

    static let rule = FileRule(
        kinds: FileKind.allCases, maxBytes: 10_000_000, maxCount: 5)

    private static func place(_ blob: BlobID) -> SealPlace {
        SealPlace(table: "correspondence_files", row: blob, column: "name")
    }

    /// Checks what came and lays it on disk.
    func take(_ files: [UploadedFile], field: String) async throws -> [ComingFile] {
        var kinds: [FileKind] = []
        for (count, file) in files.enumerated() {
            switch Self.rule.check(
                field: field, prefix: file.bytes, size: Int64(file.bytes.count),
                alreadyThere: count)
            {
            case .success(let kind): kinds.append(kind)
            case .failure(let problem):
                throw Refusal(.invalid, problem.key, field: field, values: problem.values)
            }
        }
        var taken: [ComingFile] = []
        for (file, kind) in zip(files, kinds) {
            taken.append(
                ComingFile(
                    stored: try await blobs.put(file.bytes),
                    name: FileName.clean(file.name, kind), kind: kind))
        }
        return taken
    }

    func keep(
        _ files: [ComingFile], key: DataKey, mail: MailID? = nil,
        instruction: InstructionID? = nil, act: UUIDv7? = nil, in tx: Transaction
    ) throws {
        for file in files {
            let blob = BlobID(file.stored.id)
            try blobs.register(file.stored, owner: key, in: tx)
            let name = try vault.seal(file.name, with: key, at: Self.place(blob))
            try tx.execute(
                """
                INSERT INTO correspondence_files (blob, mail, instruction, act, owner, name, \
                kind, size) VALUES (\(blob), \(mail), \(instruction), \(act), \(key.id), \
                \(name), \(file.kind.rawValue), \(file.stored.size))
                """)
            try checks.add(
                blob, file.kind, owner: CaseID(key.id), isUrgent: true, in: tx)
        }
    }

    func all(where condition: SQL, in reader: Reader) throws -> [KeptFile] {
        try reader.rows(
            """
            SELECT f.blob, f.act, f.name, f.kind, f.size, k.wrapped, f.owner \
            FROM correspondence_files f JOIN data_keys k ON k.id = f.owner \
            WHERE k.wrapped IS NOT NULL AND \(sql: condition) ORDER BY f.blob
            """
        ).map { row in
            let blob: BlobID = row.id(0)
            let key = try vault.key(row.uuid(6), wrapped: row.optionalBytes(5))
            return KeptFile(
                blob: blob, act: row.optionalUUID(1),
                name: try vault.openText(row.bytes(2), with: key, at: Self.place(blob)),
                kind: row.text(3), size: row.int(4))
        }
    }
}
