import Contracts
import Foundation
import Kernel
import Store
import TestKit
import Testing

@testable import Forms

struct DraftTests {
    /// A house with drafts in a database of its own.
    struct House: Sendable {
        let store: Store
        let drafts: Drafts
        let blobs: BlobStore
        let vault: Vault
        let account: AccountID
        let service: ServiceCode

        static let tables = StoreMigrations.all + [FormMigrations.all]

        init(_ store: Store, folder: String) async throws {
            self.store = store
            let clock = ManualClock(Instant(milliseconds: 1_795_400_000_000))
            let world = World(clock: clock.clock, random: .seeded(3))
            vault = Vault(
                master: try MasterKey(bytes: [UInt8](repeating: 7, count: 32)), world: world)
            blobs = BlobStore(directory: folder, vault: vault, world: world)
            let jobs = JobQueue(store: store, world: world)
            drafts = Drafts(
                vault: vault, blobs: blobs,
                checks: FileChecks(blobs: blobs, jobs: jobs, world: world), world: world)
            account = world.id()
            service = try #require(ServiceCode("penelitian"))
        }

        func begin() async throws -> CaseID {
            try await store.write("begin") { [drafts, account, service] tx in
                try drafts.begin(account: account, service: service, version: "v1", in: tx)
            }
        }

        func save(
            _ id: CaseID, _ content: SectionContent, revision: Int64
        ) async throws -> DraftSaving {
            try await store.write("save") { [drafts, account] tx in
                try drafts.save(
                    id, account: account, group: "orang", content: content, revision: revision,
                    in: tx)
            }
        }

        func load(_ id: CaseID) async throws -> Draft? {
            try await store.read("load") { [drafts, account] reader in
                try drafts.load(id, account: account, in: reader)
            }
        }
    }

