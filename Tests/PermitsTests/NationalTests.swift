import Cases
import Contracts
import Foundation
import Kernel
import Ledger
import Outbound
import People
import Store
import TestKit
import Testing

@testable import City
@testable import Permits

@Suite("National systems over HTTP")
struct NationalTests {
    /// The files of the city with the address of a system.
    static func files() throws -> String {
        let path = FileManager.default.temporaryDirectory.path + "/pendopo-\(UUID().uuidString)"
        try FileManager.default.copyItem(atPath: TestCity.cityFiles, toPath: path)
        let file = path + "/systems.yaml"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let connected = text.replacing(
            "      query: {status: menunggu}\n",
            with: "      query: {status: menunggu}\n      url: https://oss.example/permohonan\n"
        ).replacing(
            "      key: Idempotency-Key\n",
            with: "      key: Idempotency-Key\n"
                + "      url: \"https://oss.example/permohonan/{id}/status\"\n")
        try connected.write(toFile: file, atomically: true, encoding: .utf8)
        return path
    }

    private func run(
        on engine: TestEngine = .sqlite, _ body: (TestCity, Ministry) async throws -> Void
    ) async throws {
        let files = try Self.files()
        defer { try? FileManager.default.removeItem(atPath: files) }
        try await TestCity.run(on: engine, files: files) { city in
            try await body(city, Ministry())
        }
    }

    private func tools(
        _ city: TestCity, _ ministry: Ministry, isDemo: Bool = false,
        secret: String? = "kunci-uji"
    ) -> PermitTools {
        let house = city.house
        return PermitTools(
            cases: house.cases, accounts: house.accounts, directory: house.directory,
            access: house.access,
            link: NationalLink(outbound: ministry.outbound, jobs: house.jobs, isDemo: isDemo) { _ in
                secret
            })
    }

    private func pull(
        _ city: TestCity, _ ministry: Ministry, secret: String? = "kunci-uji"
    ) async throws -> PullMessages.Result {
        let tools = tools(city, ministry, secret: secret)
        let link = try #require(tools.link)
        return try #require(try await PullMessages(tools: tools, link: link).pull("oss"))
    }

    /// What a minute of the house does for systems; a new program over the same tables each time.
    private func turn(_ city: TestCity, _ ministry: Ministry) async throws {
        let tools = tools(city, ministry)
        let link = try #require(tools.link)
        try await PullMessages(tools: tools, link: link).runDue()
        let reports = ReportStates(tools: tools, link: link)
        try await city.readAll()
        try await city.house.ledger.catchUp([reports.reader])
        try await city.house.jobs.runDue([ReportStates.job: reports.handler])
    }

    private func count(_ city: TestCity, _ table: SQL) async throws -> Int64? {
        try await city.house.store.read("test.count") { reader in
            try reader.row("SELECT COUNT(*) FROM \(sql: table)")?.int(0)
        }
    }

    private func state(_ city: TestCity) async throws -> SystemState {
        try await city.house.store.read("test.state") { try SystemRows.find("oss", in: $0) }
    }

    @Test(
        "pages are taken in order, whatever fails in between; what comes twice is one case",
        arguments: TestEngine.available)
    func pulled(_ engine: TestEngine) async throws {
        try await run(on: engine) { city, ministry in
            ministry.has((1...5).map { Ministry.message("A\($0)") })
            let first = try await pull(city, ministry)
            #expect(first.count.new == 5 && first.fault == nil)
            #expect(try await count(city, "permit_intakes") == 5)
            let request = try #require(ministry.requests.first)
            #expect(request.reach == .publicOnly)
            #expect(request.headers.contains { $0.value == "Bearer kunci-uji" })
            #expect(request.url == "https://oss.example/permohonan?status=menunggu")
            // What the file does not name was not taken.
            let kept = try await city.house.store.read("test.kept") { reader in
                try reader.row("SELECT cursor_text FROM permit_systems")?.optionalText(0)
            }
            #expect(kept == "5")
            // The same again, and one more.
            ministry.has([Ministry.message("A5"), Ministry.message("A6")])
            let second = try await pull(city, ministry)
            #expect(second.count.new == 1 && second.count.same == 1)
            #expect(try await count(city, "permit_intakes") == 6)
            // Killed before the place was kept: asked for again, taken once.
            try await city.house.store.write("test.lost") { tx in
                try tx.execute("UPDATE permit_systems SET cursor_text = NULL")
            }
            let again = try await pull(city, ministry)
            #expect(again.count.new == 0 && again.count.same == 7)
            #expect(try await count(city, "permit_intakes") == 6)
        }
    }

