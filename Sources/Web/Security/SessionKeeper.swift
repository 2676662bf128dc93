/// How the shell learns who is signed in; built by the city over the accounts.
public struct SessionKeeper: Sendable {
    /// The person of a session token, or nobody when it is unknown, ended or too old.
    public let find: @Sendable (_ token: String, _ agent: String) async throws -> Person?

    public init(
        find: @escaping @Sendable (_ token: String, _ agent: String) async throws -> Person?
    ) {
        self.find = find
    }

    /// Nobody is ever signed in.
    public static let nobody = SessionKeeper { _, _ in nil }
}
