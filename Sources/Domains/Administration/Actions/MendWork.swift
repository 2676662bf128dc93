import Contracts
import Kernel
import Ledger
import Notices
import People
import Store

extension OfficeDesk {
    /// Gives a job that was given up all its tries again.
    func retry(job id: UUIDv7, by account: AccountID) async throws {
        try await store.write("office.job.retry") { [self] tx in
            let (officer, seat) = try seat(.manageCity, of: account, in: tx)
            guard let letter = try jobs.deadLetter(id, in: tx), try jobs.retry(id, in: tx) else {
                throw Refusal(.conflict, "administration.job.gone")
            }
            try note(
                "job-retried", officer.actor(seat),
                ["job": .string(id.text), "kind": .string(letter.kind)], in: tx)
        }
    }

    /// Throws a job away that was given up. The reason is sealed: it may name people.
    func drop(job id: UUIDv7, reason typed: String, by account: AccountID) async throws {
        let reason = typed.singleSpaced
        guard reason.count >= 10 else {
            throw Refusal(.invalid, "administration.answer.short", field: "alasan")
        }
        try await store.write("office.job.drop") { [self] tx in
            let (officer, seat) = try seat(.manageCity, of: account, in: tx)
            guard let letter = try jobs.deadLetter(id, in: tx), try jobs.drop(id, in: tx) else {
                throw Refusal(.conflict, "administration.job.gone")
            }
            let key = try vault.createKey(world.uuid(), in: tx)
            try ledger.append(
                LedgerEntry(
                    type: "office.job-dropped", actor: officer.actor(seat),
                    facts: ["job": .string(id.text), "kind": .string(letter.kind)],
                    sealed: ["reason": .string(reason)], at: world.now), key: key, in: tx)
        }
    }

    /// Tries failed notices of a channel again.
    /// - Returns: how many.
    func retryNotices(over channel: String, by account: AccountID) async throws -> Int {
        try await store.write("office.notices.retry") { [self] tx in
            let (officer, seat) = try seat(.manageCity, of: account, in: tx)
            let count = try notices.retryFailed(over: channel, in: tx)
            guard count > 0 else { throw Refusal(.conflict, "administration.outbox.none") }
            try note(
                "notices-retried", officer.actor(seat),
                ["channel": .string(channel), "count": .integer(Int64(count))], in: tx)
            return count
        }
    }
}
