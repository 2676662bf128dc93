import Kernel
import Outbound

/// Asks one provider, and reads its answers within bounds.
struct ProviderDesk: Sendable {
    static let limits = JSONValue.Limits(bytes: 1 << 18, depth: 16, values: 20_000)

    let outbound: Outbound

    /// A JSON document that anybody may fetch (or the owner of `accessToken`).
    /// - Parameters:
    ///   - about: a word for the log.
    ///   - reach: where an address that the provider wrote may lead.
    func document(
        _ url: String, about: String, accessToken: String? = nil, reach: OutboundRequest.Reach
    ) async throws(OpenIDError) -> OutboundAnswer {
        var headers = [OutboundHeader("Accept", "application/json")]
        if let accessToken {
            headers.append(OutboundHeader("Authorization", "Bearer \(accessToken)"))
        }
        let request = OutboundRequest.get(url, headers: headers).reaching(reach)
        let answer = try await ask(request, about: about)
        guard answer.status == 200 else { throw .away("\(about)-\(answer.status)") }
        return answer
    }

    /// The document at the address that the city configured, and where the addresses in it may
    /// lead: a provider inside the city's network may name others there, one of the public internet
    /// may not send us inside.
    func discovery(
        _ url: String
    ) async throws(OpenIDError) -> (answer: OutboundAnswer, reach: OutboundRequest.Reach) {
        let about = "discovery"
        do {
            return (try await document(url, about: about, reach: .publicOnly), .publicOnly)
        } catch {
            let isInside = [OutboundError.refusedAddress, .refusedURL].contains {
                error == .away("\(about)-\($0.word)")
            }
            guard isInside else { throw error }
            return (try await document(url, about: about, reach: .anywhere), .anywhere)
        }
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
