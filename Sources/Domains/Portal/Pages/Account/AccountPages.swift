import Web

/// Registering, signing in and out, the account, the demo's shortcuts.
enum AccountPages {
    static func routes(_ tools: PortalTools) -> [Route] { [] }
}
