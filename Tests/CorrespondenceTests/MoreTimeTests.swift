import Cases
import City
import Contracts
import Correspondence
import Kernel
import Ledger
import Notices
import People
import Store
import TestKit
import Testing
import Web

@Suite("An instruction is given more time")
struct MoreTimeTests {
    private func due(_ id: InstructionID, _ city: TestCity) async throws -> String? {
        try await city.house.store.read("test.due") { reader in
            try reader.row("SELECT due FROM correspondence_instructions WHERE id = \(id)")?
                .text(0)
        }
    }

    private func subjects(_ post: String, _ city: TestCity) async throws -> [String] {
        let account = try await city.officer(post).account
        return try await city.house.store.read("test.notices") { [house = city.house] reader in
            try house.notices.own(of: account, in: reader).map(\.subject)
        }
    }

    private func day(_ days: Int, _ scene: LetterScene) async throws -> Day {
        try await scene.city.house.shelf.calendar().adding(workingDays: days, to: scene.today)
    }

    @Test(
        "by its giver, with a reason: the addressees are told, and reminded anew",
        arguments: TestEngine.available)
    func extended(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = LetterScene(city: city)
            let id = try await scene.give(
                .mail(try await scene.letter()), to: ["dpmptsp-analis-1", "dpmptsp-sekretaris"],
                by: "dpmptsp-kepala", days: 1)
            let secretary = try await scene.told(id, "dpmptsp-sekretaris")
            try await scene.tools.answer(
                secretary, "Sudah", by: try await city.officer("dpmptsp-sekretaris"))
            // Late, and everybody was told.
            city.wait(days: 2)
            #expect(try await scene.tools.remind() == 1)
            let head = try await TestBrowser.officer("dpmptsp-kepala", of: city)
            let page = "/meja/disposisi/\(id.text)"
            let later = try await day(2, scene)
            await head.open(page)
            try await head.send(
                [("batas_baru", later.iso), ("alasan_waktu", "")], to: page + "/waktu")
            #expect(await head.status == 422)
            try await head.send(
                [("batas_baru", later.iso), ("alasan_waktu", "Menunggu data pusat")],
                to: page + "/waktu")
            #expect(await head.path.hasPrefix(page))
            #expect(try await due(id, city) == later.iso)
            let text = await head.text
            #expect(text.contains("Waktu diperpanjang") && text.contains("Menunggu data pusat"))
            #expect(text.contains(HumanText.day(later, .id)))
            // The reason is sealed.
            let entries = try await city.house.store.read("test.acts") { reader in
                try reader.rows(
                    "SELECT sealed FROM correspondence_acts WHERE kind = 'extended'"
                ).map { String(decoding: $0.bytes(0), as: UTF8.self) }
            }
            #expect(entries.count == 1 && !entries.joined().contains("pusat"))
            // Told is who has still to answer, and nobody else.
            let waiting = try await subjects("dpmptsp-analis-1", city)
            #expect(waiting.contains { $0.hasPrefix("Waktu disposisi diperpanjang") })
            let done = try await subjects("dpmptsp-sekretaris", city)
            #expect(!done.contains { $0.hasPrefix("Waktu disposisi diperpanjang") })
            // Late once more, it is said once more.
            city.wait(days: 4)
            #expect(try await scene.tools.remind() == 1)
            let facts = try await city.house.store.read("test.entry") { reader in
                try reader.row("SELECT COUNT(*) FROM ledger WHERE type = 'instruction.extended'")?
                    .int(0)
            }
            #expect(facts == 1)
            #expect(try await city.house.ledger.verify().isSound)
        }
    }

    @Test("nobody but its giver, no earlier day, no day of rest", arguments: TestEngine.available)
    func refused(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = LetterScene(city: city)
            let tools = scene.tools
            let id = try await scene.give(
                .mail(try await scene.letter()), to: ["dpmptsp-kabid-perizinan"],
                by: "dpmptsp-kepala", days: 3)
            let head = try await city.officer("dpmptsp-kepala")
            let division = try await city.officer("dpmptsp-kabid-perizinan")
            let later = try await day(5, scene)
            func problem(_ due: Day, by officer: Officer) async -> String? {
                await scene.problem {
                    try await tools.extend(id, until: due, because: "Perlu data", by: officer)
                }
            }
            #expect(await problem(later, by: division) == "web.forbidden")
            let stranger = try await city.officer("kesbangpol-kepala")
            #expect(await problem(later, by: stranger) == "correspondence.instruction.none")
            #expect(
                await problem(try await day(3, scene), by: head)
                    == "correspondence.problem.sooner")
            let saturday = try #require(Day(iso: "2026-12-05"))
            #expect(await problem(saturday, by: head) == "correspondence.problem.holiday")
            // What was passed on ends no later than what it came from.
            let told = try await scene.told(id)
            let below = try await scene.give(
                .passing(told), to: ["dpmptsp-analis-1"], by: "dpmptsp-kabid-perizinan", days: 2)
            #expect(
                await scene.problem {
                    try await tools.extend(below, until: later, because: "Sama", by: division)
                } == "correspondence.problem.later")
            try await tools.extend(id, until: later, because: "Perlu data", by: head)
            try await tools.extend(below, until: later, because: "Ikut", by: division)
            #expect(try await due(below, city) == later.iso)
        }
    }

    @Test("what is answered or has ended takes no more time", arguments: TestEngine.available)
    func over(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = LetterScene(city: city)
            let tools = scene.tools
            let letter = try await scene.letter()
            let head = try await city.officer("dpmptsp-kepala")
            let later = try await day(5, scene)
            func problem(_ id: InstructionID) async -> String? {
                await scene.problem {
                    try await tools.extend(id, until: later, because: "Perlu data", by: head)
                }
            }
            let answered = try await scene.give(
                .mail(letter), to: ["dpmptsp-analis-1"], by: "dpmptsp-kepala")
            let told = try await scene.told(answered)
            try await tools.answer(
                told, "Sudah", by: try await city.officer("dpmptsp-analis-1"))
            #expect(await problem(answered) == "correspondence.problem.over")
            // The page does not offer what is refused.
            let browser = try await TestBrowser.officer("dpmptsp-kepala", of: city)
            await browser.open("/meja/disposisi/\(answered.text)")
            #expect(await !browser.text.contains("/waktu"))
            // Sent back, it is open again.
            try await tools.sendBack(told, because: "Kurang", by: head)
            #expect(await problem(answered) == nil)
            let closed = try await scene.give(
                .mail(letter), to: ["dpmptsp-sekretaris"], by: "dpmptsp-kepala")
            try await tools.end(closed, as: .closed, because: "Cukup", by: head)
            #expect(await problem(closed) == "correspondence.problem.over")
        }
    }
}
