import Cases
import City
import Contracts
import Forms
import Kernel
import People
import TestKit
import Testing

@testable import Portal
@testable import Web

@Suite("Following a case by its number")
struct TrackingTests {
    private func unknown() -> String { TrackingCode(random: .system).text }

    @Test("The page tells how the case stands and nothing about its applicant")
    func page() async throws {
        try await TestCity.run { city in
            let id = try await city.submitted()
            let record = try await city.standing(id).record
            let browser = try TestBrowser(city)
            await browser.open("/lacak?nomor=\(record.number.symbols.lowercased())")
            #expect(await browser.path == "/lacak/\(record.number.text)")
            let text = await browser.text
            #expect(text.contains("Petugas loket memeriksa kelengkapan"))
            #expect(text.contains("Permohonan diajukan"))
            #expect(!text.contains("⟦"))
            let citizen = try #require(try await city.house.accounts.citizen(city.citizens[0]))
            let file = try await city.house.cases.file(record.number, for: city.citizens[0])
            let secrets = ["nik", "judul", "surel", "alamat", "nama_lengkap"].compactMap {
                file.answers.text($0)
            }
            for secret in secrets + [citizen.name, citizen.contact.address] {
                #expect(!text.contains(secret))
            }
        }
    }

    @Test("While offices work side by side the page names each that has not spoken")
    func beside() async throws {
        try await TestCity.run { city in
            let id = try await city.story(
                "reklame", "{}",
                """
                - do: periksa
                - do: pajak
                """)
            let number = try await city.standing(id).record.number.text
            let browser = try TestBrowser(city)
            await browser.open("/lacak/\(number)")
            let text = await browser.text
            #expect(text.contains("(SatpolPP)"))
            #expect(!text.contains("(Bapenda)"))
            #expect(!text.contains("(DPMPTSP);"))
        }
    }

    @Test("The same acts give the same bytes; a new act gives new ones")
    func versions() async throws {
        try await TestCity.run { city in
            let id = try await city.submitted()
            let path = "/lacak/\(try await city.standing(id).record.number.text)"
            let shell = try city.house.shell(rates: [:])
            let first = await shell.respond(to: TestRequest("GET", path))
            let tag = try #require(first.header("etag"))
            let again = TestRequest("GET", path, headers: [("If-None-Match", tag)])
            #expect(await shell.respond(to: again).status == 304)
            try await city.passStep(id)
            let next = await shell.respond(to: again)
            #expect(next.status == 200)
            #expect(next.header("etag") != tag)
            #expect(next.text.contains("Analis memeriksa isi permohonan"))
            #expect(next.text.contains("Paling lambat"))
        }
    }

    @Test("Live events carry the case's own numbers and go on where the browser was")
    func live() async throws {
        try await TestCity.run { city in
            let id = try await city.submitted()
            let number = try await city.standing(id).record.number
            let stamp = try #require(try await city.house.cases.trackingStamp(number))
            let source = CaseSignals.source(city.house.cases, stamp, since: nil)
            let replay = try await Self.ids(source, after: "0", count: Int(stamp.version)) {}
            #expect(replay == (1...stamp.version).map(String.init))
            let fresh = try await Self.ids(source, after: nil, count: 1) {
                try await city.passStep(id)
            }
            #expect(fresh == [String(stamp.version + 1)])
        }
    }

    /// The ids of so many events of a new listener, after something was done.
    private static func ids(
        _ source: EventSource, after last: String?, count: Int, _ act: () async throws -> Void
    ) async throws -> [String] {
        let (items, feed) = EventFeed.make()
        let end = try await source.open(last, feed)
        try await act()
        var ids: [String] = []
        for await item in items {
            guard case .event(let event) = item else { break }
            ids.append(event.id ?? "")
            if ids.count == count { break }
        }
        end()
        return ids
    }

    @Test("Guessing numbers is slowed down; slips of the pen are not")
    func guessing() async throws {
        try await TestCity.run { city in
            let id = try await city.submitted()
            let path = "/lacak/\(try await city.standing(id).record.number.text)"
            let browser = try TestBrowser(city)
            for _ in 0..<40 {
                await browser.open("/lacak/222-222-2223")
                #expect(await browser.status == 404)
            }
            for _ in 0..<20 {
                await browser.open("/lacak/\(unknown())")
                #expect(await browser.status == 404)
            }
            await browser.open("/lacak/\(unknown())")
            #expect(await browser.status == 429)
            await browser.open(path)
            #expect(await browser.status == 429)
            city.wait(hours: 1)
            await browser.open(path)
            #expect(await browser.status == 200)
        }
    }

    @Test("Every end of a case has its words")
    func ends() async throws {
        try await TestCity.run { city in
            let granted = try await city.submitted(0)
            try await city.bring(granted, to: .handover)
            try await city.passStep(granted)
            let withdrawn = try await city.submitted(1)
            try await city.house.cases.withdraw(
                withdrawn, by: city.citizens[0], reason: "")
            let browser = try TestBrowser(city)
            for (id, words) in [(granted, "surat sudah terbit"), (withdrawn, "dicabut")] {
                let number = try await city.standing(id).record.number.text
                for language in ["id", "en"] {
                    await browser.open("/lacak/\(number)?bahasa=\(language)")
                    #expect(!(await browser.text.contains("⟦")))
                    if language == "id" { #expect(await browser.text.contains(words)) }
                }
            }
        }
    }
}
