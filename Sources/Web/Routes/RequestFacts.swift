import Kernel

/// What a handler may know of a request besides its input.
public struct RequestFacts: Sendable {
    /// Shown to people when something unexpected happens and written in the log.
    public let id: String
    public let method: String
    /// The path as sent, without query.
    public let path: String
    /// The query as sent, without `?`.
    public let query: String
    /// `https://host`, as the person sees the site; for links in letters and QR codes.
    public let origin: String
    /// The peer's address: for throttles only, never logged.
    public let address: String
    public let agent: String
    /// The token of the session cookie, for signing out and "my sessions".
    public let sessionToken: String?
    /// The token given by `Reply.startingFlow`, while the person is on the way.
    public let flowToken: String?
    /// Where a broken event stream wants to go on.
    public let lastEventID: String?
    /// Demo mode: login shortcuts and the page of components are open.
    public let isDemo: Bool
    /// Asked on this machine, through no proxy.
    public let isLocal: Bool
    /// The caller prefers JSON to HTML.
    public let wantsJSON: Bool

    /// Path with query, for links that change one parameter or the language.
    public var target: String { query.isEmpty ? path : path + "?" + query }

    /// The same address with one parameter of the query set or removed.
    public func target(setting name: String, to value: String?) -> String {
        var pairs = PercentCoding.pairs(Array(query.utf8)[...], limit: 100) ?? []
        pairs.removeAll { $0.name == name }
        if let value { pairs.append((name, value)) }
        let text = pairs.map {
            PercentCoding.encode($0.name) + "=" + PercentCoding.encode($0.value)
        }.joined(separator: "&")
        return text.isEmpty ? path : path + "?" + text
    }
}
