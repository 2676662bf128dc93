import Kernel
import Outbound

/// Gives a code and gets tokens (OpenID Connect Core §3.1.3).
struct TokenExchange {
    struct Tokens {
        let accessToken: String
        let idToken: String
    }

    let settings: ProviderSettings
    let metadata: ProviderMetadata
    let desk: ProviderDesk

    func tokens(
        for code: String, pending: PendingSignIn
    ) async throws(OpenIDError) -> Tokens {
        let request = try request(code, pending).reaching(metadata.reach)
        let answer = try await desk.ask(request, about: "token")
        switch answer.status {
        case 200: return try Self.read(answer)
        case 400, 401, 403: throw Self.refusal(answer)
        default: throw .away("token-\(answer.status)")
        }
    }

    private func request(
        _ code: String, _ pending: PendingSignIn
    ) throws(OpenIDError) -> OutboundRequest {
        var headers = [
            OutboundHeader("Accept", "application/json"),
            OutboundHeader("Content-Type", "application/x-www-form-urlencoded"),
        ]
        var form = [
            (name: "grant_type", value: "authorization_code"), ("code", code),
            ("redirect_uri", pending.redirectURI), ("code_verifier", pending.verifier),
        ]
        if let secret = settings.clientSecret {
            switch metadata.clientAuthentication {
            case .basic: headers.append(basic(secret))
            case .post:
                form += [("client_id", settings.clientID), ("client_secret", secret.text)]
            case nil: throw .untrusted(.clientAuthentication)
            }
        } else {
            form.append(("client_id", settings.clientID))
        }
        return .post(
            metadata.tokenEndpoint.text, headers: headers, body: Array(FormEncoding.text(form).utf8)
        )
    }

    /// Both halves are form-encoded first (RFC 6749 §2.3.1), so that a colon stays in its half.
    private func basic(_ secret: ClientSecret) -> OutboundHeader {
        let pair =
            PercentCoding.encode(settings.clientID) + ":" + PercentCoding.encode(secret.text)
        return OutboundHeader("Authorization", "Basic " + Base64.encode(pair.utf8))
    }

    private static func read(_ answer: OutboundAnswer) throws(OpenIDError) -> Tokens {
        guard answer.mediaType == "application/json" else { throw .untrusted(.tokenAnswer) }
        let json = try ProviderDesk.object(answer, or: .tokenAnswer)
        guard json["token_type"]?.stringValue?.lowercased() == "bearer",
            let accessToken = json["access_token"]?.stringValue, isToken(accessToken),
            let idToken = json["id_token"]?.stringValue
        else { throw .untrusted(.tokenAnswer) }
        return Tokens(accessToken: accessToken, idToken: idToken)
    }

    /// RFC 6749 §5.2. A code that nobody knows was used before, or came too late.
    private static func refusal(_ answer: OutboundAnswer) -> OpenIDError {
        guard let json = try? ProviderDesk.object(answer), let code = json["error"]?.stringValue
        else { return .refused("token-\(answer.status)") }
        return code == "invalid_grant" ? .spent : .refused(OpenIDError.word(code))
    }

    /// Visible characters only (RFC 6749 §A.12): it becomes part of a header.
    private static func isToken(_ text: String) -> Bool {
        (1...SignedToken.maxBytes).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
