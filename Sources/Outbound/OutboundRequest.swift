/// What is asked of another server.
public struct OutboundRequest: Sendable, Hashable {
    public enum Method: String, Sendable, Hashable {
        case get = "GET"
        case post = "POST"
    }

    /// Where the host's name may lead, within the limits of the `Outbound`.
    public enum Reach: Sendable, Hashable {
        case anywhere
        /// The public internet only: for addresses that somebody else wrote, so that nobody has us
        /// ask the machines of the city.
        case publicOnly
    }

    public let method: Method
    /// `https:` or `http:`; see `WebAddress` for what else is asked of it.
    public let url: String
    public let headers: [OutboundHeader]
    /// Sent with POST only.
    public let body: [UInt8]
    public let reach: Reach

    public init(
        _ method: Method, _ url: String, headers: [OutboundHeader] = [], body: [UInt8] = [],
        reach: Reach = .anywhere
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.reach = reach
    }

    /// The same request with another reach.
    public func reaching(_ reach: Reach) -> OutboundRequest {
        OutboundRequest(method, url, headers: headers, body: body, reach: reach)
    }

    public static func get(_ url: String, headers: [OutboundHeader] = []) -> OutboundRequest {
        OutboundRequest(.get, url, headers: headers)
    }

    public static func post(
        _ url: String, headers: [OutboundHeader] = [], body: [UInt8]
    ) -> OutboundRequest {
        OutboundRequest(.post, url, headers: headers, body: body)
    }
}

/// Headers and bodies carry passwords and tokens: no log shows them by accident.
extension OutboundRequest: CustomStringConvertible, CustomReflectable {
    public var description: String {
        "\(method.rawValue) \(WebAddress(url)?.host ?? "(no address)")"
    }

    public var customMirror: Mirror { Mirror(self, children: []) }
}
