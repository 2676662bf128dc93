import Cases
import Contracts
import Forms
import Kernel
import People
import Previews
import Store
import Web

/// What comes from a scanner: read by the house, split at its covers, filed in the questions that
/// they name. What no cover names lies in a tray.
extension ServingDesk {
    static let job = "counter.scan"

    /// Takes what was scanned. The same once more is the same batch, read once more when that came
    /// to nothing.
    /// - Returns: whether it is read (again) now.
    /// - Throws: `Refusal`: no files, or of a kind that nobody scans.
    func receive(_ files: [UploadedFile], by officer: Officer) async throws -> Bool {
        guard !files.isEmpty else {
            throw Refusal(.invalid, "counter.scan.none", field: "pindaian", values: [:])
        }
        let kinds = try files.map { file in
            guard let kind = FileKind.sniff(file.bytes) else {
                throw Refusal(.invalid, "counter.scan.kind", field: "pindaian", values: [:])
            }
            return kind
        }
        var stored: [StoredBlob] = []
        for file in files { stored.append(try await tools.blobs.put(file.bytes)) }
        let blobs = stored
        // The same bytes in the same order from the same officer are the same batch.
        let digest = tools.vault.index(
            officer.account.text + blobs.map { Hexadecimal.text($0.digest) }.joined(),
            "counter.batch")
        do {
            let (isNew, isRead) = try await store.write("counter.batch") {
                [self] tx -> (isNew: Bool, isRead: Bool) in
                let post = try walkins.post(of: officer, in: tx)
                let id = world.uuid()
                let isNew = try ScanRows.insert(
                    id, digest: digest, by: officer.account, from: post.position, post.unit,
                    at: world.now, in: tx)
                guard isNew else { return (false, try readAgain(digest, in: tx)) }
                let key = try tools.vault.createKey(id, in: tx)
                for (number, blob) in blobs.enumerated() {
                    try tools.blobs.register(blob, owner: key, in: tx)
                    try ScanRows.insertFile(
                        id, number, blob.id, kind: kinds[number].rawValue, in: tx)
                }
                try tools.jobs.enqueue(
                    kind: Self.job, payload: id.bytes, key: "\(Self.job) \(id.text)", in: tx)
                try note(
                    "counter.scanned", by: officer.actor(post.position), unit: post.unit,
                    ["files": .integer(Int64(blobs.count))], in: tx)
                return (true, true)
            }
            if !isNew { for blob in blobs { try? await tools.blobs.discard(blob) } }
            return isRead
        } catch {
            for blob in stored { try? await tools.blobs.discard(blob) }
            throw error
        }
    }

    /// A batch that failed, or whose job was given up, waits again.
    /// - Returns: false when it was read, or is being read.
    private func readAgain(_ digest: [UInt8], in tx: Transaction) throws -> Bool {
        guard let (id, hasFailed) = try ScanRows.unread(digest, in: tx) else { return false }
        let key = "\(Self.job) \(id.text)"
        // The job that failed it may be about to end; one that was given up stays for ever.
        let state: SQL = hasFailed ? "" : " AND state = 'dead'"
        try tx.execute("DELETE FROM jobs WHERE dedupe = \(key)\(sql: state)")
        if hasFailed { try ScanRows.wait(id, at: world.now, in: tx) }
        return try tools.jobs.enqueue(kind: Self.job, payload: id.bytes, key: key, in: tx)
    }

    var scanHandler: JobHandler {
        // A batch waits for minutes on the one thread that reads pictures.
        JobHandler(
            attempts: 3, lane: JobLane("scans"), isReady: { tools.previewer.isThere }
        ) { job in
            guard let batch = UUIDv7(bytes: job.payload) else { return }
            try await read(batch)
        }
    }

    private struct Scanned: Sendable {
        let page: PreviewPage
        let cover: Cover?
    }

    private func read(_ batch: UUIDv7) async throws {
        let files = try await store.read("counter.batch.files") { [blobs = tools.blobs] reader in
            try reader.rows(
                """
                SELECT f.blob, f.kind FROM counter_batch_files f \
                JOIN counter_batches b ON b.id = f.batch \
                WHERE f.batch = \(batch) AND b.state = 'waiting' ORDER BY f.number
                """
            ).map { row in
                (
                    blob: try blobs.blob(row.uuid(0), in: reader),
                    kind: FileKind(rawValue: row.text(1))
                )
            }
        }
        guard !files.isEmpty else { return }
        var pages: [Scanned] = []
        do {
            for file in files {
                let bytes = try await tools.blobs.read(file.blob)
                let kind: PreviewKind = file.kind == .pdf ? .document : .picture
                for found in try await tools.previewer.scan(bytes, kind) {
                    pages.append(
                        Scanned(page: found.page, cover: found.code.flatMap { Cover(code: $0) }))
                }
            }
        } catch let fault as PreviewFault {
            return try await store.write("counter.batch.failed") { tx in
                try ScanRows.finish(
                    batch, .failed, fault: fault.rawValue, pages: 0, in: tx)
            }
        }
        try await file(pages, of: batch)
    }

