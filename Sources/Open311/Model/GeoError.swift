import Kernel

/// One thing that is wrong, as an answer lists it.
public struct GeoError: Sendable, Hashable {
    /// Mostly the status of HTTP, but it need not be.
    public let code: Int
    /// For the person at the end; names the parameter.
    public let description: String

    public init(code: Int, description: String) {
        self.code = code
        self.description = description
    }

    /// All problems of a refusal in words.
    public static func list(_ refusal: Refusal, _ words: Wording) -> [GeoError] {
        let code = status(refusal.kind)
        return refusal.problems.map { GeoError(code: code, description: words($0)) }
    }

    /// The status of HTTP by GeoReport v2: 403 without a right key, 404 for unknown codes, tokens,
    /// ids and jurisdictions, 400 for all else that a client can mend. 429 and 503 are HTTP's own.
    public static func status(_ kind: Refusal.Kind) -> Int {
        switch kind {
        case .forbidden: 403
        case .notFound: 404
        case .invalid, .conflict, .stale: 400
        case .tooMuch: 429
        case .unavailable: 503
        }
    }
}

extension Refusal {
    /// The `api_key` is missing (or empty, as some clients send it) or opens nothing here: 403.
    public static func open311Key(isMissing: Bool) -> Refusal {
        Refusal(
            .forbidden, isMissing ? "open311.key.missing" : "open311.key.wrong", field: "api_key")
    }

    /// Nothing here has the value of this parameter: 404.
    /// - Parameter parameter: `service_code`, `service_request_id`, `token`, `jurisdiction_id`.
    public static func open311Unknown(_ parameter: String) -> Refusal {
        Refusal(
            .notFound, "open311.unknown", field: parameter, values: ["parameter": parameter])
    }
}
