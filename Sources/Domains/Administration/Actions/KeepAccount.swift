import Cases
import Contracts
import Kernel
import People
import Store

/// The account of an officer: another e-mail address, closed, open again.
extension OfficeDesk {
    /// Another e-mail address. The one of before is told and can undo it for a day; sessions end.
    /// Whoever never chose a password gets a new invitation there.
    func changeEmail(
        _ account: AccountID, to email: EmailAddress, by actor: AccountID
    ) async throws {
        try await store.write("office.email") { [self] tx in
            let (officer, seat) = try seat(.manageCity, of: actor, in: tx)
            guard account != actor else {
                throw Refusal(.forbidden, "administration.own.account", field: "surel")
            }
            try accounts.changeOfficerContact(email, of: account, in: tx)
            if try accounts.officer(account, in: tx)?.hasPassword == false {
                try invite(account, in: tx)
            }
            try note("email", officer.actor(seat), ["account": .string(account.text)], in: tx)
        }
    }

    /// Closes an account: posts and delegations end, sessions and tokens of programs too, and open
    /// tasks go back to their units. The entries of before keep saying who acted.
    /// - Throws: `Refusal`: not permitted, the own account, closed already, or the last one who may
    ///   run the city hall or decide on requests.
    func close(
        _ account: AccountID, decree: String, by actor: AccountID
    ) async throws {
        try checkDecree(decree)
        let today = today
        try await store.write("office.close") { [self] tx in
            let (officer, seat) = try seat(.manageCity, of: actor, in: tx)
            guard account != actor else {
                throw Refusal(.forbidden, "administration.own.account", field: "nomor_tutup")
            }
            guard try accounts.officer(account, in: tx)?.isActive == true else {
                throw Refusal(.conflict, "administration.account.closed")
            }
            let by = officer.actor(seat)
            for holding in try directory.holdings(of: account, in: tx)
            where !holding.isOver(on: today) {
                try leave(holding, from: today, decree: decree, by: by, isTold: true, in: tx)
            }
            let delegations = Delegations(ledger: ledger, world: world, zone: zone)
            for lent in try delegations.list(for: account, on: today, in: tx) {
                try delegations.end(lent.id, by: by, in: tx)
            }
            _ = try accounts.setActive(account, false, by: by, in: tx)
            try note("closed", by, ["account": .string(account.text)], in: tx)
        }
        directory.forget()
        sessions.forget(account)
        try await cases.freeTasks(of: account)
    }

    /// Opens a closed account again, without posts, password and factors; its owner is invited.
    func reopen(_ account: AccountID, by actor: AccountID) async throws {
        try await store.write("office.reopen") { [self] tx in
            let (officer, seat) = try seat(.manageCity, of: actor, in: tx)
            let by = officer.actor(seat)
            guard try accounts.reopenOfficer(account, by: by, in: tx) else {
                throw Refusal(.conflict, "administration.account.open")
            }
            try invite(account, in: tx)
            try note("reopened", by, ["account": .string(account.text)], in: tx)
        }
    }
}
