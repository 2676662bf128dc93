import City
import Contracts
import Forms
import Kernel
import People
import Store
import TestKit
import Testing

@testable import Cases

@Suite("What is filled in at a step before its act")
struct StepWorkTests {
    private static let post = "dinkes-lapangan-1"
    private static let photo: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xE0] + [UInt8](repeating: 7, count: 900)

    /// A visit that waits for its inspector.
    private struct Visit: Sendable {
        let city: TestCity
        let id: CaseID
        var cases: Cases { city.house.cases }

        init(_ city: TestCity) async throws {
            self.city = city
            id = try await city.story(
                "sip-dokter", "{tempat: mandiri}", "- do: periksa\n- do: verifikasi")
        }

        func desk(_ post: String = StepWorkTests.post) async throws -> StepDesk? {
            let officer = try await city.officer(post)
            return try await cases.stepDesk(id, nil, for: officer)
        }

        @discardableResult
        func save(
            _ room: String = "ya", _ text: String = "", files: [String] = [],
            by post: String = StepWorkTests.post, seen: WorkStamp? = nil
        ) async throws -> [FieldProblem] {
            let desk = try #require(try await desk(post))
            let now = try await cases.work(desk.place)?.stamp ?? .none
            let content = WorkContent(
                TypedAnswers(["ruang_sesuai": [room]]), texts: ["pendapat": text])
            return try await cases.saveWork(
                desk, by: try await city.officer(post),
                SentWork(
                    content,
                    files: files.map {
                        SentWork.File(
                            field: "foto_tempat", name: $0, bytes: StepWorkTests.photo)
                    }, seen: seen ?? now)
            ).problems
        }

        func work(_ post: String = StepWorkTests.post) async throws -> Work? {
            guard let desk = try await desk(post) else { return nil }
            return try await cases.work(desk.place)
        }

        func count(_ table: SQL, _ condition: SQL = "1 = 1") async throws -> Int64 {
            try await city.house.store.read("test.count") { reader in
                try reader.row(
                    "SELECT COUNT(*) FROM \(sql: table) WHERE \(sql: condition)")?.int(0) ?? -1
            }
        }

        var files: Int64 {
            get async throws { try await count("blobs", "erased_at IS NULL") }
        }
    }

    @Test(
        "it is kept sealed, says who saved it and when, and waits for whoever takes the task over",
        arguments: TestEngine.available)
    func kept(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let visit = try await Visit(city)
            try await visit.save("ya", "Ruang tunggu sempit.", files: ["a.jpg", "b.jpg"])
            let work = try #require(try await visit.work())
            #expect(work.content.texts["pendapat"] == "Ruang tunggu sempit.")
            #expect(work.content.typed.text("ruang_sesuai") == "ya")
            #expect(work.files["foto_tempat"]?.map(\.name) == ["a.jpg", "b.jpg"])
            #expect(work.savedAt == city.clock.now)
            let own = try await city.officer(Self.post).account
            #expect(work.author == own)
            let sealed = try await city.house.store.read("test.sealed") { reader in
                try reader.rows("SELECT sealed FROM draft_sections").map { $0.bytes(0) }
            }
            #expect(!sealed.contains { String(decoding: $0, as: UTF8.self).contains("sempit") })

            #expect(try await visit.desk("dinkes-analis-1") == nil)
            try await city.delegate(Self.post, to: "dinkes-analis-1", days: 2)
            let taken = try #require(try await visit.work("dinkes-analis-1"))
            #expect(taken.content == work.content && taken.author == work.author)
            try await visit.save("tidak", "Sudah diperluas.", by: "dinkes-analis-1")
            let author = try await visit.work("dinkes-analis-1")?.author
            let other = try await city.officer("dinkes-analis-1").account
            #expect(author == other)
        }
    }

    @Test(
        "only who may do the task reads and writes it, and nobody while a colleague holds it",
        arguments: TestEngine.available)
    func mine(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let visit = try await Visit(city)
            try await visit.save(files: ["a.jpg"])
            let number = try await city.standing(visit.id).record.number
            let task = try #require(try await city.standing(visit.id).task).id
            let own = try await city.officer(Self.post)
            let blob = try #require(try await visit.work()?.files["foto_tempat"]?.first).blob
            let found = try await visit.cases.workFile(blob, at: task, of: number, for: own)
            #expect(found.name == "a.jpg")
            for post in ["dinkes-analis-1", "dpmptsp-analis-1", "dpmptsp-kepala"] {
                #expect(try await visit.desk(post) == nil, "\(post)")
                let officer = try await city.officer(post)
                let no = await #expect(throws: Refusal.self) {
                    _ = try await visit.cases.workFile(blob, at: task, of: number, for: officer)
                }
                #expect(no?.kind == .notFound, "\(post)")
            }
            // A stand-in who has taken it keeps the holder of the post out, who saw it open.
            let desk = try #require(try await visit.desk())
            try await city.delegate(Self.post, to: "dinkes-analis-1", days: 2)
            try await visit.cases.claim(try await city.act(visit.id, "dinkes-analis-1"))
            #expect(try await visit.desk() == nil)
            let late = await #expect(throws: Refusal.self) {
                try await visit.cases.saveWork(desk, by: own, SentWork(WorkContent()))
            }
            #expect(late?.kind == .conflict)
        }
    }

    @Test(
        "an act that is refused keeps the files; one that is done takes them to the case",
        arguments: TestEngine.available)
    func act(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let visit = try await Visit(city)
            try await visit.save(files: ["a.jpg"])
            let act = try await city.act(visit.id, Self.post)
            await #expect(throws: Refusal.self) {
                try await visit.cases.giveOpinion(
                    act, favourable: true, text: "", Answers(["ruang_sesuai": .yesNo(true)]))
            }
            #expect(try await visit.work()?.files["foto_tempat"]?.count == 1)
            let before = try await visit.files
            try await visit.cases.giveOpinion(
                act, favourable: true, text: "",
                Answers(["ruang_sesuai": .yesNo(true), "alat_lengkap": .yesNo(true)]))
            #expect(try await visit.files == before)
            #expect(try await visit.count("drafts") == 0)
            let number = try await city.standing(visit.id).record.number
            let file = try await visit.cases.file(number, for: city.citizens[0])
            #expect(file.files(of: "foto_tempat").map(\.name) == ["a.jpg"])
            #expect(file.findings.last?.answers.files("foto_tempat").count == 1)
        }
    }

    @Test("a task that ends without it takes its files along", arguments: TestEngine.available)
    func ended(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let visit = try await Visit(city)
            let before = try await visit.files
            try await visit.save(files: ["a.jpg", "b.jpg"])
            let desk = try #require(try await visit.desk())
            let account = try await city.officer(Self.post).account
            let rule = try #require(try fileRule(desk.form))
            let upload = try await city.house.uploads.begin(
                desk.place.id, account: account, field: "foto_tempat", rule: rule,
                name: "c.jpg", size: 2_000)
            _ = try await city.house.uploads.append(
                Self.photo, at: 0, to: upload.id, account: account, of: desk.place.id)
            #expect(try await visit.files == before + 3)
            try await visit.cases.withdraw(
                visit.id, by: city.citizens[0], reason: "Tidak jadi.")
            #expect(try await visit.files == before)
            #expect(try await visit.count("drafts") == 0)
            #expect(try await visit.count("uploads") == 0)
        }
    }

    private func fileRule(_ form: FormDefinition) throws -> FileRule? {
        guard case .file(let rule)? = form.field("foto_tempat")?.kind else { return nil }
        return rule
    }

    @Test(
        "it stays while the applicant corrects, and files come piece by piece",
        arguments: TestEngine.available)
    func pieces(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let visit = try await Visit(city)
            let desk = try #require(try await visit.desk())
            let officer = try await city.officer(Self.post)
            try await visit.cases.beginWork(desk, by: officer)
            let rule = try #require(try fileRule(desk.form))
            let uploads = city.house.uploads
            let upload = try await uploads.begin(
                desk.place.id, account: officer.account, field: "foto_tempat", rule: rule,
                name: "c.jpg", size: Int64(Self.photo.count))
            let half = Array(Self.photo.prefix(400))
            _ = try await uploads.append(
                half, at: 0, to: upload.id, account: officer.account, of: desk.place.id)
            // An upload of one task is not found at another.
            let no = await #expect(throws: Refusal.self) {
                try await uploads.find(upload.id, account: officer.account, of: visit.id)
            }
            #expect(no?.kind == .notFound)
            let done = try await uploads.append(
                Array(Self.photo.dropFirst(400)), at: 400, to: upload.id,
                account: officer.account, of: desk.place.id)
            #expect(done.isDone)
            let files = try #require(try await visit.work()?.files["foto_tempat"])
            #expect(files.map(\.name) == ["c.jpg"])
            // Its pictures stand with those of the case.
            let record = try await city.standing(visit.id).record
            #expect(try await visit.cases.fileChecks(of: record)[files[0].blob] == .waiting)
            let blob = try await city.house.store.read("test.blob") { reader in
                try city.house.blobs.blob(files[0].blob.value, in: reader)
            }
            #expect(blob.owner == visit.id.value)
            #expect(try await city.house.blobs.read(blob) == Self.photo)
        }
    }

    @Test(
        "what another page saved meanwhile is not overwritten unseen",
        arguments: TestEngine.available)
    func newer(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let visit = try await Visit(city)
            try await visit.save("ya", "Pertama.", seen: WorkStamp.none)
            // The same again, after an answer that was lost, is no conflict.
            try await visit.save("ya", "Pertama.", seen: WorkStamp.none)
            let refused = await #expect(throws: Refusal.self) {
                try await visit.save("ya", "Kedua.", files: ["a.jpg"], seen: WorkStamp.none)
            }
            #expect(refused?.problems.map(\.key) == ["forms.work.newer"])
            let work = try #require(try await visit.work())
            #expect(work.content.texts["pendapat"] == "Pertama.")
            #expect(work.files["foto_tempat"]?.count == 1)
            try await visit.save("ya", "Kedua.", seen: work.stamp)
            #expect(try await visit.work()?.content.texts["pendapat"] == "Kedua.")
            #expect(WorkStamp(text: work.stamp.text) == work.stamp)
            #expect(WorkStamp(text: "x") == .none)
        }
    }

    @Test("a file that the field does not take is named, the others are kept")
    func wrong() async throws {
        try await TestCity.run { city in
            let visit = try await Visit(city)
            let problems = try await visit.save(files: ["a.jpg", "b.jpg", "c.jpg", "d.jpg"])
            #expect(problems.map(\.key) == ["forms.file.tooMany"])
            #expect(try await visit.work()?.files["foto_tempat"]?.count == 3)
            #expect(try await visit.save(files: ["a.jpg"]).isEmpty)
        }
    }
}
