/// What is asked of another server.
public struct OutboundRequest: Sendable, Hashable {
    public enum Method: String, Sendable, Hashable {
        case get = "GET"
        case post = "POST"
    }

    public let method: Method
    /// `https:` or `http:`; see `WebAddress` for what else is asked of it.
    public let url: String
    public let headers: [OutboundHeader]
    /// Sent with POST only.
    public let body: [UInt8]

    public init(
        _ method: Method, _ url: String, headers: [OutboundHeader] = [], body: [UInt8] = []
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
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
