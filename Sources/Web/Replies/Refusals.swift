import Kernel

/// How a refusal is told over HTTP.
public enum Refusals {
    public static func status(_ kind: Refusal.Kind) -> Int {
        switch kind {
        case .invalid: 422
        case .forbidden: 403
        case .notFound: 404
        case .conflict: 409
        case .stale: 412
        case .tooMuch: 429
        case .unavailable: 503
        }
    }
}
