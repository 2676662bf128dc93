import Contracts
import Foundation
import Kernel
import Store
import TestKit
import Testing

@testable import Forms

@Suite("Files that come piece by piece")
struct UploadTests {
    private static let pdf = Array("%PDF-1.4\n".utf8) + (0..<300_000).map { UInt8($0 % 251) }
    private static let rule = FileRule(kinds: [.pdf], maxBytes: 1_000_000, maxCount: 2)

    /// A house with drafts and uploads in a database of its own.
    struct House: Sendable {
        let store: Store
        let blobs: BlobStore
        let drafts: Drafts
        let uploads: Uploads
        let clock: ManualClock
        let account: AccountID
        let draft: CaseID

        init(_ store: Store, folder: String) async throws {
            let clock = ManualClock(Instant(milliseconds: 1_795_400_000_000))
            let world = World(clock: clock.clock, random: .seeded(3))
            let vault = Vault(
                master: try MasterKey(bytes: [UInt8](repeating: 7, count: 32)), world: world)
            let blobs = BlobStore(directory: folder, vault: vault, world: world)
            let jobs = JobQueue(store: store, world: world)
            let drafts = Drafts(
                vault: vault, blobs: blobs,
                checks: FileChecks(blobs: blobs, jobs: jobs, world: world), world: world)
            let account: AccountID = world.id()
            let service = try #require(ServiceCode("penelitian"))
            draft = try await store.write("begin") { tx in
                try drafts.begin(account: account, service: service, version: "v1", in: tx)
            }
            (self.store, self.blobs, self.drafts, self.clock) = (store, blobs, drafts, clock)
            self.account = account
            uploads = Uploads(store: store, drafts: drafts)
        }

        func begin(_ size: Int = pdf.count, name: String = "proposal.pdf") async throws -> Upload {
            try await uploads.begin(
                draft, account: account, field: "proposal", rule: rule, name: name,
                size: Int64(size))
        }

        func send(
            _ bytes: some Sequence<UInt8>, at offset: Int, to upload: Upload
        ) async throws
            -> Upload
        {
            try await uploads.append(
                Array(bytes), at: Int64(offset), to: upload.id, account: account)
        }

        var files: [FileAnswer] {
            get async throws {
                try await store.read("files") { reader in
                    try drafts.load(draft, account: account, in: reader)?.files["proposal"] ?? []
                }
            }
        }

        func count(_ table: SQL) async throws -> Int64 {
            try await store.read("count") { reader in
                try reader.row("SELECT COUNT(*) FROM \(sql: table)")?.int(0) ?? -1
            }
        }
    }

