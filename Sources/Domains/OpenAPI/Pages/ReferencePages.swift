import Kernel
import Web

/// What programs can do, for the people who make them.
struct ReferencePages: Sendable {
    /// Of the house: the page is kept for all, so it goes by no request.
    let address: String
    let operations: @Sendable () -> [Route]

    var routes: [Route] {
        [
            Route.get(Paths.reference) { (visit: VisitorContext) in
                .cached(key: "api", version: Document.version) {
                    Page(
                        visit.words("openapi.title"), lead: visit.words("openapi.lead"),
                        section: Paths.reference.filled(), isWide: true, isIndexed: true,
                        body: referenceView(operations(), address, visit.ui))
                }
            }
        ]
    }
}