    @Test("what fails rests longer each time, and loses nothing")
    func failing() async throws {
        try await run { city, ministry in
            ministry.has([Ministry.message("A1")])
            let words: [(Ministry.Whim, String)] = [
                (.status(503, [OutboundHeader("Retry-After", "7200")]), "503"),
                (.error(.timedOut), "timed-out"),
                (.error(.tooLarge), "too-large"),
                (.body("<html>Pemeliharaan</html>"), "no-json"),
                (.body("{\"data\": \"rusak\"}"), "no-list"),
                (.status(302, [OutboundHeader("Location", "http://127.0.0.1:22/")]), "302"),
            ]
            for (index, (whim, word)) in words.enumerated() {
                ministry.next(whim)
                let result = try await pull(city, ministry)
                let state = try await state(city)
                #expect(result.fault == word && state.fault == word)
                #expect(state.failures == Int64(index + 1))
                #expect(state.nextAt > city.clock.now.adding(seconds: index == 0 ? 7_199 : 299))
            }
            // A redirect is an answer, and nobody goes where it leads.
            #expect(ministry.requests.count == words.count)
            #expect(ministry.requests.allSatisfy { $0.url.hasPrefix("https://oss.example/") })
            let asked = ministry.requests.count
            try await turn(city, ministry)
            #expect(ministry.requests.count == asked)
            city.wait(hours: 2)
            try await turn(city, ministry)
            #expect(try await count(city, "permit_intakes") == 1)
            #expect(try await state(city).failures == 0)
        }
    }