    private func house(
        _ engine: TestEngine, _ body: @escaping @Sendable (House) async throws -> Void
    ) async throws {
        let folder = NSTemporaryDirectory() + "drafts-\(UInt64.random(in: 0 ... .max))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await withStore(engine, House.tables) { store in
            try await body(try await House(store, folder: folder))
        }
    }

    private static func content(_ name: String) -> SectionContent {
        SectionContent(
            answers: Answers(["nama": .text(name)]),
            typed: TypedAnswers(["nama": [name], "mulai": ["besok"]]))
    }

    @Test("A draft is resumed with everything that was typed", arguments: TestEngine.available)
    func resumed(_ engine: TestEngine) async throws {
        try await house(engine) { house in
            let id = try await house.begin()
            #expect(try await house.save(id, Self.content("Siti"), revision: 0) == .saved(1))
            let draft = try #require(try await house.load(id))
            #expect(draft.answers.values == ["nama": .text("Siti")])
            #expect(draft.typed("orang").text("mulai") == "besok")
            #expect(draft.revision("orang") == 1)
            let list = try await house.store.read("list") { reader in
                try house.drafts.list(house.account, in: reader)
            }
            #expect(list.map(\.id) == [id])
        }
    }

    @Test(
        "Rows and parts are kept as they were typed, and nothing misread is sent",
        arguments: TestEngine.available)
    func parts(_ engine: TestEngine) async throws {
        let kinds = try KindsFixture()
        let typed = TypedAnswers([
            "waktu.dari": ["2026-12-01"], "waktu.sampai": ["2026-12-02"],
            "belanja.n": ["2"], "belanja.0.nama": ["Tikar"], "belanja.0.harga": ["dua ribu"],
            "wilayah.kelurahan": ["tanah baru"], "wilayah.rw": ["1"], "wilayah.rt": ["1"],
        ])
        try await house(engine) { house in
            let id = try await house.begin()
            func save(_ typed: TypedAnswers, _ revision: Int64) async throws -> Draft {
                let content = SectionContent(
                    answers: typed.read(kinds.form, group: "isi").answers, typed: typed)
                _ = try await house.store.write("save") { [drafts = house.drafts] tx in
                    try drafts.save(
                        id, account: house.account, group: "isi", content: content,
                        revision: revision, in: tx)
                }
                return try #require(try await house.load(id))
            }
            let draft = try await save(typed, 0)
            #expect(draft.typed("isi") == typed)
            let wrong = draft.problems(kinds.form, now: kinds.today)
            #expect(wrong.map(\.input) == ["wilayah.kelurahan", "belanja.0.harga"])
            #expect(throws: FormProblems.self) {
                try draft.checked(kinds.form, now: kinds.today)
            }
            let mended = typed.merging(
                TypedAnswers([
                    "belanja.n": ["1"], "belanja.0.nama": ["Tikar"],
                    "belanja.0.harga": ["2.000"], "rapat": ["ya"], "luas": ["3"],
                ])
            ).merging(
                TypedAnswers([
                    "wilayah.kelurahan": ["tanah baru"], "wilayah.rw": ["1"],
                    "wilayah.rt": ["1"], "wilayah.pilihan": ["32.71.05.1007"],
                ]))
            let sound = try await save(mended, 1)
            let answers = try sound.checked(kinds.form, now: kinds.today)
            #expect(answers["total"] == .integer(5_000))
            #expect(answers.rows("belanja").count == 1)
        }
    }

    @Test(
        "Two devices do not overwrite each other: both are kept", arguments: TestEngine.available)
    func conflict(_ engine: TestEngine) async throws {
        try await house(engine) { house in
            let id = try await house.begin()
            _ = try await house.save(id, Self.content("Siti"), revision: 0)
            #expect(try await house.save(id, Self.content("Sitti"), revision: 1) == .saved(2))
            let late = try await house.save(id, Self.content("Budi"), revision: 1)
            guard case .conflict(let theirs) = late else {
                Issue.record("expected a conflict, got \(late)")
                return
            }
            #expect(theirs.content == Self.content("Sitti"))
            let section = try #require(try await house.load(id)?.sections["orang"])
            #expect(section.content == Self.content("Sitti"))
            #expect(section.variant == Self.content("Budi"))
            try await house.store.write("resolve") { tx in
                try house.drafts.resolve(
                    id, account: house.account, group: "orang", keepVariant: true, revision: 2,
                    in: tx)
            }
            let resolved = try #require(try await house.load(id)?.sections["orang"])
            #expect(resolved.content == Self.content("Budi"))
            #expect(resolved.variant == nil)
        }
    }

    @Test("Pressing save twice is no conflict", arguments: TestEngine.available)
    func twice(_ engine: TestEngine) async throws {
        try await house(engine) { house in
            let id = try await house.begin()
            _ = try await house.save(id, Self.content("Siti"), revision: 0)
            #expect(try await house.save(id, Self.content("Siti"), revision: 0) == .saved(1))
        }
    }

    @Test("Somebody else's draft looks like none", arguments: TestEngine.available)
    func foreign(_ engine: TestEngine) async throws {
        try await house(engine) { house in
            let id = try await house.begin()
            let other: AccountID = World(clock: .system, random: .seeded(9)).id()
            let seen = try await house.store.read("load") { reader in
                try house.drafts.load(id, account: other, in: reader)
            }
            #expect(seen == nil)
            await #expect(throws: Refusal(.notFound, "forms.draft.gone")) {
                try await house.store.write("delete") { tx in
                    try house.drafts.delete(id, account: other, in: tx)
                }
            }
        }
    }

    @Test(
        "Files belong to their field, up to its limit, and go away",
        arguments: TestEngine.available)
    func files(_ engine: TestEngine) async throws {
        try await house(engine) { house in
            let id = try await house.begin()
            let rule = FileRule(kinds: [.pdf], maxBytes: 1000, maxCount: 1)
            @Sendable func attach() async throws -> FileAnswer {
                let stored = try await house.blobs.put(Array("%PDF-1.7 isi".utf8))
                return try await house.store.write("attach") { tx in
                    try house.drafts.attach(
                        stored, named: "a/Proposal.PDF", kind: .pdf, to: "proposal", rule: rule,
                        draft: id, account: house.account, in: tx)
                }
            }
            let file = try await attach()
            #expect(file.name == "Proposal.pdf")
            #expect(try await house.load(id)?.answers.files("proposal") == [file])
            await #expect(throws: Refusal.self) { try await attach() }
            try await house.store.write("detach") { tx in
                try house.drafts.detach(file.blob, draft: id, account: house.account, in: tx)
            }
            #expect(try await house.load(id)?.files == [:])
            await #expect(throws: BlobError.self) {
                try await house.blobs.read(file.blob, from: house.store)
            }
        }
    }

    @Test("A deleted draft cannot be read again; a submitted one keeps its key")
    func ends() async throws {
        try await house(.sqlite) { house in
            let gone = try await house.begin()
            let kept = try await house.begin()
            try await house.store.write("end") { tx in
                try house.drafts.delete(gone, account: house.account, in: tx)
                try house.drafts.consume(kept, in: tx)
            }
            #expect(try await house.load(gone) == nil)
            #expect(try await house.load(kept) == nil)
            await #expect(throws: SealingError.self) {
                try await house.store.read("key") { _ = try house.vault.key(gone, in: $0) }
            }
            try await house.store.read("key") { _ = try house.vault.key(kept, in: $0) }
        }
    }

    @Test("The answer to a correction is no draft of its own: its key outlives it")
    func correction() async throws {
        try await house(.sqlite) { house in
            let id = try await house.begin()
            try await house.store.write("submit") { [house] tx in
                try house.drafts.consume(id, in: tx)
                try house.drafts.beginCorrection(
                    of: id, account: house.account, service: house.service, version: "v1", in: tx)
                try house.drafts.beginCorrection(
                    of: id, account: house.account, service: house.service, version: "v1", in: tx)
            }
            let content = SectionContent(
                answers: Answers(["nama": .text("Sari")]), typed: TypedAnswers(["nama": ["Sari"]]))
            #expect(try await house.save(id, content, revision: 0) == .saved(1))
            #expect(try await house.load(id) == nil)
            let seen = try await house.store.read("seen") { [house] reader in
                let listed = try house.drafts.list(house.account, in: reader).count
                let found = try house.drafts.correction(of: id, account: house.account, in: reader)
                return (listed, found?.answers.text("nama"))
            }
            #expect(seen == (0, "Sari"))
            await #expect(throws: Refusal.self) {
                try await house.store.write("delete") { [house] tx in
                    try house.drafts.delete(id, account: house.account, in: tx)
                }
            }
            let isOpen = try await house.store.write("end") { [house] tx in
                try house.drafts.endCorrection(of: id, in: tx)
                _ = try house.vault.key(id, in: tx)
                return try house.drafts.correction(of: id, account: house.account, in: tx) != nil
            }
            #expect(!isOpen)
        }
    }
}
