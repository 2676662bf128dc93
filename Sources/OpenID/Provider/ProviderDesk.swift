import Kernel
import Outbound

/// Asks one provider, and reads its answers within bounds.
struct ProviderDesk: Sendable {
    static let limits = JSONValue.Limits(bytes: 1 << 18, depth: 16, values: 20_000)

    let outbound: Outbound

    /// A JSON document that anybody may fetch (or the owner of `accessToken`).
    /// - Parameter about: a word for the log.
    func document(
        _ url: String, about: String, accessToken: String? = nil
    ) async throws(OpenIDError) -> OutboundAnswer {
        var headers = [OutboundHeader("Accept", "application/json")]
        if let accessToken {
            headers.append(OutboundHeader("Authorization", "Bearer \(accessToken)"))
        }
        let answer = try await ask(.get(url, headers: headers), about: about)
        guard answer.status == 200 else { throw .away("\(about)-\(answer.status)") }
        return answer
    }

    /// Redirects are refused: only the addresses of the metadata are trusted.
    func ask(_ request: OutboundRequest, about: String) async throws(OpenIDError) -> OutboundAnswer
    {
        let answer: OutboundAnswer
        do {
            answer = try await outbound.send(request)
        } catch {
            throw .away("\(about)-\(error.word)")
        }
        guard !(300...399).contains(answer.status) else { throw .untrusted(.redirect) }
        return answer
    }

    /// The body as a JSON object.
    static func object(
        _ answer: OutboundAnswer, or doubt: Doubt = .answerForm
    ) throws(OpenIDError) -> JSONValue {
        guard let json = try? JSONValue(parsing: answer.body, limits: limits),
            json.objectValue != nil
        else { throw .untrusted(doubt) }
        return json
    }
}
