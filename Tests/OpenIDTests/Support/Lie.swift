import Testing

@testable import OpenID

/// A way to lie, and what must come of it.
struct Lie: Sendable, CustomTestStringConvertible {
    let name: String
    let outcome: OpenIDError
    let change: @Sendable (inout Script) -> Void

    init(_ name: String, _ doubt: Doubt, _ change: @escaping @Sendable (inout Script) -> Void) {
        self.init(name, .untrusted(doubt), change)
    }

    init(
        _ name: String, _ outcome: OpenIDError,
        _ change: @escaping @Sendable (inout Script) -> Void
    ) {
        self.name = name
        self.outcome = outcome
        self.change = change
    }

    var testDescription: String { name }

    /// A lie in one claim of the ID token.
    static func claims(
        _ name: String, _ doubt: Doubt, _ change: @escaping @Sendable (inout Script.Members) -> Void
    ) -> Lie {
        Lie(name, doubt) { $0.claims = change }
    }

    static func header(
        _ name: String, _ doubt: Doubt, _ change: @escaping @Sendable (inout Script.Members) -> Void
    ) -> Lie {
        Lie(name, doubt) { $0.header = change }
    }

    static func callback(
        _ name: String, _ outcome: OpenIDError,
        _ change: @escaping @Sendable (inout [String: [String]]) -> Void
    ) -> Lie {
        Lie(name, outcome) { $0.callback = change }
    }
}
