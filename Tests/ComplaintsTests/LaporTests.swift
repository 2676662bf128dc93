import Cases
import Contracts
import Foundation
import Kernel
import Open311
import Outbound
import Store
import Synchronization
import TestKit
import Testing

@testable import City
@testable import Complaints

@Suite("SP4N-LAPOR!: by file and over HTTP")
struct LaporTests {
    private static let head =
        "tracking_id,klasifikasi,judul,isi,kategori,tanggal_laporan,lokasi,kelurahan,anonim,"
        + "rahasia,nama_pelapor,kontak_pelapor,status\n"

    private static func row(
        _ id: String, _ text: String = "Jalan berlubang di depan pasar", kind: String = "PENGADUAN",
        topic: String = "Jalan", place: String = "Sempur", anonymous: String = "tidak",
        secret: String = "tidak", status: String = "Proses"
    ) -> String {
        "\(id),\(kind),Laporan warga,\(text),\(topic),2026-11-20,Jalan Jalak Harupat,\(place),"
            + "\(anonymous),\(secret),Budi Santoso,budi@contoh.example,\(status)\n"
    }

    private static func file(_ text: String, _ ending: String = "csv") throws -> String {
        let path =
            FileManager.default.temporaryDirectory.path + "/lapor-\(UUID().uuidString).\(ending)"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private func cases(_ city: TestCity) async throws -> [CaseID] {
        try await city.house.store.read("test.cases") { reader in
            try reader.rows("SELECT case_id FROM case_legacy ORDER BY number").map { $0.id(0) }
        }
    }

    @Test(
        "a file becomes cases once, each with its number there; what is wrong is told by line",
        arguments: TestEngine.available)
    func taken(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let text =
                Self.head + Self.row("L-1") + Self.row("L-2", anonymous: "ya")
                + Self.row("L-3", kind: "WBS") + Self.row("L-4", status: "Selesai")
                + Self.row("L-5", topic: "Lainnya") + Self.row("L-1")
                + Self.row("L-6", place: "Mars")
            let file = try Self.file(text)
            defer { try? FileManager.default.removeItem(atPath: file) }
            let dry = try await LaporRun.take(file, isDry: true, report: nil, in: city.house)
            #expect(dry.wrong == 4)
            #expect(try await cases(city).isEmpty)
            let report = file + ".masalah.csv"
            defer { try? FileManager.default.removeItem(atPath: report) }
            let first = try await LaporRun.take(file, isDry: false, report: report, in: city.house)
            #expect(first.wrong == 4 && first.lines[1].contains("3 new"))
            let told = try String(contentsOfFile: report, encoding: .utf8)
            for word in ["4,klasifikasi", "5,status", "7,nomor", "8,lokasi"] {
                #expect(told.contains(word), "\(told)")
            }
            #expect(!told.contains("Budi") && !told.contains("Mars"))
            let again = try await LaporRun.take(file, isDry: false, report: nil, in: city.house)
            #expect(again.lines[1].contains("0 new") && again.lines[1].contains("3 as before"))
            let ids = try await cases(city)
            #expect(ids.count == 3)
            let number = try await city.house.cases.imported("l-1")
            let known = try await city.report(ids[0])
            #expect(number == known.number && known.topic == "jalan" && known.isPublic)
            #expect(known.text?.hasSuffix("Jalan berlubang di depan pasar") == true)
            // The clock of the law began when it was reported.
            let day = Day(known.at, in: city.house.zone)
            #expect(day == Day(iso: "2026-11-20"))
            // What its words say, where their category is none of ours.
            #expect(try await city.report(ids[2]).topic == "jalan")
            // Another text under the same number changes nothing.
            let other = try Self.file(Self.head + Self.row("L-1", "Sampah menumpuk"))
            defer { try? FileManager.default.removeItem(atPath: other) }
            let changed = try await LaporRun.take(other, isDry: false, report: nil, in: city.house)
            #expect(changed.wrong == 1)
        }
    }

