import Cases
import Contracts
import Kernel
import Ledger
import People
import Privacy
import Store

/// What the database tells: tables, catalogue, people, calendar, work that was given up.
struct HouseExamination: Sendable {
    typealias Finding = Examination.Finding
    let settings: Settings
    let house: KeptHouse
    let world: World

    func findings() async throws -> [Finding] {
        let pending = try await house.store.pendingMigrations(House.migrations)
        guard pending.isEmpty else {
            return [
                .grave(
                    "The tables are older than this program: \(pending.count) migrations wait.",
                    mend: "Run `pendopo backup`, then `pendopo migrate`.")
            ]
        }
        return try await city() + work()
    }

    private func city() async throws -> [Finding] {
        let shelf = CatalogueShelf(store: house.store, versions: CatalogueStore(world: world))
        guard let catalogue = try await shelf.current() else {
            return [
                .grave(
                    "Nothing is published: the house offers no service.",
                    mend: "Run `pendopo catalogue publish --city DIR`.")
            ]
        }
        let zone = catalogue.profile.zone
        let today = Day(world.now, in: zone)
        var found = calendar(catalogue.calendar, today)
        if settings.mail != nil, (try? EmailAddress(catalogue.profile.contact.email)) == nil {
            found.append(
                .grave(
                    "The city's files name no e-mail address: mails have no sender.",
                    mend: "Add contact.email to city.yaml and publish."))
        }
        let directory = OfficerDirectory(store: house.store, vault: house.vault, world: world)
        found += try await house.store.read("doctor.watchers") { reader in
            try DoorExamination.watchers(directory, on: today, in: reader)
        }
        return try await found + seats(catalogue, on: today)
    }

    private func calendar(_ calendar: WorkingCalendar, _ today: Day) -> [Finding] {
        let mend = "Add the holidays (SKB 3 Menteri) to the city's calendars and publish."
        if !calendar.years.contains(today.year) {
            return [
                .grave("The calendar of \(today.year) is missing: no deadline counts.", mend: mend)
            ]
        }
        guard today.month >= 11, !calendar.years.contains(today.year + 1) else { return [] }
        return [.note("The calendar of \(today.year + 1) is missing.", mend: mend)]
    }

    /// Seats of flows that nobody holds: cases would stop there.
    private func seats(_ catalogue: Catalogue, on day: Day) async throws -> [Finding] {
        let directory = OfficerDirectory(store: house.store, vault: house.vault, world: world)
        let empty = try await house.store.read("doctor.seats", timeout: .seconds(60)) { reader in
            try catalogue.vacantSeats(directory, on: day, in: reader)
        }
        return empty.map { seat, service, step in
            .grave(
                "Nobody holds the post \(seat.role.text) of \(seat.unit.text): cases stop there"
                    + " (\(service.text), step \(step)).",
                mend: "`pendopo account create … --position CODE`, codes as in people.yaml.")
        }
    }

    private func work() async throws -> [Finding] {
        let jobs = JobQueue(store: house.store, world: world)
        let last = try await house.ledger.lastNumber()
        return try await house.store.read("doctor.work") { reader in
            var found: [Finding] = []
            let dead = try jobs.deadLetters(in: reader)
            if let newest = dead.first {
                found.append(
                    .note(
                        "\(dead.count) jobs were given up, such as \(newest.kind):"
                            + " \(newest.reason).",
                        mend: "Mend the cause; the jobs stay until they are tried again."))
            }
            let failed = try reader.row("SELECT COUNT(*) FROM notices WHERE state = 'failed'")
            if let count = failed?.int(0), count > 0 {
                found.append(
                    .note(
                        "\(Keeping.english(count)) notices could not be delivered.",
                        mend: "Look at their reasons in the outbox; addresses may be wrong."))
            }
            for state in try house.ledger.readerStates(in: reader) {
                let behind = last - state.position
                guard state.failures > 0 || behind > 10_000 else { continue }
                found.append(
                    .note(
                        "The ledger's reader \(state.name) is"
                            + " \(Keeping.english(behind)) entries behind"
                            + (state.error.map { " (\($0))." } ?? "."),
                        mend: "See the log of `pendopo serve`; it goes on by itself once it can."))
            }
            let overdue = try BreachClock.overdue(at: world.now, in: reader)
            if overdue > 0 {
                found.append(
                    .grave(
                        "\(Keeping.english(overdue)) breaches of personal data are past 3 × 24"
                            + " hours and were not told to everybody.",
                        mend: "The data protection officer: /meja/data-pribadi/insiden."))
            }
            return found
        }
    }
}
