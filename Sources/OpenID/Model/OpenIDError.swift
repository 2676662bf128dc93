import Kernel

/// Why nobody was signed in.
public enum OpenIDError: Error, Sendable, Hashable {
    /// The person (or the provider for the person) said no.
    case denied
    /// The provider wanted something more of the person, such as `login_required`.
    case unfinished(String)
    /// More than ten minutes passed between leaving and coming back.
    case expired
    /// Not the answer to the question that this browser asked: the state is another.
    case foreign
    /// The code was used already, or too late.
    case spent
    /// The provider cannot be reached or cannot work now; a word for the log.
    case away(String)
    /// The provider refuses this city as its client: a matter for whoever set it up.
    case refused(String)
    /// An answer that breaks a rule.
    case untrusted(Doubt)

    /// A word for the log, never with personal data.
    public var word: String {
        switch self {
        case .denied: "denied"
        case .unfinished(let reason): "unfinished:\(reason)"
        case .expired: "expired"
        case .foreign: "foreign-state"
        case .spent: "spent-code"
        case .away(let reason): "away:\(reason)"
        case .refused(let reason): "refused:\(reason)"
        case .untrusted(let doubt): "untrusted:\(doubt.rawValue)"
        }
    }

    /// A plain sentence for people, in the words of this target. It tells them what to do, and
    /// nothing that would help a liar.
    public var refusal: Refusal {
        switch self {
        case .denied: Refusal(.forbidden, "openid.denied")
        case .unfinished: Refusal(.forbidden, "openid.unfinished")
        case .expired: Refusal(.conflict, "openid.expired")
        case .foreign: Refusal(.conflict, "openid.foreign")
        case .spent: Refusal(.conflict, "openid.spent")
        case .away: Refusal(.unavailable, "openid.away")
        case .refused: Refusal(.unavailable, "openid.refused")
        case .untrusted: Refusal(.forbidden, "openid.untrusted")
        }
    }

    /// An error code of a provider as a word for the log: known letters, and short.
    static func word(_ code: String) -> String {
        let isPlain = code.utf8.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "_")
        }
        return isPlain && (1...40).contains(code.utf8.count) ? code : "other"
    }
}
