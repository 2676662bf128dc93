import Cases
import Kernel
import Web

/// What programs can do, for the people who make them.
struct ReferencePages: Sendable {
    let tools: OpenAPITools
    let operations: @Sendable () -> [Route]

    var routes: [Route] {
        [
            Route.get(Paths.reference) { (visit: VisitorContext) in
                let catalogue = try await tools.shelf.published()
                // The page is kept for all, so it goes by the house and by no request.
                let curl = Curl(
                    origin: tools.address,
                    service: catalogue.services.values.filter(\.isPublic).map(\.code.text).min()
                        ?? "")
                return .cached(key: "api", version: "\(Document.version) \(catalogue.version)") {
                    Page(
                        visit.words("openapi.title"), lead: visit.words("openapi.lead"),
                        section: Paths.reference.filled(), isWide: true, isIndexed: true,
                        body: referenceView(operations(), curl, visit.ui))
                }
            }
        ]
    }
}
