import Web

/// Home, services, tracking, verification.
enum PublicPages {
    static func routes(_ tools: PortalTools) -> [Route] { [] }
}
