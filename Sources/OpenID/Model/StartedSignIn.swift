/// A sign-in that begins: where to send the browser, and what to keep until it comes back.
public struct StartedSignIn: Sendable, Hashable {
    public let authorizationURL: String
    public let pending: PendingSignIn
}
