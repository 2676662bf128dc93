import Cases
import Kernel
import Open311
import Web

/// Open311 GeoReport v2: where it is, what it takes, and a page about it for people.
struct Open311Pages: Sendable {
    let tools: ComplaintTools

    /// When these interfaces changed last: 20 November 2026, 00.00 UTC.
    private static let changed = Instant(milliseconds: 1_795_132_800_000)

    var routes: [Route] {
        [
            Route.get(Open311URL.page) { (visit: VisitorContext) in
                let catalogue = try await tools.shelf.published()
                let offer = Open311Offer(catalogue, visit.words, isTrial: false)
                return .page(
                    Open311View(
                        services: offer?.services ?? [], origin: visit.request.origin,
                        contact: catalogue.profile.contact.email, ui: visit.ui
                    ).page)
            }
        ] + discovery(Open311URL.discovery)
            + [Open311Endpoint.real, .trial].flatMap { endpoint in
                discovery(endpoint.discovery) + services(endpoint)
            }
    }

    // MARK: Discovery

    private func discovery(_ addresses: Open311Addresses) -> [Route] {
        addresses.all.map { format, path in
            Route.get(path, output: .data) { (visit: VisitorContext) in
                try await discovery(format, visit)
            }.limited { $0.rate = .api }
        }
    }

    private func discovery(_ format: GeoFormat, _ visit: VisitorContext) async throws -> Reply {
        let profile = try await tools.shelf.published().profile
        let origin = visit.request.origin
        let endpoints = [Open311Endpoint.real, .trial].map { endpoint in
            GeoEndpoint(
                url: origin + endpoint.base.filled(), changeset: Self.changed,
                isProduction: !endpoint.isTrial)
        }
        let document = GeoDiscovery(
            changeset: Self.changed, contact: "\(profile.government), \(profile.contact.email)",
            keyService: "\(origin)\(Open311URL.page.filled())#\(Open311URL.keys)",
            endpoints: endpoints)
        return Open311Answer.data(
            GeoBody.discovery(document, format, zone: profile.zone), format.discoveryContentType)
    }

    // MARK: Services

    private func services(_ endpoint: Open311Endpoint) -> [Route] {
        let lists = endpoint.services.all.map { format, path in
            Route.get(path, output: .data) { (visit: VisitorContext) in
                let catalogue = try await tools.shelf.published()
                let offer = Open311Offer(catalogue, visit.words, isTrial: endpoint.isTrial)
                return Open311Answer.list(
                    offer?.services ?? [], format, zone: catalogue.profile.zone)
            }.limited { $0.rate = .api }
        }
        let one = Route.get(endpoint.service, Open311Item.self, output: .data) {
            (visit: VisitorContext, item) in
            let catalogue = try await tools.shelf.published()
            guard let offer = Open311Offer(catalogue, visit.words, isTrial: endpoint.isTrial),
                let topic = offer.topic(item.name)
            else { throw Refusal.open311Unknown("service_code") }
            return Open311Answer.data(
                GeoBody.definition(offer.definition(topic), item.format), item.format.contentType)
        }.limited { $0.rate = .api }
        return lists + [one]
    }
}
