import Cases
import Contracts
import Kernel
import People
import Store

extension OfficeDesk {
    /// How long after the end of a post its tasks are looked at: a house may have stood still.
    private static let sweepDays = 31

    /// Ends what somebody holds, from a day on. One person is enough: it takes power away.
    /// - Throws: `Refusal`: not permitted, over already, the last one who may run the city hall.
    func end(
        _ id: HoldingID, from day: Day, decree: String, by account: AccountID
    ) async throws {
        try checkDecree(decree)
        let today = today
        guard day >= today, day.days(since: today) <= 366 else {
            throw Refusal(.invalid, "administration.begin", field: "mulai")
        }
        let who = try await store.write("office.end") { [self] tx in
            let (officer, seat) = try seat(.manageCity, of: account, in: tx)
            guard let holding = try directory.holding(id, in: tx) else {
                throw Refusal(.conflict, "administration.holding.over")
            }
            try leave(
                holding, from: day, decree: decree, by: officer.actor(seat), isTold: true, in: tx)
            return holding.account
        }
        directory.forget()
        sessions.forget(who)
        try await cases.freeTasks(of: who)
    }

    func leave(
        _ holding: Holding, from day: Day, decree: String, by actor: Actor, isTold: Bool,
        in tx: Transaction
    ) throws {
        try guardLast(holding, in: tx)
        guard
            try OrganisationRows.end(
                holding.id, last: day.adding(days: -1), decree: decree, in: tx)
        else { throw Refusal(.conflict, "administration.holding.over") }
        if try directory.officer(holding.account, on: today, in: tx)?.authorities.isEmpty ?? true {
            try sessions.endAll(of: holding.account, in: tx)
        }
        let position = try directory.position(holding.position, in: tx)
        try note(
            "ended", actor, unit: position?.unit,
            [
                "account": .string(holding.account.text),
                "position": .string(holding.position.text), "from": .string(day.iso),
            ], in: tx)
        guard let position else { return }
        try tell("ended", holding.account, about: holding.id.text, in: tx) { words in
            [
                "position": words(position.title), "decree": decree,
                "day": HumanText.day(day, words.language),
            ]
        }
        guard isTold else { return }
        try tellUnit(
            position, holding.id.text, "vacant", from: day, besides: [holding.account], in: tx)
    }

    /// Nobody ends the last one who runs the city hall, or who decides for others to do so: nobody
    /// would be left to appoint the next.
    private func guardLast(_ holding: Holding, in tx: Transaction) throws {
        for permission in [Permission.manageCity, .grant] {
            let before = try directory.appointed(
                with: permission, on: today, besides: nil, in: tx)
            let after = try directory.appointed(
                with: permission, on: today, besides: holding.id, in: tx)
            guard before.isEmpty || !after.isEmpty else {
                throw Refusal(
                    .conflict, "administration.last.\(permission == .grant ? "grant" : "manage")")
            }
        }
    }

    /// What was ended for a later day takes effect on it: tasks go back, sessions end.
    func sweep() async throws {
        let today = today
        let ended = try await store.read("office.sweep") { [directory] reader in
            try directory.holdings(
                endedAfter: today.adding(days: -Self.sweepDays), until: today.adding(days: -1),
                in: reader)
        }
        for account in Set(ended.map(\.account)) {
            try await cases.freeTasks(of: account)
            let isOut = try await store.write("office.out") { [self] tx in
                guard
                    try directory.officer(account, on: today, in: tx)?.authorities.isEmpty ?? true
                else { return false }
                try sessions.endAll(of: account, in: tx)
                return true
            }
            if isOut { sessions.forget(account) }
        }
    }

    /// Sends a new officer another first code.
    func inviteAgain(_ account: AccountID, by actor: AccountID) async throws {
        try await store.write("office.invite") { [self] tx in
            let (officer, seat) = try seat(.manageCity, of: actor, in: tx)
            try invite(account, in: tx)
            try note(
                "invited", officer.actor(seat), ["account": .string(account.text)], in: tx)
        }
    }
}
