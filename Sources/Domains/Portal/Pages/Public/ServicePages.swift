import Cases
import Contracts
import Kernel
import Web

/// Finding a service, and everything about one.
struct ServicePages: Sendable {
    let tools: PortalTools

    struct SearchInput: RouteInput {
        static let fields: [InputField] = [.query("q", max: 200)]
        let search: String
        init(_ fields: inout FieldReader) { search = fields.optionalText("q") ?? "" }
    }

    var routes: [Route] {
        [
            Route.get(PortalURL.services, SearchInput.self) { (visit: VisitorContext, input) in
                let catalogue = try await tools.shelf.published()
                return .page(list(input.search, catalogue, visit))
            },
            Route.get(PortalURL.service, CodeInput.self) { (visit: VisitorContext, input) in
                let catalogue = try await tools.shelf.published()
                guard let code = ServiceCode(input.code), let service = catalogue.services[code],
                    service.isPublic
                else { return .page(unknown(catalogue, visit), status: 404) }
                let pace = try await tools.cases.pace(of: code)
                let seen = pace.map { " \($0.usual) \($0.most) \($0.cases)" } ?? ""
                return .cached(key: "layanan/\(code)", version: catalogue.version + seen) {
                    page(service, catalogue, pace, visit)
                }
            },
            Route.get(PortalURL.serviceFlow, CodeInput.self, output: .file) {
                (visit: VisitorContext, input) in
                let catalogue = try await tools.shelf.published()
                guard let code = ServiceCode(input.code), let service = catalogue.services[code]
                else { throw Refusal(.notFound, "web.notFound") }
                return .drawing(FlowDrawing(service, catalogue, visit.language))
            },
        ]
    }

    private func list(
        _ search: String, _ catalogue: Catalogue, _ visit: VisitorContext
    ) -> Page {
        let found = catalogue.search(search, visit.language).filter(\.isPublic)
        return Page(
            visit.words("public.services.title"), lead: visit.words("public.services.lead"),
            section: PortalURL.services.filled(), isIndexed: search.isEmpty,
            body: serviceListView(
                ServiceListModel(
                    search: search, found: found, all: others(found, catalogue, visit.language),
                    profile: catalogue.profile), visit.ui))
    }

    /// What else there is, for somebody whose words found nothing.
    private func others(
        _ found: [Service], _ catalogue: Catalogue, _ language: Language
    ) -> [Service] {
        guard found.isEmpty else { return [] }
        return catalogue.services(language).filter(\.isPublic)
    }

    private func page(
        _ service: Service, _ catalogue: Catalogue, _ pace: Pace?, _ visit: VisitorContext
    ) -> Page {
        let asks = ServiceCode(AskPages.service).flatMap { catalogue.services[$0] } != nil
        return Page(
            service.title.text(visit.language), lead: service.summary.text(visit.language),
            caption: visit.words("public.service.caption"),
            crumbs: [
                Crumb(visit.words("public.crumb.home"), PortalURL.home.filled()),
                Crumb(visit.words("public.services.title"), PortalURL.services.filled()),
            ], section: PortalURL.services.filled(), isWide: true, isIndexed: true,
            feed: PortalURL.serviceFeed.filled(service.code.text),
            body: serviceView(
                ServiceModel(
                    service: service, catalogue: catalogue, pace: pace, mayAsk: asks,
                    reader: ServiceReader(visit.person)), visit.ui))
    }

    private func unknown(_ catalogue: Catalogue, _ visit: VisitorContext) -> Page {
        let all = catalogue.services(visit.language).filter(\.isPublic)
        return Page(
            visit.words("public.service.unknown"), lead: visit.words("public.service.unknown.text"),
            section: PortalURL.services.filled(),
            body: serviceListView(
                ServiceListModel(search: "", found: all, all: [], profile: catalogue.profile),
                visit.ui))
    }
}
