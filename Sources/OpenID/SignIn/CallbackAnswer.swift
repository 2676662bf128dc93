/// The way back of the browser (RFC 6749 §4.1.2, RFC 9207 §2.4). Nothing in it is believed, not
/// even an error, before its state is the one that this browser was given.
struct CallbackAnswer {
    private static let maxCode = 4_096

    let code: String
    /// Whether `iss` was there, and right.
    let namesIssuer: Bool

    init(
        _ parameters: [String: [String]], pending: PendingSignIn, issuer: String
    ) throws(OpenIDError) {
        // RFC 6749 §3.1: two values leave it open which one somebody else has read.
        guard parameters.values.allSatisfy({ $0.count <= 1 }) else {
            throw .untrusted(.duplicateParameter)
        }
        let value = { (name: String) in parameters[name]?.first }
        guard let state = value("state"), Secrets.isEqual(state, pending.state) else {
            throw .foreign
        }
        if let named = value("iss") {
            guard named == issuer else { throw .untrusted(.issuerParameter) }
        }
        if let error = value("error") { throw Self.reason(error) }
        guard let code = value("code"), (1...Self.maxCode).contains(code.utf8.count),
            code.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
        else { throw .untrusted(.code) }
        self.code = code
        namesIssuer = value("iss") != nil
    }

    /// RFC 6749 §4.1.2.1, OpenID Connect Core §3.1.2.6.
    private static func reason(_ error: String) -> OpenIDError {
        switch error {
        case "access_denied": .denied
        case "login_required", "interaction_required", "consent_required",
            "account_selection_required", "unmet_authentication_requirements":
            .unfinished(error)
        case "server_error", "temporarily_unavailable": .away(error)
        default: .refused(OpenIDError.word(error))
        }
    }
}