    /// Splits at the covers, files each part, and lays the rest into the tray, in one transaction.
    private func file(_ pages: [Scanned], of batch: UUIDv7) async throws {
        var parts: [(cover: Cover?, pages: [PreviewPage])] = [(nil, [])]
        for page in pages {
            if let cover = page.cover {
                parts.append((cover, []))
            } else {
                parts[parts.count - 1].pages.append(page.page)
            }
        }
        var ready: [ScanPart] = []
        for (number, part) in parts.enumerated() where !part.pages.isEmpty {
            ready.append(try await prepare(part.cover, part.pages, number))
        }
        let all = ready
        let shelf = Shelf(
            catalogue: try await tools.shelf.published(),
            cases: try await rules(of: all.compactMap(\.cover)))
        let total = pages.count
        let left = try await store.write("counter.batch.read") { [self] tx -> Set<UUIDv7> in
            guard
                let row = try tx.row(
                    """
                    SELECT officer, position, unit FROM counter_batches \
                    WHERE id = \(batch) AND state = 'waiting'\(sql: tx.engine.lockSuffix)
                    """)
            else { return [] }
            let officer: AccountID = row.id(0)
            let key = try tools.vault.key(batch, in: tx)
            var used: Set<UUIDv7> = []
            for part in all {
                let problem = try attach(part, by: officer, shelf, in: tx)
                if problem == nil, let document = part.document {
                    used.insert(document.stored.id)
                    continue
                }
                for (index, page) in part.pages.enumerated() {
                    let stored = part.pictures[index]
                    try tools.blobs.register(stored, owner: key, in: tx)
                    used.insert(stored.id)
                    try ScanRows.insertPage(
                        TrayPage(
                            id: stored.id, batch: batch,
                            number: Int64(part.number * 1_000 + index),
                            width: Int64(page.width), height: Int64(page.height),
                            cover: part.cover, problem: problem), in: tx)
                }
            }
            try ScanRows.finish(batch, .read, fault: nil, pages: total, in: tx)
            return used
        }
        for blob in all.flatMap({ $0.pictures + [$0.document?.stored].compactMap(\.self) })
        where !left.contains(blob.id) { try? await tools.blobs.discard(blob) }
    }

    private func prepare(
        _ cover: Cover?, _ pages: [PreviewPage], _ number: Int
    ) async throws -> ScanPart {
        var pictures: [StoredBlob] = []
        for page in pages { pictures.append(try await tools.blobs.put(page.jpeg)) }
        var document: ScanPart.Document?
        if cover?.field != nil {
            document = try await self.document(
                pages.map { .init(width: $0.width, height: $0.height, jpeg: $0.jpeg) })
        }
        return ScanPart(
            number: number, cover: cover, pages: pages, pictures: pictures, document: document)
    }

    func document(_ pages: [PicturePDF.Picture]) async throws -> ScanPart.Document {
        ScanPart.Document(stored: try await tools.blobs.put(PicturePDF.make(pages)))
    }

    /// Files a part where its cover says, for the officer who has that form open.
    /// - Returns: the key of why it cannot be; nil: it is filed.
    private func attach(
        _ part: ScanPart, by officer: AccountID, _ shelf: Shelf, in tx: Transaction
    ) throws -> String? {
        guard let cover = part.cover else { return "counter.scan.no-cover" }
        guard cover.field != nil, let document = part.document else {
            return "counter.scan.by-hand"
        }
        return try attach(document, to: cover, by: officer, shelf, in: tx)
    }

    /// What covers are understood by.
    struct Shelf: Sendable {
        let catalogue: Catalogue
        /// Cases that were sent, among what the covers name.
        let cases: [CaseID: CaseRules]
    }

    /// - Returns: the key of why it cannot be filed there; nil: it is.
    func attach(
        _ document: ScanPart.Document, to cover: Cover, by officer: AccountID, _ shelf: Shelf,
        in tx: Transaction
    ) throws -> String? {
        do {
            if let rules = shelf.cases[cover.draft], let field = cover.field {
                return try add(
                    document, to: field, of: cover.draft, rules, by: officer, in: tx)
            }
            guard let sitting = try SittingRows.find(cover.draft, in: tx),
                sitting.officer == officer, sitting.endedAt == nil
            else { return "counter.scan.not-yours" }
            let form = shelf.catalogue.services[sitting.service]?.form
            guard let field = cover.field, case .file(let rule)? = form?.field(field)?.kind
            else { return "counter.scan.no-field" }
            try drafts.attach(
                document.stored, named: ScanPart.name, kind: .pdf, to: field, rule: rule,
                draft: cover.draft, account: sitting.person, in: tx)
            return nil
        } catch let refusal as Refusal {
            return Self.problem(refusal)
        }
    }

    /// Why a question does not take what was scanned, by the key of its text.
    static func problem(_ refusal: Refusal) -> String {
        refusal.problems.first?.key == "forms.file.tooMany"
            ? "counter.scan.full" : "counter.scan.refused"
    }
}

/// Pages that belong together.
struct ScanPart: Sendable {
    struct Document: Sendable { let stored: StoredBlob }

    /// What a document is called that the house made of pages.
    static let name = "pindaian.pdf"

    let number: Int
    let cover: Cover?
    let pages: [PreviewPage]
    let pictures: [StoredBlob]
    let document: Document?
}
