import Cases
import Contracts
import Kernel
import Ledger
import Notices
import People
import Store

extension MessageTools {
    /// Tries a dead letter again.
    func retry(_ id: UUIDv7, by officer: Officer) async throws {
        try await mend("notice.retried", officer) { [notices] tx in
            guard try notices.retry(id, in: tx) else {
                throw Refusal(.conflict, "messages.desk.not-failed")
            }
            return (["notice": .string(id.text)], 1)
        }
    }

    /// Gives a notice up.
    func drop(_ id: UUIDv7, by officer: Officer) async throws {
        try await mend("notice.dropped", officer) { [notices] tx in
            guard try notices.drop(id, in: tx) else {
                throw Refusal(.conflict, "messages.desk.gone")
            }
            return (["notice": .string(id.text)], 1)
        }
    }

    /// Tries dead letters of a channel again, the oldest first, after its gateway was mended.
    func retryAll(_ channel: NoticeChannel, by officer: Officer) async throws -> Int {
        try await mend("notice.retried-all", officer) { [notices] tx in
            let count = try notices.retryFailed(over: channel.rawValue, in: tx)
            return (
                [
                    "channel": .string(channel.rawValue), "count": .integer(Int64(count)),
                ], count
            )
        }
    }

    /// - Parameter act: what is done; what the ledger says of it, and how many it was.
    @discardableResult
    private func mend(
        _ type: String, _ officer: Officer,
        _ act: @escaping @Sendable (Transaction) throws -> (facts: JSONValue, count: Int)
    ) async throws -> Int {
        try await store.write("notices.mend") { [directory, ledger, shelf, world] tx -> Int in
            let today = Day(
                world.now, in: try shelf.versions.current(in: tx).profile.zone)
            // Asked again: a permission may have ended since the page was opened.
            guard
                let seat = try directory.officer(officer.account, on: today, in: tx)?
                    .seat(.manageNotices)
            else { throw Refusal(.forbidden, "web.forbidden") }
            let (facts, count) = try act(tx)
            try ledger.append(
                LedgerEntry(
                    type: type, actor: officer.actor(seat.position), facts: facts, at: world.now),
                key: nil, in: tx)
            return count
        }
    }
}
