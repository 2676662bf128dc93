import Cases
import City
import Contracts
import Forms
import Kernel
import Ledger
import Notices
import People
import Store
import TestKit
import Testing
import Web

@testable import Counter

@Suite("What a case lacked is brought to the counter")
struct LateTests {
    private static let scans = "/meja/loket/pindai"

    private struct Sent {
        let id: CaseID
        let number: String
        let page: String
    }

    /// A case that waits for its title and its proposal.
    private func asked(_ city: TestCity) async throws -> Sent {
        let id = try await city.submitted()
        try await city.house.cases.returnForCorrection(
            try await city.act(id, "dpmptsp-loket-1"),
            Correction(
                items: [
                    .init(field: "judul", note: "Judul berbeda dari surat pengantar."),
                    .init(field: "proposal", note: "Halaman 2 kosong."),
                ], letter: "Mohon dilengkapi."))
        let number = try await city.standing(id).record.number.text
        return Sent(id: id, number: number, page: "/meja/loket/berkas/\(number)")
    }

    private func pdf(_ path: String, _ scene: CounterScene) async throws -> [UInt8] {
        await scene.clerk.open(path)
        let answer = try #require(await scene.clerk.answer)
        #expect(answer.status == 200)
        return answer.bytes
    }

    private func scan(_ files: [[UInt8]], _ scene: CounterScene) async throws {
        await scene.clerk.open(Self.scans)
        try await scene.clerk.send(
            [], to: Self.scans,
            files: files.enumerated().map {
                (name: "pindaian", file: "\($0.offset).pdf", bytes: $0.element)
            })
        try await scene.city.house.runRoomJobs()
        await scene.clerk.open(Self.scans)
    }

