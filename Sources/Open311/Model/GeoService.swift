/// When a client learns the id of what it reported.
public enum GeoServiceKind: String, Sendable, Hashable, CaseIterable {
    /// At once.
    case realtime
    /// A token at once, the id later for the token.
    case batch
    /// Never.
    case blackbox
}

/// A kind of report that a server takes.
public struct GeoService: Sendable, Hashable {
    public let code: String
    public let name: String
    public var description: String?
    /// Whether there is a definition with questions.
    public var hasDefinition: Bool
    public var kind: GeoServiceKind
    public var keywords: [String]
    /// A heading that it stands under, such as `Jalan`.
    public var group: String?

    public init(
        code: String, name: String, description: String? = nil, hasDefinition: Bool = false,
        kind: GeoServiceKind = .realtime, keywords: [String] = [], group: String? = nil
    ) {
        self.code = code
        self.name = name
        self.description = description
        self.hasDefinition = hasDefinition
        self.kind = kind
        self.keywords = keywords
        self.group = group
    }
}
