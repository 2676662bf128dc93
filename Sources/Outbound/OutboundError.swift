/// Why there is no answer. The texts are libcurl's, for an operator's log.
public enum OutboundError: Error, Sendable, Hashable {
    /// No name or no connection: nothing of the request was sent.
    case unreachable(String)
    /// The request was sent, at least in part, and no whole answer came in time.
    case timedOut
    /// The answer is longer than allowed; the rest was not read.
    case tooLarge
    /// The name leads to an address that must not be asked.
    case refusedAddress
    /// Not an address that is asked at all: scheme, form, or plain HTTP to another machine.
    case refusedURL
    /// The certificate or the TLS connection cannot be trusted.
    case untrusted(String)
    /// What came back is not a complete HTTP answer, or the connection broke before one.
    case badAnswer(String)
    /// A header that would not be one header.
    case badRequest
    /// Too many requests wait for a thread.
    case overloaded

    /// One word for a log.
    public var word: String {
        switch self {
        case .unreachable: "unreachable"
        case .timedOut: "timed-out"
        case .tooLarge: "too-large"
        case .refusedAddress: "refused-address"
        case .refusedURL: "refused-url"
        case .untrusted: "untrusted-tls"
        case .badAnswer: "bad-answer"
        case .badRequest: "bad-request"
        case .overloaded: "overloaded"
        }
    }
}
