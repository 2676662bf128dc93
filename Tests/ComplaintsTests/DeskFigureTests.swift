import Cases
import Contracts
import Kernel
import Store
import TestKit
import Testing
import Web

@testable import City
@testable import Complaints

@Suite("Reports in numbers")
struct DeskFigureTests {
    @Test(
        "the middle of hours",
        arguments: [
            ([], nil), ([5], 5), ([1, 9], 1), ([9, 1, 4], 4), ([2, 2, 2, 8, 9], 2),
        ] as [([Int64], Int64?)])
    func median(hours: [Int64], middle: Int64?) {
        var counts = HourCounts()
        for hour in hours { counts.add(hour, 1) }
        #expect(counts.median == middle)
    }

    @Test("a share is rounded, and of nothing there is none")
    func shares() {
        #expect(ReportFigures.share(1, of: 3) == 33)
        #expect(ReportFigures.share(2, of: 3) == 67)
        #expect(ReportFigures.share(0, of: 0) == nil)
    }

    @Test(
        "the board counts what is open, late, answered in time, refuted and confirmed",
        arguments: TestEngine.available)
    func board(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let done = try await city.report()
            let open = try await city.report(at: "-6.600000")
            for id in [done.caseID, open.caseID] {
                try await city.play(id, "- do: verifikasi")
            }
            city.wait(hours: 5)
            try await city.play(done.caseID, "- do: tanggapan\n  text: Sudah.")
            try await city.house.cases.refute(
                done.caseID, by: city.citizens[0], reason: "Belum rata.")
            try await city.play(done.caseID, "- do: tanggapan\n  text: Sudah rata.")
            try await city.house.cases.confirm(done.caseID, by: city.citizens[0])
            city.wait(days: 20)
            try await city.readAll()
            let now = city.clock.now
            let all = try await city.house.store.read("test.board") { reader in
                var all = try FigureRows.figures(
                    by: .unit, since: now.adding(hours: -24 * 90), now: now, isPublic: false,
                    in: reader)
                try FigureRows.addOpen(to: &all, now: now, in: reader)
                return all
            }
            let unit = try #require(all["dpupr"])
            #expect(unit.received == 2 && unit.open == 1 && unit.overdue == 1)
            #expect(unit.answered == 1 && unit.inTimeShare == 100 && unit.refutedShare == 100)
            #expect(unit.satisfaction == 50)
            #expect((5...8).contains(unit.answerHours.median ?? 0))
            let keeper = try await city.browser(Desk.coordinator)
            await keeper.open("/meja/laporan/papan?hari=90")
            #expect(await keeper.text.contains("100 %"))
            #expect(await keeper.text.contains("1 laporan terbuka, 1 di antaranya lewat waktu"))
            // Others see the units in their reach.
            let stranger = try await city.browser("dpmptsp-analis-1")
            await stranger.open("/meja/laporan/papan")
            #expect(await stranger.status == 200)
            #expect(await !stranger.text.contains("100 %"))
        }
    }

    @Test(
        "the public page tells no times of a few, and where reports come again",
        arguments: TestEngine.available)
    func figures(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            for _ in 0..<3 {
                let report = try await city.report()
                try await city.play(
                    report.caseID, "- do: verifikasi\n- do: tanggapan\n  text: Sudah.")
            }
            _ = try await city.report(", rahasia: ya")
            try await city.readAll()
            let visitor = try TestBrowser(city)
            await visitor.open("/laporan/angka")
            #expect(await visitor.status == 200)
            let few = await visitor.text
            #expect(few.contains("kurang dari 5"))
            #expect(few.contains("id=\"berulang\""))
            #expect(few.contains("&lt; 5"))
            #expect(!few.contains("100 %"))
            for latitude in ["-6.600000", "-6.601000"] {
                let report = try await city.report(at: latitude)
                try await city.play(
                    report.caseID, "- do: verifikasi\n- do: tanggapan\n  text: Sudah.")
            }
            try await city.readAll()
            city.wait(hours: 1)
            await visitor.open("/laporan/angka")
            #expect(await visitor.text.contains("100 %"))
            #expect(await visitor.text.contains("Sempur, Bogor Tengah: 5"))
        }
    }

    @Test("all public reports are points of a file, and no other")
    func points() async throws {
        try await TestCity.run { city in
            let shown = try await city.report()
            let secret = try await city.report(", rahasia: ya")
            let visitor = try TestBrowser(city)
            await visitor.open("/laporan/unduh.geojson")
            #expect(await visitor.status == 200)
            let text = await visitor.text
            let json = try JSONValue(parsing: Array(text.utf8))
            #expect(json["type"]?.stringValue == "FeatureCollection")
            #expect(text.contains(shown.number.text) && !text.contains(secret.number.text))
            #expect(text.contains("\"coordinates\":[106.8003,-6.5912]"))
            await visitor.open("/laporan/unduh.geojson?kategori=sampah")
            #expect(await !visitor.text.contains(shown.number.text))
        }
    }
}
