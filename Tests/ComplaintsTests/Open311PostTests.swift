import Cases
import Contracts
import Forms
import Kernel
import Ledger
import Open311
import People
import Store
import TestKit
import Testing
import Web

@testable import City

@Suite("Open311: sending reports")
struct Open311PostTests {
    @Test("a report becomes a case of whoever reports", arguments: TestEngine.available)
    func becomes(_ engine: TestEngine) async throws {
        try await Open311Scene.run(on: engine) { scene in
            let reply = await scene.post(
                Open311Scene.report([
                    "first_name": "Siti", "last_name": "Aminah", "email": "siti@contoh.example",
                    "phone": "0811000000", "address_string": "Jl. Sempur 12",
                    "attribute[tanggal]": "2026-11-22T10:00:00+07:00", "attribute[anonim]": "yes",
                    "device_id": "x", "account_id": "77", "jurisdiction_id": "",
                ]))
            #expect(reply.status == 201)
            let receipt = try GeoReader(zone: .wib).receipt(Array(reply.text.utf8))
            guard case .request(let number) = receipt.handle else {
                Issue.record("\(reply.text)")
                return
            }
            #expect(!reply.text.contains("token"))
            #expect(receipt.notice?.contains("tiga hari kerja") == true)
            // It can be read before anybody has followed the ledger.
            let told = try await scene.requests("/requests/\(number).json")
            #expect(told.first?.address == "Jl. Sempur 12, Sempur, Bogor Tengah")
            let house = scene.city.house
            let id = try await scene.caseID(number)
            let found = try await house.store.read("test") { reader in
                try house.cases.reported(id, in: reader)
            }
            let report = try #require(found)
            #expect(report.topic == "jalan" && report.text == "Lubang di depan pasar")
            #expect(report.isAnonymous && !report.isSecret)
            #expect(report.answers["tanggal"] == .day(try #require(Day(iso: "2026-11-22"))))
            #expect(report.place?.point == MapPoint(latitude: -6_586_752, longitude: 106_798_557))
            // The city writes to the address that the program gave.
            let reporter = report.record.applicant
            let reach = try await house.store.read("test") { reader in
                try house.accounts.reach(reporter, in: reader)
            }
            #expect(reach?.contacts.map(\.address) == ["siti@contoh.example"])
            let person = try await house.store.read("test") { reader in
                try house.walkins.served(reporter, in: reader)
            }
            #expect(person.name == "Siti Aminah" && person.isWalkin)
            // Nobody has confirmed it: no counter finds them by it.
            let rows = try await scene.count(
                "people_walkins WHERE contact_index IS NOT NULL AND account = \(reporter)")
            #expect(rows == 0)
            // Nothing of the person is public.
            try await house.readOnce()
            for path in ["/requests/\(number).json?extensions=true", "/servicerequestupdates.xml"] {
                let text = await scene.get(path).text
                for word in ["Siti", "siti@", "0811"] { #expect(!text.contains(word)) }
            }
        }
    }

    @Test("the ledger says by which program a report came")
    func via() async throws {
        try await Open311Scene.run { scene in
            let id = try await scene.caseID(try await scene.sent())
            let house = scene.city.house
            let acts = try await house.store.read("test") { reader in
                try house.ledger.acts(of: id, in: reader)
            }
            #expect(acts.first?.type == "case.submitted")
            #expect(acts.first?.facts["via"]?.stringValue?.hasPrefix("program:") == true)
        }
    }

    @Test("XML clients get XML, and a text without markup comes back letter by letter")
    func xml() async throws {
        try await Open311Scene.run { scene in
            // As FixMyStreet writes: CRLF, attributes with and without brackets behind.
            let reply = await scene.post(
                Open311Scene.report([
                    "description": "Satu\r\ndua <i>tiga</i> & empat", "attribute[anonim][]": "no",
                ]), to: "/requests.xml")
            #expect(reply.status == 201)
            #expect(reply.text.contains("<service_requests><request><service_request_id>"))
            let receipt = try GeoReader(zone: .wib).receipt(Array(reply.text.utf8))
            guard case .request(let number) = receipt.handle else { return }
            let told = try await scene.requests("/requests/\(number).xml")
            #expect(told.first?.description == "Satu\ndua <i>tiga</i> & empat")
        }
    }

    @Test("a single name, and none at all, are names as well; the text may be missing")
    func little() async throws {
        try await Open311Scene.run { scene in
            let number = try await scene.sent(["first_name": "Suharto", "description": nil])
            let told = try await scene.requests("/requests/\(number).json")
            #expect(told.first?.description == "Jalan rusak")
            _ = try await scene.sent(["first_name": "", "last_name": "", "email": " "])
        }
    }

    @Test("what is wrong is told with its parameter, and nothing is kept")
    func wrong() async throws {
        try await Open311Scene.run { scene in
            let cases: [(changes: [String: String?], status: Int, parameter: String)] = [
                (["service_code": nil], 400, "service_code"),
                (["service_code": ""], 400, "service_code"),
                (["service_code": "tidak-ada"], 404, "service_code"),
                (["service_code": "pungli"], 404, "service_code"),
                (["lat": nil, "long": nil], 400, "lat"),
                (["lat": nil], 400, "lat"), (["long": ""], 400, "long"),
                (["lat": "999"], 400, "lat"), (["lat": "abc"], 400, "lat"),
                (["description": String(repeating: "a", count: 4_001)], 400, "description"),
                (["description": String(repeating: "é", count: 40_000)], 400, "description"),
                (["attribute[warna]": "merah"], 400, "attribute[warna]"),
                (["attribute[anonim]": "mungkin"], 400, "attribute[anonim]"),
                (["attribute[tanggal]": "kemarin"], 400, "attribute[tanggal]"),
                // Later than today.
                (["attribute[tanggal]": "2026-12-24T00:00:00Z"], 400, "attribute[tanggal]"),
                (["email": "bukan surel"], 400, "email"), (["phone": "123"], 400, "phone"),
                (["first_name": "<b>"], 400, "first_name"),
                (["media_url": "ftp://contoh.example/a.jpg"], 400, "media_url"),
                (["address_string": String(repeating: "a", count: 600)], 400, "address_string"),
            ]
            for (changes, status, parameter) in cases {
                for format in GeoFormat.allCases {
                    let reply = await scene.post(
                        Open311Scene.report(changes), to: "/requests.\(format.rawValue)")
                    #expect(reply.status == status, "\(changes)")
                    #expect(reply.header("content-type") == format.contentType)
                    let errors = Open311Scene.errors(reply)
                    #expect(errors.first?.code == status, "\(reply.text)")
                    #expect(
                        errors.contains { $0.description.contains(parameter) }, "\(reply.text)")
                }
            }
            for table: SQL in ["cases", "drafts", "people_walkins", "open311_posts"] {
                let rows = try await scene.count(table)
                #expect(rows == 0)
            }
        }
    }

