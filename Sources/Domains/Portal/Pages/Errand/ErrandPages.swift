import Web

/// Drafts, my cases, and everything below them.
enum ErrandPages {
    static func routes(_ tools: PortalTools) -> [Route] { [] }
}
