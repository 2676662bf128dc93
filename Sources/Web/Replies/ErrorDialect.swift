import Kernel

/// How a standard that others wrote tells errors, below the addresses where its clients call:
/// whatever goes wrong there, a door that does not exist as well, is told in its form.
public struct ErrorDialect: Sendable {
    /// How the paths of its clients begin, such as `/open311/`.
    public let prefix: String
    public let tell: @Sendable (ToldError) -> Reply

    public init(prefix: String, tell: @escaping @Sendable (ToldError) -> Reply) {
        self.prefix = prefix
        self.tell = tell
    }
}

/// Something that did not go as asked, in words.
public struct ToldError: Sendable {
    public struct Part: Sendable, Hashable {
        /// The field of what was sent that it is about.
        public let field: String?
        public let text: String
    }

    /// The path as sent, without query.
    public let path: String
    /// As the house answers it elsewhere.
    public let status: Int
    /// Nil when the shell itself turned it away: no such door, too large, too often.
    public let kind: Refusal.Kind?
    /// At least one.
    public let parts: [Part]
}
