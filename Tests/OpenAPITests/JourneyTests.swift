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

@Suite("A program does what a person does")
struct JourneyTests {
    static let pdf = Array("%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n".utf8)

    /// A whole application, made of what a draft of the pages holds.
    static func apply(
        _ site: ProgramSite, _ token: String, of citizen: Int = 0
    ) async throws -> (draft: String, number: String) {
        let ready = try await site.city.draft(3, of: citizen)
        let model = await site.get("/api/v1/drafts/\(ready.text)", as: token)
        #expect(model["isComplete"] == true, "\(model.reply.text)")
        let answers = try #require(model["answers"])
        let made = await site.call(
            "POST", "/api/v1/drafts", as: token, ["service": "penelitian", "answers": answers])
        #expect(made.status == 201, "\(made.reply.text)")
        let id = made.text("id")
        #expect(made.reply.header("location") == "/api/v1/drafts/\(id)")
        #expect(made["answers"] == answers)
        for file in model["files"]?.arrayValue ?? [] {
            let field = file["field"]?.stringValue ?? ""
            let attached = await site.call(
                "POST", "/api/v1/drafts/\(id)/files?field=\(field)&name=berkas.pdf", as: token,
                bytes: pdf, type: "application/pdf")
            #expect(attached.status == 201, "\(attached.reply.text)")
            #expect(attached.text("type") == "application/pdf")
        }
        let sent = await site.call(
            "POST", "/api/v1/drafts/\(id)/submission", as: token, ["declared": true])
        #expect(sent.status == 201, "\(sent.reply.text)")
        return (id, sent.text("number"))
    }