    @Test("who wants to be unknown is not taken over, and nobody is ever told who reported")
    func unknown() async throws {
        try await TestCity.run { city in
            let lines =
                #"{"tracking_id":"L-1","isi":"Lubang besar","kategori":"Jalan","kelurahan":"#
                + #""Sempur","anonim":true,"rahasia":true,"nama_pelapor":"Budi Santoso"}"# + "\n"
                + #"{"tracking_id":"L-2","isi":"Lampu padam","kategori":"Penerangan Jalan","#
                + #""latitude":-6.586752,"longitude":106.798557,"nama_pelapor":"Siti Aminah"}"#
                + "\nrusak\n"
            let file = try Self.file(lines, "jsonl")
            defer { try? FileManager.default.removeItem(atPath: file) }
            let result = try await LaporRun.take(file, isDry: false, report: nil, in: city.house)
            #expect(result.wrong == 1)
            let ids = try await cases(city)
            let hidden = try #require(try await city.house.cases.standing(of: ids[0])?.record)
            #expect(hidden.isAnonymous)
            let names = try await city.house.store.read("test.names") { reader in
                try reader.row(
                    "SELECT contact FROM people_walkins WHERE account = \(hidden.applicant)")?
                    .optionalBytes(0)
            }
            #expect(names == nil)
            let secret = try await city.report(ids[0])
            #expect(!secret.isPublic)
            #expect(try await city.report(ids[1]).region?.text == "32.71.03.1006")
            // One of ours that nobody may read, and one that everybody may.
            let own = try await city.report(", rahasia: true")
            let open = try await city.report()
            let out = file + ".keluar.jsonl"
            defer { try? FileManager.default.removeItem(atPath: out) }
            _ = try await LaporRun.give(since: "2026-11-01", to: out, in: city.house)
            let told = try String(contentsOfFile: out, encoding: .utf8)
            #expect(told.split(whereSeparator: \.isNewline).count == 3)
            #expect(!told.contains("Lubang besar") && told.contains("L-1"))
            #expect(told.contains("Penerangan Jalan") && !told.contains("Siti"))
            #expect(told.contains(open.number.text) && !told.contains(own.number.text))
            #expect(told.contains("\"status\":\"Belum Diverifikasi\""))
            let table = file + ".keluar.csv"
            defer { try? FileManager.default.removeItem(atPath: table) }
            _ = try await LaporRun.give(since: "2026-11-01", to: table, in: city.house)
            let rows = try String(contentsOfFile: table, encoding: .utf8)
            #expect(
                rows.hasPrefix("isi,kategori,")
                    && rows.split(whereSeparator: \.isNewline).count >= 4)
            // Nothing changed since tomorrow.
            let none = file + ".kosong.jsonl"
            defer { try? FileManager.default.removeItem(atPath: none) }
            let lines2 = try await LaporRun.give(since: "2026-12-31", to: none, in: city.house)
            #expect(lines2[0].hasPrefix("0 reports"))
        }
    }

    /// Their server, as far as anybody knows.
    private final class Server: Sendable {
        struct State {
            var requests: [OutboundRequest] = []
            var statuses: [Int] = []
            var items: [JSONValue] = []
        }

        let state = Mutex(State())

        var outbound: Outbound {
            Outbound { [self] request throws(OutboundError) in
                let (status, items) = state.withLock { state in
                    state.requests.append(request)
                    return (
                        state.statuses.isEmpty ? 200 : state.statuses.removeFirst(), state.items
                    )
                }
                guard request.method == .get else { return OutboundAnswer(status: status) }
                let json: JSONValue = ["data": .array(items), "berikutnya": "2"]
                return OutboundAnswer(status: status, body: json.canonical)
            }
        }

        var posts: [OutboundRequest] {
            state.withLock { $0.requests.filter { $0.method == .post } }
        }
    }

    private func turn(_ city: TestCity, _ server: Server) async throws {
        let house = city.house
        let link = PartnerLink(outbound: server.outbound, jobs: house.jobs) { _ in "kunci-uji" }
        let tools = ComplaintTools(
            cases: house.cases, accounts: house.accounts, walkins: house.walkins,
            directory: house.directory, blobs: house.blobs, access: house.access,
            previewer: house.previewer,
            outside: OutsideLink(pictures: server.outbound, isDemo: false, partners: link))
        try await PullReports(tools: tools).runDue()
        try await city.readAll()
        let pushes = PushReports(tools: tools, link: link)
        try await house.jobs.runDue([PushReports.job: pushes.handler])
    }

    @Test(
        "over HTTP new reports are taken once, and each public act on them is told once",
        arguments: TestEngine.available)
    func exchanged(_ engine: TestEngine) async throws {
        let files = try PartnerScene.files()
        defer { try? FileManager.default.removeItem(atPath: files) }
        let text = try String(
            contentsOfFile: TestCity.cityFiles + "/partners.yaml", encoding: .utf8
        )
        .replacing("    every: 600\n", with: "    every: 600\n    url: https://lapor.example/a\n")
        .replacing("  report:\n", with: "  report:\n    url: https://lapor.example/b\n")
        try text.write(toFile: files + "/partners.yaml", atomically: true, encoding: .utf8)
        try await TestCity.run(on: engine, files: files) { city in
            let server = Server()
            let item: JSONValue = [
                "tracking_id": "L-9", "isi": "Jalan berlubang", "kategori": "Jalan",
                "kelurahan": "Sempur", "nama_pelapor": "Budi Santoso",
            ]
            server.state.withLock {
                $0.items = [item, ["tracking_id": "L-10", "isi": "Tanpa tempat"]]
                $0.statuses = [503]
            }
            try await turn(city, server)
            #expect(try await cases(city).isEmpty)
            for _ in 0..<3 {
                city.wait(hours: 1)
                try await turn(city, server)
            }
            let ids = try await cases(city)
            #expect(ids.count == 1)
            let desk = try await city.browser(Desk.coordinator)
            await desk.open("/meja/laporan/mitra")
            #expect(await desk.text.contains("L-10"))
            // Refused for a while, then taken: under the same key.
            try await city.play(ids[0], "- do: verifikasi")
            let before = server.posts.count
            server.state.withLock { $0.statuses = [200, 500] }
            for _ in 0..<3 {
                city.wait(hours: 1)
                try await turn(city, server)
            }
            let posts = server.posts.dropFirst(before)
            let keys = posts.compactMap { post in
                post.headers.first { $0.name == "Idempotency-Key" }?.value
            }
            #expect(posts.count >= 1 && Set(keys).count == 1)
            let body = String(decoding: posts.last?.body ?? [], as: UTF8.self)
            #expect(body.contains("\"tracking_id\":\"L-9\"") && !body.contains("Budi"))
            #expect(body.contains("\"status\":\"Belum Ditindaklanjuti\""))
            #expect(posts.allSatisfy { $0.reach == .publicOnly })
        }
    }
}
