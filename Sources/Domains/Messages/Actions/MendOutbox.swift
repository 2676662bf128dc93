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
        try await mend("notice.retried", ["notice": .string(id.text)], officer) {
            [notices] tx in
            guard try notices.retry(id, in: tx) else {
                throw Refusal(.conflict, "messages.desk.not-failed")
            }
        }
    }

    /// Gives a notice up.
    func drop(_ id: UUIDv7, by officer: Officer) async throws {
        try await mend("notice.dropped", ["notice": .string(id.text)], officer) {
            [notices] tx in
            guard try notices.drop(id, in: tx) else {
                throw Refusal(.conflict, "messages.desk.gone")
            }
        }
    }

    /// So many at one press.
    private static let most = 500

    /// Tries all dead letters of a channel again, after its gateway was mended.
    func retryAll(_ channel: NoticeChannel, by officer: Officer) async throws -> Int {
        let failed = try await store.read("notices.failed") { [notices] reader in
            try notices.desk(channel, .failed, limit: Self.most, in: reader).map(\.id)
        }
        let ids = failed.prefix(Self.most)
        try await mend(
            "notice.retried-all",
            ["channel": .string(channel.rawValue), "count": .integer(Int64(ids.count))], officer
        ) { [notices] tx in
            for id in ids { _ = try notices.retry(id, in: tx) }
        }
        return ids.count
    }

    private func mend(
        _ type: String, _ facts: JSONValue, _ officer: Officer,
        _ act: @escaping @Sendable (Transaction) throws -> Void
    ) async throws {
        try await store.write("notices.mend") { [directory, ledger, shelf, world] tx in
            let today = Day(
                world.now, in: try shelf.versions.current(in: tx).profile.zone)
            // Asked again: a permission may have ended since the page was opened.
            guard
                let seat = try directory.officer(officer.account, on: today, in: tx)?
                    .seat(.manageNotices)
            else { throw Refusal(.forbidden, "web.forbidden") }
            try act(tx)
            try ledger.append(
                LedgerEntry(
                    type: type, actor: officer.actor(seat.position), facts: facts, at: world.now),
                key: nil, in: tx)
        }
    }
}
