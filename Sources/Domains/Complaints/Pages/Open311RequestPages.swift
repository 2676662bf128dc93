import Cases
import Contracts
import Kernel
import Open311
import Store
import Web

/// Open311: reading reports and what becomes of them.
struct Open311RequestPages: Sendable {
    let tools: ComplaintTools

    /// Bytes that are gathered before they leave: the first row is not kept waiting for the last.
    private static let piece = 32_768

    var routes: [Route] {
        [Open311Endpoint.real, .trial].flatMap { endpoint in
            lists(endpoint) + updates(endpoint) + [one(endpoint), token(endpoint)]
        }
    }

    /// What an answer is made of.
    private struct Found: Sendable {
        let reports: [Report]
        let pictures: ReportPictures
        /// Of each report, where it was asked for.
        let histories: [CaseID: [ReportUpdate]]?

        func request(_ report: Report, _ telling: Open311Telling) -> GeoRequest {
            let history = histories.map { $0[report.caseID] ?? [] }
            return telling.request(report, pictures[report.caseID], history: history)
        }
    }

    private func find(_ listing: GeoListing) async throws -> Found {
        try await tools.store.read("open311.requests") { reader in
            let reports = try Open311Rows.page(listing, in: reader)
            let ids = reports.map(\.caseID)
            return Found(
                reports: reports, pictures: try ReportPictures.of(ids, in: reader),
                histories: listing.isExtended ? try UpdateRows.histories(of: ids, in: reader) : nil)
        }
    }

    // MARK: Requests

    private func lists(_ endpoint: Open311Endpoint) -> [Route] {
        endpoint.requests.all.map { format, path in
            Route.get(path, Open311Query.self, output: .data) { (visit: VisitorContext, query) in
                try await list(query, format, visit)
            }.limited { $0.rate = .api }
        }
    }

    private func list(
        _ query: Open311Query, _ format: GeoFormat, _ visit: VisitorContext
    ) async throws -> Reply {
        let listing = try GeoListing(query.parameters, now: visit.now)
        let catalogue = try await tools.shelf.published()
        let found = try await find(listing)
        let telling = Open311Telling(catalogue, visit.words, origin: visit.request.origin)
        let zone = catalogue.profile.zone
        return Open311Answer.open(
            .data(type: format.contentType) { writer in
                var list = GeoListWriter<GeoRequest>(
                    format, zone: zone, isExtended: listing.isExtended)
                for report in found.reports {
                    list.add(found.request(report, telling))
                    if list.count >= Self.piece { try await writer.write(list.take()) }
                }
                try await writer.write(list.end())
            })
    }

    private func one(_ endpoint: Open311Endpoint) -> Route {
        Route.get(endpoint.request, Open311Item.self, output: .data) {
            (visit: VisitorContext, item) in
            let asked = try GeoListing(item.parameters, now: visit.now)
            let listing = GeoListing(.ids([item.name]), isExtended: asked.isExtended)
            let catalogue = try await tools.shelf.published()
            let found = try await find(listing)
            guard let report = found.reports.first else {
                throw Refusal.open311Unknown("service_request_id")
            }
            let telling = Open311Telling(catalogue, visit.words, origin: visit.request.origin)
            return Open311Answer.data(
                GeoBody.list(
                    [found.request(report, telling)], item.format, zone: catalogue.profile.zone,
                    isExtended: listing.isExtended),
                item.format.contentType)
        }.limited { $0.rate = .api }
    }

    /// Every report has its id at once, and no tokens are given. To clients that ask for one all
    /// the same, with the id, it is its own token.
    private func token(_ endpoint: Open311Endpoint) -> Route {
        Route.get(endpoint.token, Open311Item.self, output: .data) {
            (_: VisitorContext, item) in
            let zone = try await tools.shelf.zone()
            let found = try await tools.store.read("open311.token") { reader in
                try Open311Rows.page(GeoListing(.ids([item.name])), in: reader).first
            }
            guard let report = found else { throw Refusal.open311Unknown("token") }
            let token = GeoToken(token: item.name, requestID: report.number.text)
            return Open311Answer.list([token], item.format, zone: zone)
        }.limited { $0.rate = .api }
    }

    // MARK: Updates

    private func updates(_ endpoint: Open311Endpoint) -> [Route] {
        endpoint.updates.all.map { format, path in
            Route.get(path, Open311Query.self, output: .data) { (visit: VisitorContext, query) in
                let listing = try GeoUpdateListing(query.parameters, now: visit.now)
                let catalogue = try await tools.shelf.published()
                let (found, pictures) = try await tools.store.read("open311.updates") { reader in
                    let found = try UpdateRows.list(listing, in: reader)
                    let speaking = Set(found.filter(\.update.speaks).map(\.update.caseID))
                    return (found, try ReportPictures.of(speaking.sorted(), in: reader))
                }
                let telling = Open311Telling(
                    catalogue, visit.words, origin: visit.request.origin)
                return Open311Answer.list(
                    found.map { telling.update($0, number: $1, pictures[$0.caseID]) }, format,
                    zone: catalogue.profile.zone)
            }.limited { $0.rate = .api }
        }
    }
}