    @Test(
        "from the list of services to the hand-over", arguments: TestEngine.available)
    func whole(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let site = try ProgramSite(city)
            let token = try await site.citizen()
            let services = await site.get("/api/v1/services?q=penelitian")
            #expect(services.items.first?["code"] == "penelitian")
            let service = await site.get("/api/v1/services/penelitian")
            #expect(service["groups"]?[0]?["fields"]?[0]?["id"] == "kewarganegaraan")
            let (draft, number) = try await Self.apply(site, token)
            let id = try #require(CaseID(text: draft))
            // Sent again it is the same case.
            let again = await site.call(
                "POST", "/api/v1/drafts/\(draft)/submission", as: token, ["declared": true])
            #expect(again.text("number") == number)
            let list = await site.get("/api/v1/cases", as: token)
            #expect(list.items.map { $0["number"]?.stringValue } == [number])
            let said = await site.call(
                "POST", "/api/v1/cases/\(number)/messages", as: token, ["text": "Kapan selesai?"])
            #expect(said.items.last?["text"] == "Kapan selesai?")
            let files = await site.get("/api/v1/cases/\(number)/files", as: token)
            let file = try #require(files.items.first?["id"]?.stringValue)
            let bytes = await site.get("/api/v1/cases/\(number)/files/\(file)", as: token)
            #expect(bytes.reply.header("content-type") == "application/pdf")
            try await city.bring(id, to: .handover)
            let tracked = await site.get("/api/v1/tracking/\(number)")
            #expect(tracked["acts"]?.arrayValue?.isEmpty == false)
            #expect(!tracked.reply.text.contains("Kapan"))
            let letter = await site.get("/api/v1/cases/\(number)/letter", as: token)
            #expect(letter.status == 200)
            let after = await site.get("/api/v1/cases/\(number)", as: token)
            #expect(after["state"] == "closed")
            #expect(after["outcome"] == "granted")
            // The ledger says by which way it came, and in whose name.
            let facts = try await city.house.store.read("test") { reader in
                try city.house.ledger.acts(of: id, limit: 500, in: reader).filter {
                    $0.facts["via"]?.stringValue?.hasPrefix("program:") == true
                }.map(\.type)
            }
            #expect(facts.contains("case.submitted"))
            #expect(facts.contains("case.messaged"))
            #expect(facts.contains("case.handed_over"))
            #expect(!facts.contains("case.checked"))
        }
    }

    @Test("what is missing or wrong stays a draft, and each field is named")
    func incomplete() async throws {
        try await TestCity.run { city in
            let site = try ProgramSite(city)
            let token = try await site.citizen()
            let made = await site.call(
                "POST", "/api/v1/drafts", as: token,
                [
                    "service": "penelitian",
                    "answers": ["kewarganegaraan": "wni", "nik": "12", "apa_ini": 1],
                ])
            #expect(made.status == 201)
            #expect(made["isComplete"] == false)
            let problems = made["problems"]?.arrayValue ?? []
            let codes = problems.reduce(into: [String: String]()) {
                $0[$1["field"]?.stringValue ?? ""] = $1["code"]?.stringValue
            }
            #expect(codes["nik"] == "forms.nik")
            #expect(codes["apa_ini"] == "openapi.field")
            #expect(codes["nama_lengkap"] != nil)
            let id = made.text("id")
            let sent = await site.call(
                "POST", "/api/v1/drafts/\(id)/submission", as: token, ["declared": true])
            #expect(sent.status == 409)
            #expect((sent["errors"]?.arrayValue ?? []).contains { $0["field"] == "nik" })
            let mended = await site.call(
                "PATCH", "/api/v1/drafts/\(id)", as: token,
                ["answers": ["nik": "3271015704950001"]])
            #expect(mended["answers"]?["kewarganegaraan"] == "wni")
            #expect(mended["answers"]?["nik"] == "3271015704950001")
            let wrong = await site.call(
                "POST", "/api/v1/drafts/\(id)/files?field=nik&name=a.pdf", as: token,
                bytes: Self.pdf, type: "application/pdf")
            #expect(wrong.status == 409)
            #expect(await site.call("DELETE", "/api/v1/drafts/\(id)", as: token).status == 204)
            #expect(await site.get("/api/v1/drafts/\(id)", as: token).status == 404)
        }
    }

    @Test(
        "an officer's program acts within today's positions, and each look is written down",
        arguments: TestEngine.available)
    func officer(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let site = try ProgramSite(city)
            let id = try await city.submitted()
            let number = try await site.number(id)
            let clerk = try await site.officer("dpmptsp-loket-1")
            let inbox = await site.get("/api/v1/inbox", as: clerk)
            let task = try #require(inbox.items.first { $0["number"]?.stringValue == number })
            #expect(try await looks(id, city) == 0)
            let read = await site.get("/api/v1/cases/\(number)", as: clerk)
            #expect(try await looks(id, city) == 1)
            #expect(read["isHidden"] == true)
            let person = DemoNames.person(0)
            #expect(!read.reply.text.contains(person.nik))
            let path = "/api/v1/cases/\(number)/acts"
            let shown = await site.call("POST", path, as: clerk, ["act": "reveal"])
            #expect(shown["isHidden"] == false)
            #expect(shown.reply.text.contains(person.nik))
            let old = await site.call(
                "POST", path, as: clerk, ["act": "complete", "revision": 0])
            #expect(old.status == 409)
            let done = await site.call(
                "POST", path, as: clerk,
                ["act": "complete", "revision": task["revision"] ?? 0])
            #expect(done.status == 201, "\(done.reply.text)")
            #expect(try await city.standing(id).task?.kind == .verify)
            // Not of his role any more.
            let other = await site.call("POST", path, as: clerk, ["act": "claim"])
            #expect(other.status == 403)
            // A post that has ended ends what its program may do.
            try await city.house.store.write("test") { tx in
                _ = try tx.execute("UPDATE people_assignments SET until_day = '2020-01-01'")
            }
            city.house.directory.forget()
            #expect(await site.get("/api/v1/cases/\(number)", as: clerk).status == 404)
            #expect(await site.get("/api/v1/inbox", as: clerk).items.isEmpty)
        }
    }

    @Test(
        "an applicant's program answers a correction, with a new file",
        arguments: TestEngine.available)
    func correction(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let site = try ProgramSite(city)
            let token = try await site.citizen()
            let id = try await city.submitted()
            let number = try await site.number(id)
            let base = "/api/v1/cases/\(number)"
            let early = await site.call(
                "POST", base + "/correction", as: token, ["answers": ["judul": "Lain"]])
            #expect(early.status == 409)
            let clerk = try await site.officer("dpmptsp-loket-1")
            let asked = await site.call(
                "POST", base + "/acts", as: clerk,
                [
                    "act": "ask-correction", "text": "Mohon diperbaiki.",
                    "items": [
                        ["field": "judul", "note": "Terlalu pendek"],
                        ["field": "proposal", "note": "Tidak terbaca"],
                    ],
                ])
            #expect(asked.status == 201, "\(asked.reply.text)")
            let seen = await site.get(base, as: token)
            #expect(seen["correction"]?["items"]?[0]?["field"] == "judul")
            let wrong = await site.call(
                "POST", base + "/files?field=surat_pengantar&name=a.pdf", as: token,
                bytes: Self.pdf, type: "application/pdf")
            #expect(wrong.status == 409)
            let file = await site.call(
                "POST", base + "/files?field=proposal&name=baru.pdf", as: token,
                bytes: Self.pdf, type: "application/pdf")
            #expect(file.status == 201, "\(file.reply.text)")
            let sent = await site.call(
                "POST", base + "/correction", as: token,
                ["answers": ["judul": "Pengelolaan sampah di permukiman padat"]], key: "k")
            #expect(sent.status == 201, "\(sent.reply.text)")
            #expect(sent["state"] == "open" && sent["round"] == 2)
            #expect(sent["answers"]?["judul"] == "Pengelolaan sampah di permukiman padat")
            #expect(
                (sent["files"]?.arrayValue ?? []).contains { $0["id"] == file["id"] })
            let again = await site.call(
                "POST", base + "/correction", as: token,
                ["answers": ["judul": "Pengelolaan sampah di permukiman padat"]], key: "k")
            #expect(again.reply.text == sent.reply.text)
        }
    }

    private func looks(_ id: CaseID, _ city: TestCity) async throws -> Int64? {
        try await city.house.store.read("test") { reader in
            try reader.row("SELECT COUNT(*) FROM access_log WHERE case_id = \(id)")?.int(0)
        }
    }

    @Test("what belongs to somebody else is as if it were not there")
    func others() async throws {
        try await TestCity.run { city in
            let site = try ProgramSite(city)
            let id = try await city.submitted()
            try await city.bring(id, to: .handover)
            let number = try await site.number(id)
            let draft = try await city.draft(2).text
            let owner = try await site.citizen()
            let file = await site.get("/api/v1/cases/\(number)/files", as: owner)
            let blob = file.items.first?["id"]?.stringValue ?? ""
            let stranger = try await site.citizen(1)
            let far = try await site.officer("disdukcapil-kepala")
            let acts = try await city.acts(id)
            for token in [stranger, far] {
                let base = "/api/v1/cases/\(number)"
                for path in ["", "/acts", "/messages", "/files", "/files/\(blob)", "/letter"] {
                    #expect(await site.get(base + path, as: token).status == 404, "\(path)")
                }
                let said = await site.call(
                    "POST", base + "/messages", as: token, ["text": "Halo"])
                #expect(said.status == 404)
                let act = await site.call(
                    "POST", base + "/acts", as: token, ["act": "withdraw"])
                #expect(act.status == 404)
                #expect(await site.get("/api/v1/cases", as: token).items.isEmpty)
                let events = await site.get("/api/v1/events", as: token)
                #expect(events.status == 200 && events.items.isEmpty)
            }
            let base = "/api/v1/drafts/\(draft)"
            for (method, path, body) in [
                ("GET", base, nil), ("PATCH", base, ["answers": [:]] as JSONValue?),
                ("DELETE", base, nil), ("POST", base + "/submission", ["declared": true]),
            ] {
                let reply = await site.call(method, path, as: stranger, body)
                #expect(reply.status == 404, "\(method) \(path)")
            }
            #expect(try await city.acts(id) == acts)
            #expect(await site.get(base, as: owner).status == 200)
        }
    }
}
