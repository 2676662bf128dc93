import Cases
import City
import Contracts
import Foundation
import Kernel
import Ledger
import Open311
import People
import Store
import TestKit
import Testing
import Web

@Suite("Open311: discovery, services and definitions")
struct Open311DiscoveryTests {
    private static let places = [
        "/open311/discovery", "/open311/v2/discovery", "/open311/uji/v2/discovery",
    ]

    @Test("discovery says the same in both formats, wherever a client looks for it")
    func discovery() async throws {
        try await Open311Scene.run { scene in
            let reader = GeoReader(zone: .wib)
            for place in Self.places {
                for format in GeoFormat.allCases {
                    let reply = await scene.shell.respond(
                        to: TestRequest("GET", "\(place).\(format.rawValue)"))
                    #expect(reply.status == 200)
                    // A validator wants the bare type, and nothing behind it.
                    #expect(reply.header("content-type") == format.mediaType)
                    let found = try reader.discovery(Array(reply.text.utf8))
                    #expect(found.contact.contains("layanan@kotabogor.example"))
                    #expect(found.keyService == "https://uji.example/open311/v2#kunci")
                    let urls = found.endpoints.map(\.url)
                    #expect(
                        urls == [
                            "https://uji.example/open311/v2", "https://uji.example/open311/uji/v2",
                        ])
                    #expect(found.endpoints.map(\.isProduction) == [true, false])
                    for endpoint in found.endpoints {
                        #expect(endpoint.specification == "http://wiki.open311.org/GeoReport_v2")
                        #expect(endpoint.formats == ["text/xml", "application/json"])
                        let changed = try #require(endpoint.changeset)
                        #expect(changed < scene.city.clock.now)
                    }
                    let changed = try #require(found.changeset)
                    #expect(changed < scene.city.clock.now)
                }
            }
        }
    }

    @Test("XML begins with its declaration, and every answer says that it is UTF-8")
    func encoding() async throws {
        try await Open311Scene.run { scene in
            let xml = await scene.get("/services.xml")
            #expect(xml.text.hasPrefix("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<services>"))
            #expect(xml.header("content-type") == "text/xml; charset=utf-8")
            let json = await scene.get("/services.json")
            #expect(json.text.hasPrefix("[{"))
            #expect(json.header("content-type") == "application/json; charset=utf-8")
            #expect(json.header("access-control-allow-origin") == "*")
        }
    }

    @Test("services are the topics that everybody may read about, in the reader's language")
    func services() async throws {
        try await Open311Scene.run { scene in
            let reader = GeoReader(zone: .wib)
            let json = try reader.services(Array(await scene.get("/services.json").text.utf8))
            let xml = try reader.services(Array(await scene.get("/services.xml").text.utf8))
            #expect(json == xml && json.skipped.isEmpty)
            let codes = json.values.map(\.code)
            #expect(Set(codes).count == codes.count)
            // Misconduct is secret, `bukan` is no report.
            #expect(codes.contains("jalan"))
            #expect(!codes.contains("pungli") && !codes.contains("bukan"))
            let road = try #require(json.values.first { $0.code == "jalan" })
            #expect(road.name == "Jalan rusak" && road.kind == .realtime && road.hasDefinition)
            #expect(road.keywords == ["jalan", "rusak", "damaged", "road"])
            // A family is called as the topic that it is named after.
            let drains = try #require(json.values.first { $0.code == "drainase" })
            #expect(drains.group == "Jalan rusak")
            #expect(road.description?.contains("Dinas Pekerjaan Umum") == true)
            let english = await scene.get("/services.json", headers: [("Accept-Language", "en")])
            #expect(english.text.contains("Damaged road"))
            // `jurisdiction_id` is passed over, filled in or not.
            let plain = await scene.get("/services.json")
            for query in ["?jurisdiction_id=", "?jurisdiction_id=bogor", "?x=1"] {
                let other = await scene.get("/services.json\(query)")
                #expect(other.text == plain.text)
            }
        }
    }

    @Test("a definition asks what the form asks beyond text, place, pictures and topic")
    func definition() async throws {
        try await Open311Scene.run { scene in
            let reader = GeoReader(zone: .wib)
            for format in GeoFormat.allCases {
                let reply = await scene.get("/services/jalan.\(format.rawValue)")
                let found = try reader.definition(Array(reply.text.utf8))
                #expect(found.serviceCode == "jalan")
                #expect(found.attributes.map(\.code) == ["tanggal", "anonim", "rahasia"])
                #expect(
                    found.attributes.map(\.datatype) == [
                        .datetime, .singlevaluelist, .singlevaluelist,
                    ])
                #expect(found.attributes.allSatisfy { !$0.isRequired && $0.isVariable })
                #expect(found.attributes[1].values.map(\.key) == ["yes", "no"])
            }
            let json = await scene.get("/services/jalan.json").text
            #expect(json.contains("\"order\":1") && json.contains("\"order\":3"))
            for code in ["tidak-ada", "pungli", "bukan"] {
                let reply = await scene.get("/services/\(code).json")
                #expect(reply.status == 404)
                #expect(
                    Open311Scene.errors(reply).first?.description.contains("service_code") == true)
            }
        }
    }

    @Test("a city without topics takes nothing, and says so in the same forms")
    func nothing() async throws {
        let batu = String(TestCity.cityFiles.dropLast("kota-bogor".count)) + "kota-batu"
        let files = FileManager.default.temporaryDirectory.path + "/kota-\(UUID().uuidString)"
        try FileManager.default.copyItem(atPath: batu, toPath: files)
        defer { try? FileManager.default.removeItem(atPath: files) }
        for name in ["topics.yaml", "services/laporan.yaml", "scenarios/laporan.yaml"] {
            try FileManager.default.removeItem(atPath: "\(files)/\(name)")
        }
        try await TestCity.run(files: files) { city in
            let shell = try city.house.shell(rates: [:])
            for (path, empty) in [("services", "[]\n"), ("requests", "[]\n")] {
                let reply = await shell.respond(
                    to: TestRequest("GET", "/open311/v2/\(path).json"))
                #expect(reply.status == 200 && reply.text == empty)
            }
            let page = await shell.respond(to: TestRequest("GET", "/open311/v2"))
            #expect(page.status == 200)
        }
    }

    @Test("the page for people names the endpoints, the calls and the way to a key")
    func page() async throws {
        try await Open311Scene.run { scene in
            // With the slash that some clients put there, too.
            let slash = await scene.get("/")
            #expect(slash.status == 308 && slash.header("location") == "/open311/v2")
            let page = await scene.get("")
            #expect(page.status == 200)
            for text in [
                "https://uji.example/open311/v2", "https://uji.example/open311/uji/v2",
                "id=\"kunci\"", "servicerequestupdates", "reports:write", "Jalan rusak",
            ] { #expect(page.text.contains(text), "\(text)") }
        }
    }
}
