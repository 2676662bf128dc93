/// The answer to a report that was sent.
public struct GeoReceipt: Sendable, Hashable {
    /// What the report can be followed by: an id or a token, never both.
    public enum Handle: Sendable, Hashable {
        case request(String)
        /// To be exchanged for the id later.
        case token(String)
        /// The service tells none.
        case none
    }

    public let handle: Handle
    /// What the city will do.
    public var notice: String?
    public var accountID: String?

    public init(_ handle: Handle, notice: String? = nil, accountID: String? = nil) {
        self.handle = handle
        self.notice = notice
        self.accountID = accountID
    }
}

/// The answer to a token.
public struct GeoToken: Sendable, Hashable {
    public let token: String
    /// Nil as long as there is none.
    public let requestID: String?

    public init(token: String, requestID: String?) {
        self.token = token
        self.requestID = requestID
    }
}

/// The answer to an update that was sent.
public struct GeoUpdateReceipt: Sendable, Hashable {
    public let updateID: String
    public let requestID: String?

    public init(updateID: String, requestID: String?) {
        self.updateID = updateID
        self.requestID = requestID
    }
}
