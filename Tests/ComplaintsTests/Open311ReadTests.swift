import Cases
import City
import Contracts
import Kernel
import Ledger
import Open311
import People
import Store
import TestKit
import Testing
import Web

@Suite("Open311: reading reports")
struct Open311ReadTests {
    private func ago(_ scene: Open311Scene, days: Int64, minutes: Int64 = 0) -> Instant {
        scene.city.clock.now.adding(hours: -24 * days).adding(minutes: -minutes)
    }

    private func text(_ instant: Instant) -> String {
        let day = Day(instant, in: .utc)
        let seconds = instant.milliseconds(since: day.start(in: .utc)) / 1_000
        let parts = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map {
            $0 < 10 ? "0\($0)" : "\($0)"
        }
        return "\(day.iso)T\(parts.joined(separator: ":"))Z"
    }

    @Test("XML and JSON tell the same of a report", arguments: TestEngine.available)
    func formats(_ engine: TestEngine) async throws {
        try await Open311Scene.run(on: engine) { scene in
            let words = "Lubang <b>&amp;</b> \"kutip\" ‘東京’ 🕳\nbaris dua"
            let number = try await scene.sent(["description": words])
            let json = try await scene.requests("/requests/\(number).json?extensions=true")
            let xml = try await scene.requests("/requests/\(number).xml?extensions=true")
            #expect(json == xml && json.count == 1)
            let report = try #require(json.first)
            #expect(report.id == number && report.status == .open)
            #expect(report.serviceCode == "jalan" && report.serviceName == "Jalan rusak")
            #expect(report.description == words)
            #expect(report.agencyResponsible?.contains("Komunikasi") == true)
            #expect(report.requestedAt == scene.city.clock.now)
            #expect(report.address == "-6.586752, 106.798557, Sempur, Bogor Tengah")
            #expect(report.addressID == "32.71.03.1006" && report.zipcode == "16129")
            #expect(report.point == GeoPoint(latitude: -6_586_752, longitude: 106_798_557))
            #expect(report.mediaURL == nil)
            #expect(report.statusNotes?.hasPrefix("Menunggu: ") == true)
            let due = try #require(report.expectedAt)
            #expect(due > report.requestedAt)
            // On the wire: a list of one, moments with a zone, numbers and texts as the schemas
            // say.
            let line = await scene.get("/requests/\(number).json").text
            #expect(
                line.hasPrefix("[{\"service_request_id\":\"\(number)\"") && line.hasSuffix("}]\n"))
            #expect(line.contains("\"requested_datetime\":\"2026-11-23T09:00:00+07:00\""))
            #expect(line.contains("\"lat\":-6.586752,\"long\":106.798557"))
            #expect(line.contains("\"media_url\":null") && line.contains("\"zipcode\":\"16129\""))
            #expect(!line.contains("extended_attributes"))
            let empty = await scene.get("/requests/\(number).xml").text
            #expect(empty.contains("<media_url/>"))
        }
    }

    @Test("what is beyond the specification comes only when it is asked for")
    func extensions() async throws {
        try await Open311Scene.run { scene in
            let number = try await scene.sent()
            try await scene.answer(number)
            let plain = try await scene.requests("/requests.json")
            #expect(plain.first?.details == nil)
            let found = try await scene.requests("/requests.json?extensions=true")
            let details = try #require(found.first?.details)
            #expect(details.notes.map(\.kind) == ["submitted", "verified", "answered"])
            #expect(details.notes.last?.description == "Sudah ditambal.")
            #expect(details.answers.map(\.name) == ["state", "region", "supports"])
            #expect(details.answers.first?.code == "selesai")
        }
    }

    @Test("ids override every other filter, and more or fewer are no error")
    func ids() async throws {
        try await Open311Scene.run { scene in
            let old = ListedReport(at: ago(scene, days: 400), isOpen: false)
            let first = try await old.insert(scene)
            let second = try await ListedReport(topic: "pju", at: ago(scene, days: 1)).insert(scene)
            let path = "/requests.json?service_request_id=\(first),\(second),XXX"
            let ids = try await scene.requests(path + "&status=open&service_code=sampah")
            #expect(ids.map(\.id) == [second, first])
            // In small letters and without dashes it is the same number.
            let typed = first.lowercased().filter { $0 != "-" }
            let one = try await scene.requests("/requests.json?service_request_id=\(typed)")
            #expect(one.map(\.id) == [first])
        }
    }

    @Test("filters by service, status and time", arguments: TestEngine.available)
    func filters(_ engine: TestEngine) async throws {
        try await Open311Scene.run(on: engine) { scene in
            let road = try await ListedReport(at: ago(scene, days: 1)).insert(scene)
            let lamp = try await ListedReport(topic: "pju", at: ago(scene, days: 2)).insert(scene)
            let done = try await ListedReport(
                topic: "pju", at: ago(scene, days: 3), isOpen: false
            ).insert(scene)
            let tree = try await ListedReport(topic: "pohon", at: ago(scene, days: 80)).insert(
                scene)
            let old = try await ListedReport(at: ago(scene, days: 91)).insert(scene)
            try await ListedReport(at: ago(scene, days: 1), isPublic: false).insert(scene)
            func ids(_ query: String) async throws -> [String] {
                try await scene.requests("/requests.json?\(query)").map(\.id)
            }
            // Without any filter the last 90 days; newest first.
            #expect(try await ids("") == [road, lamp, done, tree])
            #expect(try await ids("service_code=pju") == [lamp, done])
            #expect(try await ids("service_code=pju,pohon") == [lamp, done, tree])
            #expect(try await ids("service_code=pju&service_code=jalan") == [road, lamp, done])
            #expect(try await ids("status=closed") == [done])
            #expect(try await ids("status=open&service_code=pju") == [lamp])
            #expect(try await ids("status=open,closed") == [road, lamp, done, tree])
            #expect(try await ids("status=OPEN&service_code=") == [road, lamp, tree])
            #expect(try await ids("service_code=tidak-ada") == [])
            let from = text(ago(scene, days: 95))
            // A missing side is 90 days from the other one.
            #expect(try await ids("start_date=\(from)") == [tree, old])
            let end = text(ago(scene, days: 2))
            #expect(try await ids("end_date=\(end)&service_code=pju") == [lamp, done])
            let start = text(ago(scene, days: 3))
            #expect(try await ids("start_date=\(start)&end_date=\(end)") == [lamp, done])
        }
    }

    @Test("an end at midnight in Z means that day, as clients ask that know days only")
    func midnight() async throws {
        try await Open311Scene.run { scene in
            let number = try await scene.sent()
            // `three` asks so for what came until today; a report of nine o'clock is in it.
            let found = try await scene.requests(
                "/requests.json?start_date=2026-11-20T00:00:00Z&end_date=2026-11-23T00:00:00Z")
            #expect(found.map(\.id) == [number])
            // The same dates are sent along when one report is asked for, and passed over.
            let one = try await scene.requests(
                "/requests/\(number).json?start_date=x&end_date=2020-01-01T00:00:00Z&page=0")
            #expect(one.map(\.id) == [number])
            let before = try await scene.requests(
                "/requests.json?start_date=2026-11-20T00:00:00Z&end_date=2026-11-22T00:00:00Z")
            #expect(before.isEmpty)
        }
    }

    @Test("what was changed comes in the order of the changes, however old the report is")
    func changes() async throws {
        try await Open311Scene.run { scene in
            let old = try await ListedReport(
                at: ago(scene, days: 300), updatedAt: ago(scene, days: 2)
            ).insert(scene)
            let new = try await ListedReport(
                topic: "pju", at: ago(scene, days: 1), updatedAt: ago(scene, days: 1)
            ).insert(scene)
            try await ListedReport(at: ago(scene, days: 10)).insert(scene)
            func ids(_ query: String) async throws -> [String] {
                try await scene.requests("/requests.json?\(query)").map(\.id)
            }
            let from = text(ago(scene, days: 3))
            #expect(try await ids("updated_after=\(from)") == [old, new])
            #expect(try await ids("updated_after=\(from)&page=2&page_size=1") == [new])
            #expect(try await ids("updated_after=\(from)&service_code=pju,pohon") == [new])
            let until = text(ago(scene, days: 1, minutes: 1))
            #expect(try await ids("updated_after=\(from)&updated_before=\(until)") == [old])
        }
    }

    @Test("an answer has at most 1,000, and page 2 the rest", arguments: TestEngine.available)
    func pages(_ engine: TestEngine) async throws {
        try await Open311Scene.run(on: engine) { scene in
            let topics = ["jalan", "pju", "sampah"]
            let numbers = try await ListedReport.insert(
                (0..<1_003).map { n in
                    ListedReport(
                        topic: topics[n % 3], at: ago(scene, days: 1, minutes: Int64(n)))
                }, scene)
            let first = try await scene.requests("/requests.json").map(\.id)
            #expect(first == Array(numbers.prefix(1_000)))
            let second = try await scene.requests("/requests.xml?page=2").map(\.id)
            #expect(second == Array(numbers.suffix(3)))
            #expect(try await scene.requests("/requests.json?page=3").isEmpty)
            let small = try await scene.requests("/requests.json?page=3&page_size=5").map(\.id)
            #expect(small == Array(numbers[10..<15]))
            // Several services page by page, none twice and none left out.
            var seen: [String] = []
            for page in 1...14 {
                seen += try await scene.requests(
                    "/requests.json?service_code=jalan,sampah&page=\(page)&page_size=50"
                ).map(\.id)
            }
            #expect(seen == numbers.enumerated().filter { $0.offset % 3 != 1 }.map(\.element))
        }
    }

    @Test("a long list costs two statements, with all extensions three")
    func statements() async throws {
        try await Open311Scene.run { scene in
            try await ListedReport.insert(
                (0..<300).map { ListedReport(at: ago(scene, days: 1, minutes: Int64($0))) }, scene)
            _ = await scene.get("/requests.json")
            for (query, most) in [("", 2), ("?extensions=true", 3), ("?page=2&page_size=100", 2)] {
                let (_, counter) = await StatementCounter.counting {
                    await scene.get("/requests.json\(query)")
                }
                #expect(counter.statements == most, "\(query)")
            }
        }
    }

    @Test("what is not public is not there, and is no token either")
    func hidden() async throws {
        try await Open311Scene.run { scene in
            let secret = try await scene.sent(["attribute[rahasia]": "yes"])
            let open = try await scene.sent()
            try await scene.city.house.readOnce()
            for path in ["requests/\(secret)", "requests/tidak-ada", "tokens/\(secret)"] {
                for format in GeoFormat.allCases {
                    let reply = await scene.get("/\(path).\(format.rawValue)")
                    #expect(reply.status == 404, "\(path)")
                }
            }
            #expect(try await scene.requests("/requests.json").map(\.id) == [open])
            let ids = try await scene.requests(
                "/requests.json?service_request_id=\(secret),\(open)")
            #expect(ids.map(\.id) == [open])
            #expect(try await scene.updates().map(\.requestID) == [open])
            // Every report has its number at once; asked for as a token it is its own.
            let token = await scene.get("/tokens/\(open).json")
            #expect(token.text == "[{\"service_request_id\":\"\(open)\",\"token\":\"\(open)\"}]\n")
        }
    }
}
