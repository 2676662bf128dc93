import Cases
import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing

@testable import Administration

@Suite("Exceptions of the working calendar")
struct CalendarTests {
    private func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }

    private func closed(_ iso: String) throws -> DatedException {
        DatedException(
            CalendarException(day: try day(iso), name: "Hari Jadi Contoh", change: .closed),
            source: "Keputusan Wali Kota 100.3.3.3/45, 20 November 2026")
    }

    private func open(_ iso: String) throws -> DatedException {
        let span = try #require(OfficeHours.Span("08.00-12.00"))
        return DatedException(
            CalendarException(day: try day(iso), name: "Pengganti", change: .open(span)),
            source: "Keputusan Wali Kota 100.3.3.3/46, 20 November 2026")
    }

    private func due(_ id: CaseID, _ city: TestCity) async throws -> Instant? {
        try await city.standing(id).record.clock.dueAt
    }

    /// A case whose legal clock runs.
    private func running(_ city: TestCity, _ n: Int) async throws -> CaseID {
        let id = try await city.submitted(n)
        try await city.passStep(id)
        return id
    }

    @Test(
        "a day off holds for clocks that are set from then on; a promise stays as it was made",
        arguments: TestEngine.available)
    func promises(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let admin = try await city.officer("diskominfo-admin").account
            let before = try await running(city, 1)
            let promise = try #require(try await due(before, city))
            // Wednesday, between now and the promise.
            try await city.office.add(closed("2026-11-25"), by: admin)
            #expect(try await due(before, city) == promise)
            #expect(try await !city.house.shelf.calendar().isWorking(day("2026-11-25")))
            let after = try await running(city, 2)
            let later = try #require(try await due(after, city))
            #expect(later > promise)
            let calendar = try await city.house.shelf.calendar()
            let zone = city.house.zone
            #expect(
                try calendar.workingDays(from: Day(promise, in: zone), to: Day(later, in: zone))
                    == 1, "longer by exactly that day")
            // Taken back: new clocks count as before, promises stay again.
            let id = try #require(
                try await city.house.store.read("test.kept") { reader in
                    try CalendarExceptions.all(in: reader).first
                }
            ).id
            try await city.office.withdraw(id, by: admin)
            #expect(try await due(after, city) == later)
            #expect(try await due(try await running(city, 3), city) == promise)
            #expect(
                try await city.entries("office.") == [
                    "office.calendar-added", "office.calendar-withdrawn",
                ])
        }
    }

    @Test("an extra working day never makes a running promise shorter")
    func extra() async throws {
        try await TestCity.run { city in
            let admin = try await city.officer("diskominfo-admin").account
            // On Wednesday: three working days go over the weekend.
            city.wait(days: 2)
            let before = try await running(city, 1)
            let promise = try #require(try await due(before, city))
            // A Saturday.
            try await city.office.add(open("2026-11-28"), by: admin)
            #expect(try await city.house.shelf.calendar().isWorking(day("2026-11-28")))
            #expect(try await due(before, city) == promise)
            let later = try #require(try await due(try await running(city, 2), city))
            #expect(later < promise)
        }
    }

    @Test("what changes nothing, is past or lies in no known year is refused")
    func refusals() async throws {
        try await TestCity.run { city in
            let admin = try await city.officer("diskominfo-admin").account
            func refused(_ dated: DatedException) async -> String? {
                do {
                    try await city.office.add(dated, by: admin)
                    return nil
                } catch {
                    return (error as? Refusal)?.problems.first?.key
                }
            }
            #expect(try await refused(closed("2026-11-23")) == "administration.calendar.past")
            #expect(try await refused(closed("2031-01-02")) == "administration.calendar.year")
            #expect(
                try await refused(closed("2026-12-25")) == "administration.calendar.same.closed")
            #expect(try await refused(open("2026-11-26")) == "administration.calendar.same.open")
            #expect(try await refused(closed("2026-11-26")) == nil)
            #expect(
                try await refused(closed("2026-11-26")) == "administration.calendar.same.closed")
        }
    }

    @Test("another node sees it a second later, and no publication takes it away")
    func nodes() async throws {
        try await TestCity.run { city in
            let admin = try await city.officer("diskominfo-admin").account
            let other = CatalogueShelf(
                store: city.house.store, versions: CatalogueStore(world: city.house.world))
            let wednesday = try day("2026-11-25")
            #expect(try await other.calendar().isWorking(wednesday))
            try await city.office.add(closed("2026-11-25"), by: admin)
            city.clock.advance(milliseconds: 1_100)
            #expect(try await !other.calendar().isWorking(wednesday))
            var source = try CatalogueSource.load(directory: TestCity.cityFiles).files
            source["units.yaml", default: ""] += "\n# lain\n"
            try await city.house.shelf.publish(CatalogueSource(files: source))
            #expect(try await !city.house.shelf.calendar().isWorking(wednesday))
        }
    }

    @Test("the first page of the city says it at once")
    func publicPage() async throws {
        try await TestCity.run { city in
            let browser = try TestBrowser(city)
            await browser.open("/")
            #expect(await !browser.text.contains("Hari Jadi Contoh"))
            try await city.office.add(
                closed("2026-11-25"), by: try await city.officer("diskominfo-admin").account)
            await browser.open("/")
            #expect(await browser.text.contains("Hari Jadi Contoh"))
        }
    }
}
