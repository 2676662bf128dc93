import Contracts
import Forms
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Cases
@testable import City
@testable import Complaints

@Suite("Reporters who asked to be hidden from the office too")
struct DeskAnonymityTests {
    /// What says who a citizen is.
    private func traces(_ citizen: Int, in city: TestCity) async throws -> [String] {
        let account = city.citizens[citizen]
        let found = try await city.house.store.read("test.person") { reader in
            try city.house.accounts.listed([account], in: reader)[account]
        }
        let person = try #require(found)
        let contact = try #require(person.contact).address
        let nik = try #require(person.nik)
        // The whole name: officers of the demo share single names with its citizens.
        return [person.name, contact, nik.text, nik.masked, person.contact?.masked ?? "-"]
    }

    @Test(
        "no page of an officer says who reported, and no search finds it",
        arguments: TestEngine.available)
    func pages(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let report = try await city.report(", anonim: ya")
            #expect(try await city.standing(report.caseID).record.isAnonymous)
            // Somebody reports openly, so that the pages show people at all.
            let open = try await city.pictured(of: 1)
            try await city.house.cases.writeMessage(
                on: report.caseID, by: city.citizens[0], text: "Kapan dikerjakan?")
            try await city.play(report.caseID, "- do: verifikasi")
            try await city.readAll()
            let traces = try await traces(0, in: city)
            let number = report.number.text
            let shell = try city.house.shell(rates: [:])
            let known = ["{nomor}", "{urut}"]
            let paths = shell.routes.filter { route in
                guard case .officer = route.access, route.method == .get else { return false }
                let named = route.path.description.split(separator: "/").filter { $0.first == "{" }
                return named.allSatisfy { known.contains(String($0)) }
                    && route.output == .page
            }.map {
                $0.path.description.replacing("{nomor}", with: number)
                    .replacing("{urut}", with: "0")
            }
            #expect(paths.contains("/meja/berkas/\(number)") && paths.count > 20)
            for post in [Desk.coordinator, Desk.liaison, "setda-sekda", "dpmptsp-loket-1"] {
                let officer = try await city.browser(post)
                for path in paths + searches(traces, number) {
                    await officer.open(path)
                    // What somebody typed stands in the field where it was typed.
                    let text = await officer.text.replacing("value=\"\(traces[0])\"", with: "")
                    for trace in traces where !path.contains("q=") {
                        #expect(!text.contains(trace), "\(trace) on \(path) for \(post)")
                    }
                    if path.contains("q="), !path.contains(number) {
                        #expect(!text.contains(number), "\(path) for \(post)")
                    }
                }
            }
            let keeper = try await city.browser(Desk.coordinator)
            await keeper.open("/meja/berkas/\(open.number.text)")
            let shown = try await self.traces(1, in: city)[0]
            #expect(await keeper.text.contains(shown))
            #expect(await keeper.text.contains("/tampilkan"))
            await keeper.open("/meja/berkas/\(number)")
            #expect(await keeper.text.contains("Kapan dikerjakan?"))
            try await keeper.press("/meja/berkas/\(number)/tampilkan")
            #expect(await keeper.status == 403)
        }
    }

    private func searches(_ traces: [String], _ number: String) -> [String] {
        [traces[0], traces[1], traces[2], number].map {
            "/meja?q=\(PercentCoding.encode($0))"
        }
    }

    @Test("answers that name the applicant are left out, in letters and lists of cases too")
    func answers() async throws {
        try await TestCity.run { city in
            let id = try await city.submitted()
            let number = try await city.standing(id).record.number
            let officer = try await city.officer("dpmptsp-loket-1")
            let open = try await city.house.cases.file(number, for: officer)
            #expect(open.answers.text("nik") != nil || !open.answers.values.isEmpty)
            try await city.house.store.write("test.anonymous") { tx in
                try tx.execute("UPDATE cases SET anonymous = 1 WHERE id = \(id)")
            }
            let hidden = try await city.house.cases.file(number, for: officer)
            #expect(hidden.answers.values.count < open.answers.values.count)
            let personal = open.service.form.fields.filter { $0.searchKind != nil }
            #expect(!personal.isEmpty)
            for field in personal { #expect(hidden.answers[field.id] == nil, "\(field.id)") }
            let own = try await city.house.cases.file(number, for: city.citizens[0])
            #expect(own.answers.values.count == open.answers.values.count)
            let letter = try city.house.cases.draftLetter(for: hidden, kind: .grant)
            let name = try #require(await traces(0, in: city).first)
            #expect(!letter.contains(name))
            // At a counter nobody is shown for its number.
            let clerk = try await city.browser("dpmptsp-loket-1")
            try await clerk.send([("cari", number.text)], to: "/meja/loket", on: "/meja/loket")
            #expect(await clerk.path.hasPrefix("/lacak/"))
            let cases = try await city.house.cases.records(
                of: city.citizens[0], for: officer, limit: 10)
            #expect(!cases.contains { $0.id == id })
        }
    }

    @Test("a list of cases as a file names nobody who is hidden")
    func export() async throws {
        try await TestCity.run { city in
            let hidden = try await city.submitted(0, of: 0)
            _ = try await city.submitted(1, of: 1)
            try await city.house.store.write("test.anonymous") { tx in
                try tx.execute("UPDATE cases SET anonymous = 1 WHERE id = \(hidden)")
            }
            let exports = city.house.exports
            let day = Day(city.clock.now, in: city.house.zone)
            let asker = try await city.officer("dpmptsp-kabid-perizinan").account
            let service = try #require(ServiceCode("penelitian"))
            try await exports.ask(
                ExportOrder(
                    services: [service], from: day, until: day, columns: [.number, .name, .nik],
                    reason: "Surat Ombudsman meminta daftar ini"), by: asker)
            let id = try #require(try await exports.list().first).id
            try await exports.decide(
                id, approving: true, reason: "",
                by: try await city.officer("dpmptsp-kepala").account)
            let rows = try await exports.fetch(id, by: asker).cases
            #expect(rows.count == 2)
            #expect(rows.first { $0.record.id == hidden }?.person == nil)
            #expect(rows.first { $0.record.id != hidden }?.person != nil)
            let looks = try await city.house.store.read("test.looks") { reader in
                try reader.row(
                    "SELECT COUNT(*) FROM access_log WHERE part = 'export'")?.int(0)
            }
            #expect(looks == 1)
        }
    }

    @Test(
        "who is granted it sees who reported, with a reason that others read",
        arguments: TestEngine.available)
    func identified(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let report = try await city.report(", anonim: ya")
            let page = "/meja/laporan/\(report.number.text)/pelapor"
            let keeper = try await city.browser(Desk.coordinator)
            await keeper.open(page)
            #expect(await keeper.status == 403)
            try await city.grantIdentifying()
            await keeper.open(page)
            #expect(await keeper.status == 200)
            let name = try #require(await traces(0, in: city).first)
            #expect(await !keeper.text.contains(name))
            try await keeper.send([("alasan", "perlu")], to: page)
            #expect(await keeper.status == 422)
            let reason = "Ada ancaman terhadap pelapor, polisi memintanya."
            try await keeper.send([("alasan", reason)], to: page, on: page)
            #expect(await keeper.text.contains(name))
            // It is asked for again each time.
            await keeper.open(page)
            #expect(await !keeper.text.contains(name))
            #expect(try await city.entries(report.caseID) == ["report.identified"])
            let inspector = try await city.officer("inspektorat-auditor-1").account
            #expect(try await city.told("report-identified", inspector) > 0)
            let reporter = try await TestBrowser.citizen(0, of: city)
            await reporter.open("/akun/akses")
            #expect(await reporter.text.contains("meski Anda minta nama disembunyikan"))
        }
    }

    @Test("a correction that asks for it hides the reporter from then on")
    func corrected() async throws {
        try await TestCity.run { city in
            let report = try await city.report()
            try await city.play(
                report.caseID,
                "- return: verifikasi\n  notes: {anonim: Mau disembunyikan?}")
            try await city.play(report.caseID, "- correct: {anonim: ya}")
            #expect(try await city.standing(report.caseID).record.isAnonymous)
            let tokens = try await city.house.store.read("test.tokens") { reader in
                try reader.row(
                    "SELECT COUNT(*) FROM case_tokens WHERE case_id = \(report.caseID)")?.int(0)
            }
            #expect(tokens == 0)
        }
    }
}

extension TestCity {
    /// Lets the coordinator see who reported.
    fileprivate func grantIdentifying() async throws {
        try await house.store.write("test.grant") { tx in
            try tx.execute(
                """
                INSERT INTO people_role_permissions (role, permission) \
                VALUES ('koordinator', 'reports.identify')
                """)
        }
        house.directory.forget()
    }
}