    @Test("4,000 characters are taken, of whatever alphabet")
    func longest() async throws {
        try await Open311Scene.run { scene in
            let text = String(repeating: "東", count: 4_000)
            let number = try await scene.sent(["description": text])
            #expect(try await scene.requests("/requests/\(number).json").first?.description == text)
        }
    }

    @Test("several things that are wrong are told at once")
    func several() async throws {
        try await Open311Scene.run { scene in
            let reply = await scene.post([])
            #expect(reply.status == 400)
            #expect(Open311Scene.errors(reply).count == 2)
        }
    }

    @Test("at the endpoint for trying out everything is looked at, and nothing is kept")
    func trial() async throws {
        try await Open311Scene.run { scene in
            let base = "/open311/uji/v2"
            let services = await scene.shell.respond(
                to: TestRequest("GET", base + "/services.json"))
            #expect(services.text.contains("\"type\":\"blackbox\""))
            let good = await scene.post(Open311Scene.report(), base: base)
            #expect(good.status == 200)
            let receipt = try GeoReader(zone: .wib).receipt(Array(good.text.utf8))
            #expect(receipt.handle == .none && receipt.notice?.hasPrefix("Uji coba") == true)
            let bad = await scene.post(Open311Scene.report(["lat": "0", "long": "0"]), base: base)
            #expect(bad.status == 400)
            let noKey = await scene.post(Open311Scene.report(), key: "", base: base)
            #expect(noKey.status == 403)
            #expect(try await scene.count("cases") == 0)
            #expect(try await scene.count("drafts") == 0)
        }
    }

    @Test("a confidential report is taken, and is nobody's to read here")
    func secret() async throws {
        try await Open311Scene.run { scene in
            let number = try await scene.sent(["attribute[rahasia]": "yes"])
            #expect(await scene.get("/requests/\(number).json").status == 404)
            let house = scene.city.house
            let id = try await scene.caseID(number)
            let found = try await house.store.read("test") { reader in
                try house.cases.reported(id, in: reader)
            }
            #expect(found?.isSecret == true)
        }
    }
}
