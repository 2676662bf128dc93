import Cases
import Contracts
import Forms
import Kernel
import Notices
import People
import Store

extension PrivacyTools {
    /// What the city holds on a citizen, read at one moment.
    /// - Throws: `Refusal(.notFound)` for officers and for accounts that are closed.
    func held(_ account: AccountID) async throws -> HeldData {
        let catalogue = try await shelf.published()
        return try await store.read("privacy.held") { [self] reader in
            try held(account, catalogue, in: reader)
        }
    }

    /// The same, as the caller's transaction sees it.
    func held(
        _ account: AccountID, _ catalogue: Catalogue, in reader: Reader
    ) throws -> HeldData {
        guard let known = try accounts.held(account, in: reader) else {
            throw Refusal(.notFound, "people.account.unknown")
        }
        let looks = try reader.row(
            "SELECT COUNT(*) FROM access_log WHERE subject = \(account)")
        let holdings = try cases.holdings(of: account, in: reader)
        return HeldData(
            account: known, drafts: try drafts.list(account, in: reader), cases: holdings,
            notices: try notices.all(to: account, in: reader),
            devices: try notices.devices(of: account, in: reader),
            consents: try cases.consents(of: account, in: reader),
            looks: looks?.int(0) ?? 0,
            emergencies: try Emergencies.count(of: holdings.map(\.record.id), in: reader),
            restrictions: try Restrictions.list(of: account, in: reader),
            mandates: try accounts.mandates(of: account, in: reader),
            permits: try permits.of(account, reader), programs: try programs(account, reader),
            scans: try scans.list(account, reader), catalogue: catalogue, madeAt: world.now)
    }

    /// The looks at somebody's data, oldest pages last, with the titles of the posts.
    func looks(
        at account: AccountID, before cursor: AccessCursor?, limit: Int
    ) async throws -> (page: AccessPage, posts: [PositionID: Position]) {
        let page = try await access.looks(
            at: account, before: cursor, limit: limit, countedSince: world.now)
        let wanted = Set(page.records.map(\.position))
        let found = try await store.read("privacy.posts") { [directory] reader in
            try directory.positions(wanted, in: reader)
        }
        return (page, Dictionary(found.map { ($0.id, $0) }) { first, _ in first })
    }
}