    private func house(
        _ engine: TestEngine, _ body: @escaping @Sendable (House) async throws -> Void
    ) async throws {
        let folder = NSTemporaryDirectory() + "uploads-\(UInt64.random(in: 0 ... .max))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await withStore(engine, StoreMigrations.all + [FormMigrations.all]) { store in
            try await body(try await House(store, folder: folder))
        }
    }

    @Test("pieces become the very file, attached once", arguments: TestEngine.available)
    func whole(_ engine: TestEngine) async throws {
        try await house(engine) { house in
            let pdf = Self.pdf
            let upload = try await house.begin()
            var at = 0
            while at < pdf.count {
                let piece = pdf[at..<min(at + 70_000, pdf.count)]
                let state = try await house.send(piece, at: at, to: upload)
                at += piece.count
                #expect(state.received == Int64(at))
                #expect(state.isDone == (at == pdf.count))
                #expect(try await house.files.count == (at == pdf.count ? 1 : 0))
            }
            // The last piece comes again: the line was cut before the answer.
            let again = try await house.send(pdf.suffix(10), at: pdf.count - 10, to: upload)
            #expect(again.isDone)
            let file = try #require(try await house.files.first)
            #expect(try await house.files.count == 1)
            #expect(file.name == "proposal.pdf")
            #expect(file.size == Int64(pdf.count))
            #expect(try await house.blobs.read(file.blob, from: house.store) == pdf)
            #expect(try await house.count("upload_parts") == 0)
        }
    }

    @Test("a piece from the wrong place changes nothing", arguments: TestEngine.available)
    func misplaced(_ engine: TestEngine) async throws {
        try await house(engine) { house in
            let upload = try await house.begin()
            _ = try await house.send(Self.pdf.prefix(50_000), at: 0, to: upload)
            for offset in [0, 49_999, 50_001] {
                await #expect(throws: Refusal.self) {
                    _ = try await house.send(
                        Self.pdf[offset..<offset + 1_000], at: offset, to: upload)
                }
            }
            let state = try await house.uploads.find(upload.id, account: house.account)
            #expect(state.received == 50_000)
            await #expect(throws: Refusal.self) {
                _ = try await house.send(Self.pdf + Self.pdf, at: 50_000, to: upload)
            }
        }
    }

    @Test(
        "two that send the same piece at once move the mark once", arguments: TestEngine.available)
    func race(_ engine: TestEngine) async throws {
        try await house(engine) { house in
            let upload = try await house.begin(100_000)
            let bytes = Self.pdf.prefix(100_000)
            let done = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        (try? await house.send(bytes, at: 0, to: upload))?.isDone ?? false
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(done >= 1)
            #expect(try await house.files.count == 1)
            #expect(try await house.uploads.find(upload.id, account: house.account).isDone)
        }
    }

    @Test("what was cut off between the last piece and its end is ended by an empty piece")
    func cutAtTheEnd() async throws {
        try await house(.sqlite) { house in
            let upload = try await house.begin(50_000)
            _ = try await house.send(Self.pdf.prefix(40_000), at: 0, to: upload)
            let row = try #require(
                try await house.store.read("row") { reader in
                    try UploadRows.find(upload.id, house.account, in: reader)
                })
            // As a server that is killed just before it joins the pieces leaves it.
            try await house.uploads.keep(Array(Self.pdf[40_000..<50_000]), of: row)
            let found = try await house.uploads.find(upload.id, account: house.account)
            #expect(found.received == 50_000)
            #expect(!found.isDone)
            #expect(try await house.send([], at: 50_000, to: upload).isDone)
            #expect(try await house.files.map(\.size) == [50_000])
        }
    }

    @Test("what a field would refuse in the end is refused at the beginning")
    func refused() async throws {
        try await house(.sqlite) { house in
            for size in [0, 1_000_001] {
                await #expect(throws: Refusal.self) { _ = try await house.begin(size) }
            }
            let upload = try await house.begin(1_000)
            await #expect(throws: Refusal.self) {
                _ = try await house.send([UInt8](repeating: 65, count: 500), at: 0, to: upload)
            }
            await #expect(throws: Refusal.self) {
                _ = try await house.uploads.find(upload.id, account: house.account)
            }
            for _ in 0..<2 {
                let file = try await house.begin(500)
                _ = try await house.send(Self.pdf.prefix(500), at: 0, to: file)
            }
            await #expect(throws: Refusal.self) { _ = try await house.begin(500) }
        }
    }

    @Test("nobody else finds, fills or ends an upload", arguments: TestEngine.available)
    func foreign(_ engine: TestEngine) async throws {
        try await house(engine) { house in
            let upload = try await house.begin()
            let other: AccountID = house.drafts.world.id()
            await #expect(throws: Refusal.self) {
                _ = try await house.uploads.find(upload.id, account: other)
            }
            await #expect(throws: Refusal.self) {
                _ = try await house.uploads.append([1], at: 0, to: upload.id, account: other)
            }
            await #expect(throws: Refusal.self) {
                _ = try await house.uploads.begin(
                    house.draft, account: other, field: "proposal", rule: Self.rule, name: "x",
                    size: 10)
            }
            try await house.uploads.cancel(upload.id, account: other)
            #expect(try await house.uploads.find(upload.id, account: house.account) == upload)
        }
    }

    @Test("unfinished uploads make room, and go after a day", arguments: TestEngine.available)
    func bounded(_ engine: TestEngine) async throws {
        try await house(engine) { house in
            for n in 0..<9 {
                let upload = try await house.begin(name: "\(n).pdf")
                _ = try await house.send(Self.pdf.prefix(1_000), at: 0, to: upload)
                house.clock.advance(milliseconds: 1_000)
            }
            #expect(try await house.count("uploads") == 6)
            #expect(try await house.count("upload_parts") == 6)
            house.clock.advance(milliseconds: 23 * 3_600_000)
            #expect(try await house.uploads.sweep() == 0)
            house.clock.advance(milliseconds: 2 * 3_600_000)
            #expect(try await house.uploads.sweep() == 6)
            #expect(try await house.count("upload_parts") == 0)
            #expect(try await house.count("blobs WHERE erased_at IS NULL") == 0)
        }
    }

    @Test("a draft that goes takes its unfinished uploads along", arguments: TestEngine.available)
    func draftGone(_ engine: TestEngine) async throws {
        try await house(engine) { house in
            let upload = try await house.begin()
            _ = try await house.send(Self.pdf.prefix(1_000), at: 0, to: upload)
            try await house.store.write("delete") { tx in
                try house.drafts.delete(house.draft, account: house.account, in: tx)
            }
            #expect(try await house.count("uploads") == 0)
            #expect(try await house.count("blobs WHERE erased_at IS NULL") == 0)
            await #expect(throws: Refusal.self) {
                _ = try await house.send(Self.pdf.prefix(10), at: 1_000, to: upload)
            }
        }
    }
}
