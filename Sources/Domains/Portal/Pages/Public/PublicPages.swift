import Cases
import Web

/// Home, services, tracking, verification.
enum PublicPages {
    static func routes(_ tools: PortalTools) -> [Route] {
        HomePage(tools: tools).routes + ServicePages(tools: tools).routes
            + TrackingPages(tools: tools).routes + VerificationPages(tools: tools).routes
            + CheckPages(tools: tools).routes
            + [PlaceSearch.route { try await tools.shelf.published().places }]
    }
}
