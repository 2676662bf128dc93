import Cases
import Contracts
import Kernel
import Open311
import Store

/// Asks partners what became of the reports that they have. What dies in between is asked again,
/// and each piece of news is taken once by its id.
struct PullReports: Sendable {
    let tools: ComplaintTools

    /// Reports of a partner that are followed at once, and those of one request.
    private static let most = 2_000
    private static let ids = 50
    private static let pages = 20
    private static let longestPause: Int64 = 3_600
    /// Clocks differ, and lists fill late: so much is asked for again, in hours.
    private static let overlap: Int64 = 1
    private static let longest: Int64 = 24 * 80

    /// Asks every partner whose time has come.
    func runDue() async throws {
        guard tools.outside.partners != nil else { return }
        let catalogue = try await tools.shelf.published()
        for partner in catalogue.partners.open311 where partner.url != nil {
            try await pull(partner, catalogue)
        }
        if catalogue.partners.lapor?.pull.url != nil {
            try await LaporExchange(tools: tools, catalogue: catalogue).pullDue()
        }
    }

    private func pull(_ partner: ReportPartner, _ catalogue: Catalogue) async throws {
        let now = tools.world.now
        let (before, links) = try await tools.store.read("partner.open") { reader in
            (
                try PartnerRows.find(partner.code, in: reader),
                try PartnerLinkRows.open(of: partner.code, limit: Self.most, in: reader)
            )
        }
        guard before.nextAt <= now, !links.isEmpty else { return }
        var state = before
        var pause = Int64(partner.every)
        do {
            let server = try await PartnerServer(partner, catalogue.profile.zone, tools)
            let since = max(
                state.since ?? now.adding(hours: -24), now.adding(hours: -Self.longest))
            let isWhole = try await hear(
                server, links, since: since.adding(hours: -Self.overlap))
            state.failures = 0
            state.fault = nil
            state.heardAt = now
            // What a case could not take now is told again the next time.
            if isWhole { state.since = now }
        } catch let fault as PartnerFault {
            state.failures += 1
            state.fault = fault.word
            let doubled = pause << min(state.failures - 1, 8)
            pause = max(fault.wait ?? 0, min(doubled, max(pause, Self.longestPause)))
        }
        state.askedAt = now
        state.nextAt = now.adding(seconds: pause)
        try await tools.store.write("partner.asked") { [state] tx in
            try PartnerRows.write(state, of: partner.code, in: tx)
        }
    }

    /// - Returns: whether everything was taken.
    private func hear(
        _ server: PartnerServer, _ links: [ReportLink], since: Instant
    ) async throws -> Bool {
        let news = PartnerNews(tools: tools, partner: server.partner)
        let known = Dictionary(links.compactMap { link in link.remote.map { ($0, link) } }) {
            first, _ in first
        }
        var isWhole = true
        if server.partner.hasUpdates {
            for update in try await updates(server, since: since) {
                guard let link = known[update.requestID] else { continue }
                isWhole = try await news.take(update, link) && isWhole
            }
        }
        let requests =
            server.partner.knowsChanges
            ? try await changes(server, since: since) : try await asked(server, links)
        for request in requests {
            guard let link = known[request.id] else { continue }
            isWhole = try await news.take(request, link.caseID) && isWhole
        }
        return isWhole
    }

    // MARK: Asking

    private func updates(
        _ server: PartnerServer, since: Instant
    ) async throws -> [GeoRequestUpdate] {
        let span = since..<max(since, tools.world.now).adding(hours: Self.overlap)
        var all: [GeoRequestUpdate] = []
        for number in 1...Self.pages {
            guard let page = GeoPage(number: number, size: GeoPage.largest) else { break }
            let address = server.geo.updates(GeoUpdateListing(span, page: page))
            let list = try await server.get(address) { bytes throws(GeoReadError) in
                try server.reader.updates(bytes)
            }
            all += list.values
            guard list.values.count + list.skipped.count >= page.size else { break }
        }
        return all.sorted { ($0.updatedAt, $0.id) < ($1.updatedAt, $1.id) }
    }

    private func changes(_ server: PartnerServer, since: Instant) async throws -> [GeoRequest] {
        var all: [GeoRequest] = []
        for number in 1...Self.pages {
            guard let page = GeoPage(number: number, size: GeoPage.largest) else { break }
            let listing = GeoListing(.filter(GeoFilter(updatedFrom: since)), page: page)
            let list = try await requests(server, listing)
            all += list.values
            guard list.values.count + list.skipped.count >= page.size else { break }
        }
        return all
    }

    private func asked(
        _ server: PartnerServer, _ links: [ReportLink]
    ) async throws -> [GeoRequest] {
        let ids = links.compactMap(\.remote)
        var all: [GeoRequest] = []
        for start in stride(from: 0, to: ids.count, by: Self.ids) {
            let part = Array(ids[start..<min(start + Self.ids, ids.count)])
            all += try await requests(server, GeoListing(.ids(part))).values
        }
        return all
    }

    private func requests(
        _ server: PartnerServer, _ listing: GeoListing
    ) async throws -> GeoRead<GeoRequest> {
        try await server.get(server.geo.requests(listing)) { bytes throws(GeoReadError) in
            try server.reader.requests(bytes)
        }
    }
}
