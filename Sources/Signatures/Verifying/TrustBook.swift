import Kernel
import Synchronization

/// The city's file as it stands: whoever signs or checks looks here each time, so that a key which
/// is revoked counts no more as soon as the file says so, without a restart.
public final class TrustBook: Sendable {
    private struct Held {
        var trust: Trust
        var text: String?
    }

    /// What a new text of the file has changed.
    public enum Outcome: Sendable, Hashable {
        case same, new
        /// No text of certificates, or none with a root: what was known stays.
        case unusable
    }

    /// Where the file lies; nil: what is trusted never changes.
    public let path: String?
    private let held: Mutex<Held>

    public init(_ trust: Trust = Trust(roots: [])) {
        path = nil
        held = Mutex(Held(trust: trust))
    }

    /// Nil when the text holds no certificate of a city.
    public init?(pem text: String, from path: String) {
        guard let trust = Self.trust(text) else { return nil }
        self.path = path
        held = Mutex(Held(trust: trust, text: text))
    }

    public var current: Trust { held.withLock { $0.trust } }

    /// Takes the file as it is now.
    @discardableResult
    public func take(_ text: String) -> Outcome {
        held.withLock { held in
            guard held.text != text else { return .same }
            guard let trust = Self.trust(text) else { return .unusable }
            held = Held(trust: trust, text: text)
            return .new
        }
    }

    private static func trust(_ text: String) -> Trust? {
        guard let trust = try? Trust(pem: text), !trust.roots.isEmpty else { return nil }
        return trust
    }
}

extension Trust {
    /// When the first of the revocation lists ends: it proves nothing from then on.
    public var listsEnd: Instant? {
        let issuers = (others + roots).map(\.der)
        return revocationLists.compactMap { list in
            issuers.lazy.compactMap { issuer in
                let found = OpenSSL.look(issuer, issuer: issuer, in: list)
                return found.listing == .unlisted ? found.next : nil
            }.first
        }.min()
    }
}
