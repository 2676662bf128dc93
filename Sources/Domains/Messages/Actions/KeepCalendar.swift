import Cases
import Contracts
import Kernel
import Ledger
import People
import Store

extension MessageTools {
    private var calendarRows: CalendarRows { CalendarRows(vault: vault) }

    /// Another private address for the calendar of an officer.
    /// - Returns: its token, which is kept nowhere.
    func renewCalendar(of officer: Officer) async throws -> String {
        let token = Hexadecimal.text(RandomSource.system.bytes(24))
        try await noted("messages.calendar-made", officer) { [calendarRows, world] tx in
            try calendarRows.renew(token, of: officer.account, at: world.now, in: tx)
        }
        return token
    }

    func endCalendar(of officer: Officer) async throws {
        try await noted("messages.calendar-ended", officer) { [calendarRows] tx in
            try calendarRows.remove(of: officer.account, in: tx)
        }
    }

    private func noted(
        _ type: String, _ officer: Officer, _ act: @escaping @Sendable (Transaction) throws -> Void
    ) async throws {
        guard let seat = officer.authorities.first else {
            throw Refusal(.forbidden, "web.forbidden")
        }
        try await store.write("messages.calendar.change") { [ledger, world] tx in
            try act(tx)
            try ledger.append(
                LedgerEntry(type: type, actor: officer.actor(seat.position), at: world.now),
                key: nil, in: tx)
        }
    }

    /// So many tasks at most: whoever has more than this does not read them in a calendar.
    private static let mostPages = 10

    /// The calendar behind a private address; nil when it leads nowhere (any more).
    func calendar(_ token: String, _ now: Instant) async throws -> String? {
        let found = try await store.read("messages.calendar.find") {
            [calendarRows, accounts] reader -> (account: AccountID, readAt: Instant?)? in
            guard let (account, found) = try calendarRows.account(token, in: reader),
                // Whoever ended all sessions ended this as well.
                try !accounts.hasEnded(account, madeAt: found.madeAt, in: reader)
            else { return nil }
            return (account, found.readAt)
        }
        guard let (account, readAt) = found else { return nil }
        let catalogue = try await shelf.published()
        let today = Day(now, in: catalogue.profile.zone)
        // Whoever has left has no positions any more, and nothing is shown.
        guard let officer = try await directory.officer(account, on: today),
            !officer.authorities.isEmpty
        else { return nil }
        if readAt.map({ $0.adding(hours: 1) <= now }) ?? true {
            try await store.write("messages.calendar.read") { [calendarRows] tx in
                try calendarRows.note(of: account, at: now, in: tx)
            }
        }
        var items: [InboxItem] = []
        for page in 0..<Self.mostPages {
            let part = try await cases.inbox(
                of: officer, InboxQuery(tab: .unit, order: .due, page: page))
            items += part.items
            if !part.hasMore { break }
        }
        return CalendarText(
            catalogue: catalogue, address: address, language: officer.language, items: items
        ).text
    }
}
