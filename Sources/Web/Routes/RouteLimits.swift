/// What a route accepts at most.
public struct RouteLimits: Sendable, Hashable {
    /// Bytes of a body without files.
    public var bodyBytes: Int
    /// Fields in a query or a form.
    public var fields: Int
    /// Files in one request.
    public var files: Int
    /// Bytes of all files of one request together.
    public var fileBytes: Int
    /// Which bucket of the rate limit a call is counted in.
    public var rate: RateClass

    public init(
        bodyBytes: Int = 256 * 1024, fields: Int = 400, files: Int = 10,
        fileBytes: Int = 20 * 1024 * 1024, rate: RateClass = .pages
    ) {
        self.bodyBytes = bodyBytes
        self.fields = fields
        self.files = files
        self.fileBytes = fileBytes
        self.rate = rate
    }
}

/// Calls that share one allowance per client address.
public enum RateClass: String, Sendable, Hashable, CaseIterable {
    /// Reading pages.
    case pages
    /// Sending forms.
    case forms
    /// Asking for codes, guessing numbers: slow and small.
    case sensitive
    /// Signing in: an office that opens at eight sends everybody through one address. Guessing is
    /// held back for each account and network by the throttles of People.
    case signIn
    /// Sending files.
    case uploads
    /// Machines.
    case api
    /// Machines with a token, each by its own.
    case programs
    /// Tokens that do not hold: counted by where they come from.
    case guesses
    /// All machines with tokens that call from one address.
    case gateways
    /// Reports that programs send, for each token: an office looks at every one.
    case reports
    /// Never limited: health checks, styles.
    case free
}
