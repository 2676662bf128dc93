/// Bounds of every request of one `Outbound`.
public struct OutboundLimits: Sendable, Hashable {
    /// Until the connection stands, TLS included, in milliseconds.
    public let connectTimeout: Int
    /// For the whole request, in milliseconds.
    public let timeout: Int
    /// Bytes of an answer's body.
    public let maxBody: Int
    /// Plain HTTP to other machines. Without it, `http:` may lead to loopback only.
    public let allowsPlainHTTP: Bool
    /// Addresses of loopback, private networks, link-local and the like. Off for addresses that
    /// strangers may choose, so that the city's own machines cannot be asked through it.
    public let allowsPrivateAddresses: Bool

    public init(
        connectTimeout: Int = 5_000, timeout: Int = 10_000, maxBody: Int = 1 << 20,
        allowsPlainHTTP: Bool = false, allowsPrivateAddresses: Bool = true
    ) {
        self.connectTimeout = connectTimeout
        self.timeout = timeout
        self.maxBody = maxBody
        self.allowsPlainHTTP = allowsPlainHTTP
        self.allowsPrivateAddresses = allowsPrivateAddresses
    }
}
