import Cases
import Contracts
import Forms
import Kernel
import People
import Store
import Web

/// The pages that are measured: a case with much on it, and signed-in officers.
struct BenchDesk: Sendable {
    let house: House
    let offices: BenchOffices

    static let files = 15
    static let acts = 200

    /// Submits a case by the engine, gives it fifteen files and two hundred acts.
    func makeCase() async throws {
        guard let clerk = try await officer(.clerk), let position = clerk.authorities.first else {
            throw OperatingProblem("Nobody looks at the case.")
        }
        let person = DemoNames.person(0)
        let account = try await house.store.write("bench.applicant") { tx in
            try house.accounts.createCitizen(
                CitizenRecord(
                    name: person.name,
                    contact: .email(try EmailAddress("pemohon.ukur@contoh.example")),
                    passwordHash: nil), in: tx)
        }
        let id = try await DemoApplication(house: house).submit(0, person, account)
        try await addFiles(to: id)
        for n in 0..<((Self.acts - 41) / 2) {
            try await act(id, clerk) { try await house.cases.claim($0) }
            try await act(id, clerk) { try await house.cases.handBack($0) }
            guard n < 41 else { continue }
            try await house.cases.writeMessage(
                on: id, by: clerk, position.position, text: "Catatan contoh nomor \(n + 1).",
                isInternal: n % 2 == 0)
        }
    }

    private func act(
        _ id: CaseID, _ officer: Officer, _ body: (OfficerAct) async throws -> Void
    ) async throws {
        guard let standing = try await house.cases.standing(of: id) else { return }
        try await body(
            OfficerAct(caseID: id, revision: standing.record.revision, officer: officer))
    }

    private func addFiles(to id: CaseID) async throws {
        guard let standing = try await house.cases.standing(of: id) else { return }
        let rules = try await house.cases.rules(
            standing.record.service, version: standing.record.version)
        let field = rules.service.form.fields.first { field in
            if case .file = field.kind { field.required } else { false }
        }
        guard let field else { return }
        let known = try await house.store.read("bench.files") { reader in
            try reader.row("SELECT COUNT(*) FROM case_files WHERE case_id = \(id)")?.int(0) ?? 0
        }
        for n in Int(known)..<Self.files {
            let stored = try await house.blobs.put(DemoFiles.pdf("Lampiran contoh \(n + 1)"))
            try await house.store.write("bench.file") { tx in
                try house.blobs.register(
                    stored, owner: try house.vault.key(id, in: tx), in: tx)
                try house.cases.addBare(
                    [
                        FileAnswer(
                            blob: BlobID(stored.id), name: "lampiran-\(n + 1).pdf", kind: .pdf,
                            size: stored.size)
                    ], field: field.id, to: id, in: tx)
                try show(BlobID(stored.id), of: id, in: tx)
            }
        }
    }

    /// As if the file had been looked into: a small picture and its page. The pictures themselves
    /// are not asked for.
    private func show(_ blob: BlobID, of id: CaseID, in tx: Transaction) throws {
        try house.drafts.checks.add(blob, .pdf, owner: id, isUrgent: false, in: tx)
        try tx.execute(
            """
            UPDATE file_checks SET state = 'shown', pages = 1, checked_at = \(house.world.now) \
            WHERE blob = \(blob)
            """)
        for (page, width, height) in [(0, 240, 340), (1, 1131, 1600)] {
            try tx.execute(
                """
                INSERT INTO file_pages (blob, page, picture, width, height)
                VALUES (\(blob), \(page), \(blob), \(width), \(height))
                """)
        }
    }

    private func officer(_ post: BenchOffices.Post) async throws -> Officer? {
        guard let account = offices.posts[post] else { return nil }
        return try await house.directory.officer(
            account, on: Day(house.world.now, in: house.zone))
    }

    /// Who, cookie, address: one a line.
    func lines() async throws -> [String] {
        let number = try await house.store.read("bench.case") { reader in
            try reader.row(
                """
                SELECT c.number FROM case_files f JOIN cases c ON c.id = f.case_id LIMIT 1
                """
            ).flatMap { try? TrackingCode($0.text(0)) }
        }
        var lines: [String] = []
        for post in BenchOffices.Post.allCases {
            guard let account = offices.posts[post] else { continue }
            let session = try await house.accounts.openDemoSession(
                account, from: Visitor(address: "127.0.0.1", agent: "bench"))
            let page =
                switch post {
                case .clerk: "/meja/berkas/\(number?.text ?? "")"
                case .mayor: "/meja/pimpinan"
                case .officer, .manager: "/meja"
                }
            lines.append("\(post.rawValue)\tsesi=\(session.token.text); tamu=bench\t\(page)")
        }
        return lines
    }
}
