import Cases
import Contracts
import Kernel
import People
import Store

extension OfficeDesk {
    /// Adds an exception to the working calendar. It holds for clocks that are set from now on;
    /// promises that were made stay as they are (`CalendarExceptions`).
    /// - Throws: `Refusal`: not permitted, a day that is past or unknown, nothing that changes.
    public func add(_ dated: DatedException, by account: AccountID) async throws {
        guard dated.day > today else {
            throw Refusal(.invalid, "administration.calendar.past", field: "tanggal")
        }
        try await store.write("office.calendar.add") { [self] tx in
            let (officer, seat) = try seat(.manageCity, of: account, in: tx)
            let calendar = try shelf.versions.current(in: tx).calendar
                .with(CalendarExceptions.standing(in: tx).map(\.exception))
            guard calendar.years.contains(dated.day.year) else {
                throw Refusal(
                    .invalid, "administration.calendar.year", field: "tanggal",
                    values: ["year": String(dated.day.year)])
            }
            let opens = dated.hours != nil
            guard try calendar.isWorking(dated.day) != opens else {
                throw Refusal(
                    .conflict, "administration.calendar.same.\(opens ? "open" : "closed")",
                    field: "tanggal")
            }
            let id: CalendarExceptionID = world.id()
            try CalendarExceptions.insert(dated, as: id, by: account, at: world.now, in: tx)
            try note(
                "calendar-added", officer.actor(seat),
                [
                    "exception": .string(id.text), "day": .string(dated.day.iso),
                    "open": .bool(opens),
                ], in: tx)
            try tellOfCalendar(dated, id, "added", by: account, in: tx)
        }
        shelf.forget()
    }

    /// Takes an exception back whose day is still to come.
    func withdraw(_ id: CalendarExceptionID, by account: AccountID) async throws {
        let today = today
        try await store.write("office.calendar.end") { [self] tx in
            let (officer, seat) = try seat(.manageCity, of: account, in: tx)
            guard
                let day = try CalendarExceptions.end(
                    id, after: today, by: account, at: world.now, in: tx),
                let kept = try CalendarExceptions.all(in: tx).first(where: { $0.id == id })
            else { throw Refusal(.conflict, "administration.calendar.gone") }
            try note(
                "calendar-withdrawn", officer.actor(seat),
                ["exception": .string(id.text), "day": .string(day.iso)], in: tx)
            try tellOfCalendar(kept.dated, id, "withdrawn", by: account, in: tx)
        }
        shelf.forget()
    }

    /// Everybody who leads, and the inspectorate.
    private func tellOfCalendar(
        _ dated: DatedException, _ id: CalendarExceptionID, _ what: String,
        by account: AccountID, in tx: Transaction
    ) throws {
        let all =
            try directory.holders(of: .leadCases, on: today, in: tx)
            + directory.holders(of: .inspect, on: today, in: tx)
        let kind = dated.hours == nil ? "closed" : "open"
        for other in Set(all).subtracting([account]) {
            try tell("calendar", other, about: "\(id.text):\(what)", in: tx) { words in
                let day = HumanText.weekdayAndDay(dated.day, words.language)
                return [
                    "day": day, "source": dated.source,
                    "what": words(
                        "administration.calendar.\(what).\(kind)",
                        ["day": day, "name": dated.name, "hours": dated.hours ?? ""]),
                ]
            }
        }
    }
}