    @Test(
        "a scan behind the cover of a case that was sent is filed in it, and the counter sends it",
        arguments: TestEngine.available)
    func filed(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let sent = try await asked(city)
            let scene = try await CounterScene(city)
            await scene.clerk.open(sent.page)
            #expect(await scene.clerk.text.contains("Halaman 2 kosong."))
            let cover = try await pdf(sent.page + "/sampul.pdf", scene)
            // A paper of ours without a code of its own.
            let plain = try await pdf("/meja/loket/serah/\(sent.number)/slip.pdf", scene)
            try await scan([cover, plain], scene)
            #expect(try await scene.count("SELECT COUNT(*) FROM counter_pages") == 0)
            await scene.clerk.open(sent.page)
            #expect(await scene.clerk.text.contains("pindaian.pdf"))
            // The applicant sees it at home, too.
            let owner = try await TestBrowser.citizen(of: city)
            await owner.open("/berkas/\(sent.number)/perbaikan")
            #expect(await owner.text.contains("pindaian.pdf"))
            // Not signed: nothing is sent, and nothing typed is lost.
            await scene.clerk.open(sent.page)
            try await scene.clerk.send(
                [("f.judul", "Judul di loket"), ("aksi", "kirim")], to: sent.page)
            #expect(await scene.clerk.status == 422)
            #expect(await scene.clerk.text.contains("Judul di loket"))
            try await scene.clerk.send(
                [("f.judul", "Judul di loket"), ("aksi", "kirim"), ("pernyataan", "ya")],
                to: sent.page)
            let note: Comment = "\(await scene.problems())"
            #expect(await scene.clerk.path == CounterScene.desk, note)
            let record = try await city.standing(sent.id).record
            #expect(record.state == .open && record.round == 2)
            let file = try await city.house.cases.file(record.number, for: city.citizens[0])
            #expect(file.answers.text("judul") == "Judul di loket")
            #expect(file.files(of: "proposal").map(\.name) == ["pindaian.pdf"])
            // The correction is the applicant's, the act the officer's.
            let officer = try await city.officer("dpmptsp-loket-1").account
            let actor = try await city.house.store.read("test.actor") { reader in
                try city.house.ledger.outline(of: sent.id, in: reader)
                    .last { $0.type == "case.corrected" }?.actor
            }
            #expect(actor?.account == officer)
            #expect(try await scene.entries("counter.corrected") == 1)
            await scene.clerk.open(sent.page)
            #expect(await scene.clerk.text.contains("tidak menunggu perbaikan"))
        }
    }

    @Test("where the case asks for nothing the pages wait in the tray, and say why; then they go")
    func tray() async throws {
        try await TestCity.run { city in
            let sent = try await asked(city)
            let scene = try await CounterScene(city)
            let cover = try await pdf(sent.page + "/sampul.pdf", scene)
            let plain = try await pdf("/meja/loket/serah/\(sent.number)/slip.pdf", scene)
            // Answered at home meanwhile.
            let owner = try await TestBrowser.citizen(of: city)
            await owner.open("/berkas/\(sent.number)/perbaikan")
            try await owner.send(
                [("f.judul", "Judul dari rumah"), ("aksi", "lanjut")],
                files: [("f.proposal", "baru.pdf", Array("%PDF-1.4\nx\n%%EOF\n".utf8))])
            try await scan([cover, plain], scene)
            #expect(await scene.clerk.text.contains("tidak meminta dokumen ini"))
            #expect(try await scene.count("SELECT COUNT(*) FROM counter_pages") > 0)
            await scene.clerk.open(sent.page + "/sampul.pdf")
            #expect(await scene.clerk.status == 409)
            // The applicant is told that the city holds it, and another is not.
            await owner.open("/data-saya")
            #expect(await owner.text.contains("Satu halaman, dipindai"))
            let stranger = try await TestBrowser.citizen(1, of: city)
            await stranger.open("/data-saya")
            #expect(await !stranger.text.contains("Satu halaman, dipindai"))
            // An office that may not open the case files nothing in it.
            let other = try await CounterScene(city, "disdukcapil-loket-1")
            await other.clerk.open(sent.page)
            #expect(await other.clerk.status == 404)
            try await scan([cover, plain], other)
            #expect(await other.clerk.text.contains("tidak sedang Anda layani"))
            // 90 days, as the city's rules of retention say.
            let room = city.house.counterRoom
            city.wait(days: 89)
            for timer in room.timers { try await timer.run() }
            #expect(try await scene.count("SELECT COUNT(*) FROM counter_pages") > 0)
            city.wait(days: 2)
            for timer in room.timers { try await timer.run() }
            #expect(try await scene.count("SELECT COUNT(*) FROM counter_pages") == 0)
            #expect(try await scene.count("SELECT COUNT(*) FROM counter_batches") == 0)
        }
    }

    @Test("erasing a person lets go of the pages of trays that name them")
    func erase() async throws {
        try await TestCity.run { city in
            let scene = try await CounterScene(city)
            let person = try await scene.enter()
            let form = try await scene.begin(person)
            let cover = try await pdf(form + "/sampul.pdf?isian=proposal", scene)
            let plain = try await pdf(form + "/pernyataan.pdf", scene)
            try await scan([cover, plain], scene)
            try await scan([cover, plain, plain], scene)
            #expect(try await scene.count("SELECT COUNT(*) FROM counter_pages") > 0)
            let room = city.house.counterRoom
            let scans = try await city.house.store.read("test.scans") {
                try room.scans(of: person, in: $0).count
            }
            #expect(scans > 0)
            try await city.house.store.write("test.erase") {
                try room.eraseScans(of: person, in: $0)
            }
            #expect(try await scene.count("SELECT COUNT(*) FROM counter_pages") == 0)
        }
    }

    @Test("the camera is for the pages that take photos, and for no other")
    func camera() async throws {
        try await TestCity.run { city in
            let sent = try await asked(city)
            let scene = try await CounterScene(city)
            let form = try await scene.begin(try await scene.enter())
            for (path, isAllowed) in [
                (form, true), (Self.scans, true), (sent.page, true), (CounterScene.desk, false),
                ("/meja", false), ("/", false),
            ] {
                await scene.clerk.open(path)
                let policy = await scene.clerk.answer?.header("permissions-policy") ?? ""
                #expect(policy.contains("camera=(self)") == isAllowed, "\(path): \(policy)")
                #expect(policy.contains("microphone=()"))
                let hasWindow = await scene.clerk.text.contains("data-counter-camera")
                #expect(hasWindow == isAllowed)
            }
        }
    }
}
