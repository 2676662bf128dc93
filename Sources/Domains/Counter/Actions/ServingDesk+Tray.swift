import Cases
import Contracts
import Forms
import Kernel
import People
import Store

/// Where pages of the tray go in a case that was sent.
enum TrayPlace: Sendable, Hashable {
    /// A question of the case, which asks for it now.
    case question(String)
    /// Beside the answers: the case did not ask for it.
    case late
}

extension ServingDesk {
    /// Files pages of the tray by hand, in the order in which they came, as one document.
    /// - Throws: `Refusal`: no pages; not the officer's; not taken by that question.
    func file(_ ids: [UUIDv7], to target: Cover, by officer: Officer) async throws {
        let shelf = Shelf(
            catalogue: try await tools.shelf.published(), cases: try await rules(of: [target]))
        try await file(ids, by: officer) { document, _, tx in
            let problem = try attach(document, to: target, by: officer.account, shelf, in: tx)
            if let problem { throw Refusal(.conflict, problem) }
            // A code that somebody sends may name a case, too.
            return shelf.cases[target.draft] == nil ? nil : target.draft
        }
    }

    /// Files them in a case that was sent.
    /// - Throws: `Refusal`: the same; the case is over, or not the officer's to open.
    func file(
        _ ids: [UUIDv7], to place: TrayPlace, of id: CaseID, by officer: Officer
    ) async throws {
        let rules = try await tools.cases.rules(of: id)
        try await file(ids, by: officer) { document, post, tx in
            var problem: String?
            do {
                problem =
                    switch place {
                    case .question(let field):
                        try add(document, to: field, of: id, rules, by: officer.account, in: tx)
                    case .late:
                        try addLate(
                            document, to: id, by: officer.account, from: post.position, in: tx)
                    }
            } catch let refusal as Refusal {
                problem = Self.problem(refusal)
            }
            if let problem { throw Refusal(.conflict, problem) }
            return id
        }
    }

    /// - Parameter keep: keeps the document of the pages, and says in which case, if in any.
    private func file(
        _ ids: [UUIDv7], by officer: Officer,
        keep: @escaping @Sendable (ScanPart.Document, Authority, Transaction) throws -> CaseID?
    ) async throws {
        let document = try await document(of: ids, by: officer)
        do {
            try await store.write("counter.tray.file") { [self] tx in
                let post = try walkins.post(of: officer, in: tx)
                try drop(ids, by: officer, in: tx)
                let caseID = try keep(document, post, tx)
                try note(
                    "counter.filed", by: officer.actor(post.position), unit: post.unit,
                    caseID: caseID, ["pages": .integer(Int64(ids.count))], in: tx)
            }
        } catch let refusal as Refusal {
            // After any other error the row may be there all the same: the sweep looks.
            try? await tools.blobs.discard(document.stored)
            throw refusal
        }
    }

    /// Makes one document of pages of the tray.
    private func document(
        of ids: [UUIDv7], by officer: Officer
    ) async throws -> ScanPart.Document {
        let pages = try await store.read("counter.tray.pages") { [blobs = tools.blobs] reader in
            try ids.map { id in
                guard let page = try ScanRows.page(id, of: officer.account, in: reader) else {
                    throw Refusal(.notFound, "counter.scan.gone")
                }
                return (page: page, blob: try blobs.blob(id, in: reader))
            }
        }.sorted { ($0.page.batch, $0.page.number) < ($1.page.batch, $1.page.number) }
        guard !pages.isEmpty else {
            throw Refusal(.invalid, "counter.scan.choose", field: "halaman", values: [:])
        }
        var pictures: [PicturePDF.Picture] = []
        for page in pages {
            pictures.append(
                PicturePDF.Picture(
                    width: Int(page.page.width), height: Int(page.page.height),
                    jpeg: try await tools.blobs.read(page.blob)))
        }
        return try await document(pictures)
    }

    /// Pages that belong to nobody's errand: an empty back, a scan that failed.
    func discard(_ ids: [UUIDv7], by officer: Officer) async throws {
        guard !ids.isEmpty else {
            throw Refusal(.invalid, "counter.scan.choose", field: "halaman", values: [:])
        }
        try await store.write("counter.tray.discard") { [self] tx in
            let post = try walkins.post(of: officer, in: tx)
            try drop(ids, by: officer, in: tx)
            try note(
                "counter.discarded", by: officer.actor(post.position), unit: post.unit,
                ["pages": .integer(Int64(ids.count))], in: tx)
        }
    }

    private func drop(_ ids: [UUIDv7], by officer: Officer, in tx: Transaction) throws {
        for id in ids {
            // Of two who file the same page the second finds it gone.
            guard try ScanRows.page(id, of: officer.account, in: tx) != nil,
                try ScanRows.remove(id, in: tx)
            else { throw Refusal(.notFound, "counter.scan.gone") }
            try tools.blobs.erase(id, in: tx)
        }
    }

    /// The pages of trays whose covers name a draft or case of a person.
    func scans(of person: AccountID, in reader: Reader) throws -> [(id: UUIDv7, at: Instant)] {
        let covered = try ScanRows.covered(in: reader)
        guard !covered.isEmpty else { return [] }
        let own = Set(try drafts.list(person, in: reader).map(\.id))
            .union(try tools.cases.ids(of: person, in: reader))
        return covered.filter { own.contains($0.cover.draft) }.map { (id: $0.id, at: $0.at) }
    }

    func eraseScans(of person: AccountID, in tx: Transaction) throws {
        for scan in try scans(of: person, in: tx) {
            _ = try ScanRows.remove(scan.id, in: tx)
            try tools.blobs.erase(scan.id, in: tx)
        }
    }

    /// What was scanned long ago and is filed goes, with its key; what lies in a tray has the time
    /// of the city's rules of retention.
    func sweepScans() async throws {
        let rule = try await tools.shelf.published().retention.rule(.scans)
        let days = max(1, rule.keep.days)
        let (old, oldest) = (
            world.now.adding(hours: -24 * min(Batch.days, days)),
            world.now.adding(hours: -24 * days)
        )
        try await store.write("counter.sweep") { [self] tx in
            let rows = try tx.rows(
                """
                SELECT b.id FROM counter_batches b WHERE b.at < \(oldest) OR (b.at < \(old) \
                AND NOT EXISTS (SELECT 1 FROM counter_pages p WHERE p.batch = b.id)) LIMIT 50
                """)
            for row in rows {
                let id = row.uuid(0)
                for file in try tx.rows(
                    """
                    SELECT blob FROM counter_batch_files WHERE batch = \(id) \
                    UNION ALL SELECT id FROM counter_pages WHERE batch = \(id)
                    """)
                { try tools.blobs.erase(file.uuid(0), in: tx) }
                try tx.execute("DELETE FROM counter_pages WHERE batch = \(id)")
                try tx.execute("DELETE FROM counter_batch_files WHERE batch = \(id)")
                try tx.execute("DELETE FROM counter_batches WHERE id = \(id)")
                try tools.vault.destroyKey(id, in: tx)
            }
        }
    }
}
