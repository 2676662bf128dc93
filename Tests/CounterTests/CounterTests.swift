import Cases
import City
import Contracts
import Kernel
import Ledger
import People
import Store
import TestKit
import Testing
import Web

@Suite("Serving people at a counter")
struct CounterTests {
    @Test(
        "somebody without account is served: the case is theirs, the act the officer's",
        arguments: TestEngine.available)
    func serve(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = try await CounterScene(city)
            try await scene.search("Ujang Contoh")
            #expect(await scene.clerk.text.contains("Tidak ada yang cocok"))
            let person = try await scene.enter(contact: "ujang@contoh.id")
            #expect(try await scene.entries("counter.person-entered") == 1)
            let form = try await scene.begin(person)
            #expect(form.hasPrefix("/meja/loket/isian/"))
            let number = try await scene.send()
            let page = await scene.clerk.text
            #expect(page.contains(number.text))
            #expect(page.contains("Surat pengantar kampus atau lembaga"))
            let claim = try await scene.fact("Kode untuk akun")
            #expect(claim.count == 9)
            let id = try #require(
                try await city.house.cases.ids(of: person).first)
            let standing = try await city.standing(id)
            #expect(standing.record.number == number)
            #expect(standing.record.applicant == person)
            let officer = try await city.officer("dpmptsp-loket-1")
            let actor = try await city.house.store.read("test.actor") { reader in
                try city.house.ledger.outline(of: id, in: reader).first?.actor
            }
            #expect(actor?.account == officer.account)
            #expect(actor?.position != nil)
            try await city.house.workOnce()
            #expect(try await city.subjects(to: "ujang@contoh.id").count == 1)
            // Going back leads to the receipt, sending again makes no second case.
            await scene.clerk.open(form)
            #expect(await scene.clerk.path.hasSuffix(number.text))
            #expect(try await scene.count("SELECT COUNT(*) FROM cases") == 1)
            #expect(try await scene.entries("counter.sent") == 1)
            await scene.clerk.open("/meja/loket/terima/\(number.text)/tanda-terima.pdf")
            #expect(await scene.clerk.answer?.bytes.starts(with: Array("%PDF".utf8)) == true)
        }
    }

    @Test("what is missing is said on the same page, and nothing typed is lost")
    func mistakes() async throws {
        try await TestCity.run { city in
            let scene = try await CounterScene(city)
            let form = try await scene.begin(try await scene.enter())
            // Signed, but not filled in: every problem at once.
            try await scene.clerk.send(
                [("f.judul", "Judul yang sudah diketik"), ("aksi", "kirim"), ("pernyataan", "ya")],
                to: form)
            #expect(await scene.clerk.status == 422)
            #expect(await scene.clerk.text.contains("Judul yang sudah diketik"))
            #expect(await scene.clerk.text.contains("summary-errors"))
            // A question that only now appears is asked before it is called missing.
            try await scene.clerk.send(
                scene.answers() + [("aksi", "lanjut")], to: form, files: CounterScene.files())
            #expect(await scene.clerk.text.contains("f.nomor_induk"))
            // Without the signature nothing is sent.
            try await scene.clerk.send(scene.answers() + [("aksi", "kirim")], to: form)
            #expect(await scene.clerk.status == 422)
            #expect(await scene.clerk.text.contains("menandatangani pernyataan lebih dahulu"))
            #expect(try await scene.count("SELECT COUNT(*) FROM cases") == 0)
            await scene.clerk.open(form + "/pernyataan.pdf")
            #expect(await scene.clerk.answer?.bytes.starts(with: Array("%PDF".utf8)) == true)
        }
    }

    @Test(
        "every look-up is in the log before it is answered, and lists are masked",
        arguments: TestEngine.available)
    func looks(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = try await CounterScene(city)
            let person = try await scene.enter(
                "Siti Contoh Aminah", nik: CounterScene.nik, contact: "0812-0000-0001")
            let before = try await scene.looks(at: person)
            for (text, count) in [("siti aminah", 1), ("0812 0000 0001", 2)] as [(String, Int64)] {
                try await scene.search(text)
                let page = await scene.clerk.text
                #expect(page.contains("S*** C*** A***"), "\(text)")
                #expect(!page.contains("Siti Contoh"))
                let seen = try await scene.looks(at: person)
                #expect(seen == before + count)
            }
            // By NIK there is one: the page of the person opens, with its own look.
            try await scene.search(CounterScene.nik)
            #expect(await scene.clerk.path == "/meja/loket/orang/\(person.text)")
            let last = try await scene.looks(at: person)
            #expect(last == before + 4)
            // The same NIK again is the same person.
            let again = try await scene.enter("Orang Lain", nik: CounterScene.nik)
            #expect(again == person)
            for little in ["si", "siti", "12"] {
                try await scene.search(little)
                let status = await scene.clerk.status
                #expect(status == 422, "\(little)")
            }
        }
    }

    @Test(
        "by the number of a case or the code of a receipt the look is in the log, too",
        arguments: TestEngine.available)
    func codes(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = try await CounterScene(city)
            let person = try await scene.enter()
            _ = try await scene.begin(person)
            let number = try await scene.send()
            let claim = try await scene.fact("Kode untuk akun")
            var seen = try await scene.looks(at: person)
            for typed in [number.text, "https://uji.example/lacak/\(number.text)", claim] {
                try await scene.search(typed)
                let now = try await scene.looks(at: person)
                #expect(now > seen, "\(typed)")
                seen = now
            }
            #expect(await scene.clerk.path == "/meja/loket/orang/\(person.text)")
            // What everybody may see of a case of another office is no look at its person.
            let foreign = try await CounterScene(city, "disdukcapil-loket-1")
            try await foreign.search(number.text)
            #expect(await foreign.clerk.path == "/lacak/\(number.text)")
            #expect(try await scene.looks(at: person) == seen)
        }
    }

    @Test("an officer who fishes is stopped after a busy morning's worth")
    func fishing() async throws {
        try await TestCity.run { city in
            let scene = try await CounterScene(city)
            var status = 200
            for n in 0..<70 where status == 200 {
                try await scene.search("Nama Nomor\(n)")
                status = await scene.clerk.status
            }
            #expect(status == 429)
            city.clock.advance(milliseconds: 3_600_000)
            let later = try await CounterScene(city)
            try await later.search("Nama Lagi")
            #expect(await later.clerk.status == 200)
        }
    }

    @Test("a form is its officer's; a colleague of the unit takes it over, nobody else")
    func own() async throws {
        try await TestCity.run { city in
            let scene = try await CounterScene(city)
            let person = try await scene.enter()
            let form = try await scene.begin(person)
            let draft = String(form.split(separator: "/").last ?? "")
            let colleague = try await CounterScene(city, "dpmptsp-loket-2")
            let stranger = try await CounterScene(city, "disdukcapil-loket-1")
            for other in [colleague, stranger] {
                await other.clerk.open(form)
                let status = await other.clerk.status
                #expect(status == 404)
                await other.clerk.open("/meja/loket/orang/\(person.text)")
            }
            let way = "/meja/loket/orang/\(person.text)/lanjut/\(draft)"
            try await stranger.clerk.press(way)
            #expect(await stranger.clerk.status == 404)
            try await colleague.clerk.send(to: way)
            #expect(await colleague.clerk.path == form)
            await scene.clerk.open(form)
            #expect(await scene.clerk.status == 404)
            #expect(try await scene.entries("counter.taken-over") == 1)
            // Somebody without account would never find it again: it goes.
            await colleague.clerk.open(form)
            try await colleague.clerk.send(to: form + "/lepas")
            #expect(try await scene.count("SELECT COUNT(*) FROM drafts") == 0)
        }
    }

    @Test("the card at the counter lifts the level, and the way leads back to the person")
    func identity() async throws {
        try await TestCity.run { city in
            let scene = try await CounterScene(city)
            let person = try await scene.enter()
            try await scene.clerk.send(to: "/meja/loket/orang/\(person.text)/identitas")
            let visit = await scene.clerk.path
            #expect(visit.hasPrefix("/meja/identitas/"))
            try await scene.clerk.send(
                [
                    ("nik", CounterScene.nik), ("nama", "Ujang Kartu Contoh"), ("kartu", "ya"),
                    ("wajah", "ya"),
                ], to: String(visit.prefix { $0 != "?" }))
            #expect(await scene.clerk.path == "/meja/loket/orang/\(person.text)")
            #expect(await scene.clerk.text.contains("Ujang Kartu Contoh"))
            #expect(await scene.clerk.text.contains("Terbukti"))
            // The name of the card finds the person from now on.
            try await scene.search("ujang kartu")
            #expect(await scene.clerk.text.contains("U*** K*** C***"))
        }
    }

    @Test("an account that only matched a NIK is not who stands at the counter")
    func matchedOnly() async throws {
        try await TestCity.run(level: .matched) { city in
            let scene = try await CounterScene(city)
            let nik = DemoNames.person(0).nik
            try await scene.search(nik)
            #expect(await !scene.clerk.text.contains(city.citizens[0].text))
            let person = try await scene.enter(DemoNames.person(0).name, nik: nik)
            #expect(person != city.citizens[0])
            #expect(try await scene.looks(at: city.citizens[0]) == 0)
        }
    }

    @Test("entering a NIK that is known is a look, and counts", arguments: TestEngine.available)
    func knownNIK(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = try await CounterScene(city)
            let known = city.citizens[0]
            let before = try await scene.looks(at: known)
            let person = try await scene.enter("Siapa Saja", nik: DemoNames.person(0).nik)
            #expect(person == known)
            // One for the answer, one for the page that shows the person.
            #expect(try await scene.looks(at: known) == before + 2)
        }
    }
}

extension Cases {
    func ids(of person: AccountID) async throws -> [CaseID] {
        try await store.read("test.ids") { try self.ids(of: person, in: $0) }
    }
}
