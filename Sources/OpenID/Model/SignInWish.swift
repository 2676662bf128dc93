import Kernel

/// What may be asked of the provider beyond "who is this?" (OpenID Connect Core §3.1.2.1).
public struct SignInWish: Sendable, Hashable {
    public enum Prompt: String, Sendable, Hashable {
        case none, login, consent
        case selectAccount = "select_account"
    }

    public let prompt: Prompt?
    /// How long ago the person may have proved themselves, in seconds. When set, the provider
    /// must tell the time, and it is checked.
    public let maxAge: Int64?
    /// Assurance levels that will do. When set, an answer with another or none is refused.
    public let acr: [String]
    /// A name or address that the provider may fill in.
    public let loginHint: String?
    public let language: Language?

    public init(
        prompt: Prompt? = nil, maxAge: Int64? = nil, acr: [String] = [],
        loginHint: String? = nil, language: Language? = nil
    ) {
        self.prompt = prompt
        self.maxAge = maxAge.map { max(0, $0) }
        self.acr = acr
        self.loginHint = loginHint
        self.language = language
    }
}