    @Test("without its secret nothing is asked, and an inner address is refused")
    func guarded() async throws {
        try await run { city, ministry in
            let result = try await pull(city, ministry, secret: nil)
            #expect(result.fault == "no-secret" && ministry.requests.isEmpty)
            let curl = Outbound.curl(
                limits: OutboundLimits(connectTimeout: 500, timeout: 500),
                threads: BlockingThreads(name: "test", count: 1, waiting: 4))
            await #expect(throws: OutboundError.refusedAddress) {
                _ = try await curl.send(
                    .get("https://127.0.0.1:9/permohonan").reaching(.publicOnly))
            }
        }
    }

    @Test("what cannot be taken waits for an officer; the rest goes on")
    func misfits() async throws {
        try await run { city, ministry in
            ministry.has([
                Ministry.message("A1"), Ministry.message("A2", due: "besok"), "rusak",
                Ministry.message("A4"),
            ])
            let first = try await pull(city, ministry)
            #expect(first.count.new == 2)
            _ = try await pull(city, ministry)
            #expect(try await count(city, "permit_misfits") == 2)
            let desk = try await TestBrowser.officer("dpmptsp-kabid-perizinan", of: city)
            await desk.open("/meja/izin/sistem")
            let page = await desk.text
            #expect(page.contains("tenggat") && !page.contains("Rasa Baru"))
            let rows = try await city.house.store.read("test.misfits") { reader in
                try MisfitRows.list(["oss"], limit: 10, in: reader)
            }
            for misfit in rows {
                let path = "/meja/izin/sistem/\(misfit.id.text)/pesan"
                try await desk.press(path, [("tindakan", "ulang")])
                #expect(await desk.status == 409)
                await desk.open("/meja/izin/sistem")
                try await desk.press(path, [("tindakan", "selesai")])
                #expect(await desk.status == 200)
            }
            #expect(try await count(city, "permit_misfits") == 0)
            let keys = try await city.house.store.read("test.keys") { reader in
                try rows.map { misfit in
                    try reader.row(
                        "SELECT wrapped FROM data_keys WHERE id = \(misfit.id)")?
                        .optionalBytes(0) == nil
                }
            }
            #expect(keys == [true, true])
        }
    }

    /// A case whose message came, and that was then decided.
    private func decided(_ city: TestCity, _ ministry: Ministry) async throws -> CaseID {
        ministry.has([Ministry.message("A1")])
        _ = try await pull(city, ministry)
        let row = try await city.house.store.read("test.case") { reader in
            try reader.row("SELECT case_id FROM permit_intakes")
        }
        let id: CaseID = try #require(row).id(0)
        try await city.play(
            id,
            "- do: periksa\n- do: teknis\n- {do: catat, fields: {tanggal_catat: 2026-11-23}}")
        return id
    }

    @Test(
        "a decision is told once, through a day without them and answers that are lost",
        arguments: TestEngine.available)
    func told(_ engine: TestEngine) async throws {
        try await run(on: engine) { city, ministry in
            _ = try await decided(city, ministry)
            let asked = ministry.requests.count
            ministry.always(.error(.unreachable("down")))
            for _ in 0..<26 {
                try await turn(city, ministry)
                city.wait(hours: 1)
            }
            #expect(ministry.recorded.isEmpty)
            let desk = try await TestBrowser.officer("dpmptsp-kepala", of: city)
            await desk.open("/meja/izin/sistem")
            #expect(await desk.text.contains("Dicoba lagi dengan sendirinya"))
            ministry.always(nil)
            ministry.next(.status(200, []), .lostAnswer)
            for _ in 0..<4 {
                try await turn(city, ministry)
                city.wait(hours: 2)
            }
            let told = try #require(ministry.recorded.first)
            #expect(ministry.recorded.count == 1)
            #expect(told["id_permohonan"] == "A1" && told["status"] == "disetujui")
            let keys = Set(
                ministry.requests.dropFirst(asked).filter { $0.method == .post }.compactMap {
                    $0.headers.first { $0.name == "Idempotency-Key" }?.value
                })
            #expect(keys.count == 1)
            let posts = ministry.requests.filter { $0.method == .post }
            #expect(posts.allSatisfy { $0.url == "https://oss.example/permohonan/A1/status" })
            #expect(posts.allSatisfy { $0.reach == .publicOnly })
            let sent = ministry.requests.count { $0.method == .post }
            try await turn(city, ministry)
            #expect(ministry.requests.count { $0.method == .post } == sent)
        }
    }

    @Test("what is refused for good waits for an officer, who has it sent again")
    func refused() async throws {
        try await run { city, ministry in
            _ = try await decided(city, ministry)
            ministry.always(.status(422, []))
            try await turn(city, ministry)
            let rows = try await city.house.store.read("test.reports") { reader in
                try ReportRows.troubled(["oss"], limit: 10, in: reader)
            }
            let report = try #require(rows.first)
            #expect(report.status == .dead && report.outcome == "422")
            let asked = ministry.requests.count
            city.wait(days: 2)
            ministry.always(nil)
            try await turn(city, ministry)
            #expect(ministry.recorded.isEmpty && ministry.requests.count > asked - 1)
            let desk = try await TestBrowser.officer("dpmptsp-kabid-perizinan", of: city)
            await desk.open("/meja/izin/sistem")
            #expect(await desk.text.contains("jawaban 422"))
            let path = "/meja/izin/sistem/\(report.id.text)/laporan"
            try await desk.press(path, [("tindakan", "ulang")])
            try await turn(city, ministry)
            #expect(ministry.recorded.count == 1)
            await desk.open("/meja/izin/sistem")
            try await desk.press(path, [("tindakan", "selesai")])
            #expect(await desk.status == 409)
        }
    }

    @Test("who does not keep permits of the service sees no system")
    func foreign() async throws {
        try await run { city, _ in
            let clerk = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            await clerk.open("/meja/izin/sistem")
            #expect(await clerk.status == 403)
        }
    }
}
