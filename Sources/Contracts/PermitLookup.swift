import Kernel

/// Whether a permit holds today.
public enum PermitState: String, Sendable, Hashable, CaseIterable {
    /// It holds.
    case inForce = "in-force"
    /// Its time is over.
    case expired
    /// It does not hold for a while: the reason and the decision stand in the register.
    case suspended
    /// It was taken back and will not hold again.
    case revoked
    /// A later permit stands in its place.
    case superseded
}

/// What the public register says of one permit: nothing that only its holder may know.
public struct PermitFacts: Sendable, Hashable {
    /// As printed on it.
    public let number: String
    /// The service that gives permits of this kind.
    public let kind: ServiceCode
    public let title: LocalizedText
    /// The business; of a person without one, the masked name.
    public let holder: String
    /// Where it holds, in words of the public register; empty when it holds everywhere.
    public let place: String
    public let issued: Day
    /// The last day on which it holds; nil: without end.
    public let until: Day?
    public let state: PermitState
    /// The number of the permit that stands in its place.
    public let successor: String?
    /// Since when its state is so; nil where that is the day of issue.
    public let since: Day?
    /// The path of its page in the public register.
    public let address: String

    public init(
        number: String, kind: ServiceCode, title: LocalizedText, holder: String, place: String,
        issued: Day, until: Day?, state: PermitState, successor: String? = nil,
        since: Day? = nil, address: String = ""
    ) {
        self.number = number
        self.kind = kind
        self.title = title
        self.holder = holder
        self.place = place
        self.issued = issued
        self.until = until
        self.state = state
        self.successor = successor
        self.since = since
        self.address = address
    }
}

/// The public register of permits, for those who are not its domain.
public struct PermitLookup: Sendable {
    /// By its number as people type it; nil when there is none.
    public let permit: @Sendable (String) async throws -> PermitFacts?
    /// Permits whose number, business or place begins with these words, after the one with the
    /// number `after`, at most `limit`: those by number first, then by business, then by place.
    /// What business and place begin with is compared without `PT`, `CV` and the like.
    public let search:
        @Sendable (_ text: String, _ after: String?, _ limit: Int) async throws -> [PermitFacts]

    public init(
        permit: @escaping @Sendable (String) async throws -> PermitFacts?,
        search:
            @escaping @Sendable (_ text: String, _ after: String?, _ limit: Int) async throws
            -> [PermitFacts]
    ) {
        self.permit = permit
        self.search = search
    }
}
