import Kernel
import People

/// How the shell has somebody show again who is there, before an act that decides; built by the
/// city over the accounts.
public struct ProofKeeper: Sendable {
    /// What a person can show.
    public struct Request: Sendable, Hashable {
        public let takesCode: Bool
        public let takesPassword: Bool
        /// The options of a passkey for the browser, when there is one.
        public let passkey: JSONValue?

        public init(takesCode: Bool, takesPassword: Bool, passkey: JSONValue?) {
            self.takesCode = takesCode
            self.takesPassword = takesPassword
            self.passkey = passkey
        }
    }

    /// A session's new token, with the seconds it still lasts.
    public struct Fresh: Sendable, Hashable {
        public let token: String
        public let seconds: Int

        public init(token: String, seconds: Int) {
            self.token = token
            self.seconds = seconds
        }
    }

    /// What has still to be shown; nil when that was done a moment ago.
    /// - `browser` names the browser, so that no other can answer for it.
    public let ask: @Sendable (_ token: String, _ browser: String) async throws -> Request?
    /// Checks an answer. Throws a `Refusal` when it is wrong.
    public let prove:
        @Sendable (_ token: String, _ browser: String, ProofAnswer, Visitor) async throws -> Fresh

    public init(
        ask: @escaping @Sendable (_ token: String, _ browser: String) async throws -> Request?,
        prove:
            @escaping @Sendable (_ token: String, _ browser: String, ProofAnswer, Visitor)
            async throws -> Fresh
    ) {
        self.ask = ask
        self.prove = prove
    }

    /// Never asks.
    public static let nothing = ProofKeeper(
        ask: { _, _ in nil },
        prove: { _, _, _, _ in throw Refusal(.forbidden, "web.forbidden") })
}

/// The fields in which an answer comes, beside those of the route.
enum ProofFields {
    static let code = "_kode"
    static let password = "_sandi"
    /// Before the parts of a passkey's answer.
    static let passkey = "_kunci."
    static let most = 4_096

    static func covers(_ name: String) -> Bool {
        name == code || name == password || name.hasPrefix(passkey)
    }

    static func answer(_ values: [String: String]) -> ProofAnswer? {
        let answer = PasskeyAnswer { values[passkey + $0] ?? "" }
        if !answer.id.isEmpty { return .passkey(answer) }
        if let code = values[code], !code.isEmpty { return .code(code) }
        if let password = values[password], !password.isEmpty { return .password(password) }
        return nil
    }
}
