import Administration
import Cases
import Contracts
import Kernel
import People

/// What runs in the demo's city hall beside its cases: a post to be filled, and two days on which
/// the city works otherwise.
enum DemoOffice {
    /// - Parameter now: when the demo opens.
    static func fill(_ house: House, until now: Instant) async throws {
        let today = Day(now, in: house.zone)
        guard let admin = try await house.officer(post: "diskominfo-admin", on: today),
            let other = try await house.officer(post: "bapenda-analis-1", on: today),
            let unit = UnitCode("dpmptsp"), let role = RoleCode("analis")
        else { return }
        let post = try await house.office.add(
            PositionRecord(
                code: "dpmptsp-analis-3", unit: unit, role: role,
                title: LocalizedText(id: "Analis Perizinan 3", en: "Licensing Analyst 3")),
            by: admin.account)
        try await house.office.ask(
            that: other.account, get: post, from: today.adding(days: 7),
            decree: "821.2/14/BKPSDM, \(HumanText.day(today, .id))", by: admin.account)
        let calendar = try await house.shelf.calendar()
        let decree = "Keputusan Wali Kota (contoh), \(HumanText.day(today, .id))"
        // The next working day in two weeks, and the next Saturday after it, if their year is
        // known.
        for day in (14..<35).map({ today.adding(days: $0) })
        where (try? calendar.isWorking(day)) == true {
            try await house.office.add(
                DatedException(
                    CalendarException(
                        day: day, name: "Pembersihan kota bersama", change: .closed),
                    source: decree), by: admin.account)
            break
        }
        guard let span = OfficeHours.Span("08.00-12.00") else { return }
        for day in (14..<35).map({ today.adding(days: $0) })
        where day.weekday == .saturday && (try? calendar.isWorking(day)) == false {
            try await house.office.add(
                DatedException(
                    CalendarException(
                        day: day, name: "Pelayanan akhir pekan", change: .open(span)),
                    source: decree), by: admin.account)
            break
        }
    }
}
