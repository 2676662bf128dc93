import Kernel

/// The rules for an ID token whose signature is good (OpenID Connect Core §3.1.3.7).
struct IDTokenCheck {
    let settings: ProviderSettings
    let pending: PendingSignIn
    let now: Instant
    let token: SignedToken
    let accessToken: String

    private var claims: JSONValue { token.claims }

    /// - Returns: the subject, once every rule holds.
    func subject() throws(OpenIDError) -> String {
        guard claims["iss"]?.stringValue == settings.issuer else { throw .untrusted(.issuer) }
        try checkAudience()
        try checkTimes()
        guard let nonce = claims["nonce"]?.stringValue, Secrets.isEqual(nonce, pending.nonce)
        else { throw .untrusted(.nonce) }
        if let hash = claims["at_hash"] {
            guard let hash = hash.stringValue, Secrets.isEqual(hash, token.half(of: accessToken))
            else { throw .untrusted(.accessTokenHash) }
        }
        try checkWishes()
        guard let subject = claims["sub"]?.stringValue, (1...255).contains(subject.utf8.count),
            subject.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
        else { throw .untrusted(.subject) }
        return subject
    }

    /// For us, and for nobody else whom we do not trust (rules 3 to 5).
    private func checkAudience() throws(OpenIDError) {
        let audiences: [String]
        switch claims["aud"] {
        case .string(let one): audiences = [one]
        case .array(let several):
            audiences = several.compactMap(\.stringValue)
            guard audiences.count == several.count else { throw .untrusted(.audience) }
        default: throw .untrusted(.audience)
        }
        let isKnown = { audience in
            audience == settings.clientID || settings.otherAudiences.contains(audience)
        }
        guard audiences.contains(settings.clientID), audiences.allSatisfy(isKnown) else {
            throw .untrusted(.audience)
        }
        guard audiences.count > 1 || claims["azp"] != nil else { return }
        guard claims["azp"]?.stringValue == settings.clientID else {
            throw .untrusted(.authorizedParty)
        }
    }

    /// Rules 9 and 10, and RFC 7519 §4.1.4 to §4.1.6.
    private func checkTimes() throws(OpenIDError) {
        let (early, late) = (
            now.adding(seconds: -settings.leeway), now.adding(seconds: settings.leeway)
        )
        guard let expiry = claims["exp"]?.epoch, early < expiry else { throw .untrusted(.expired) }
        guard let issued = claims["iat"]?.epoch, issued <= late else { throw .untrusted(.notYet) }
        guard issued >= early.adding(seconds: -settings.maxTokenAge) else {
            throw .untrusted(.tooOld)
        }
        if let begin = claims["nbf"] {
            guard let begin = begin.epoch, begin <= late else { throw .untrusted(.notYet) }
        }
    }

    /// What was asked for in particular (rules 12 and 13).
    private func checkWishes() throws(OpenIDError) {
        if let maxAge = pending.maxAge {
            // Measured from the start: how long the person took on the way back is not their age.
            let earliest = pending.startedAt.adding(seconds: -maxAge)
                .adding(seconds: -settings.leeway)
            guard let proved = claims["auth_time"]?.epoch, proved >= earliest,
                proved <= now.adding(seconds: settings.leeway)
            else { throw .untrusted(.authenticationTime) }
        }
        guard !pending.acr.isEmpty else { return }
        guard let level = claims["acr"]?.stringValue, pending.acr.contains(level) else {
            throw .untrusted(.assurance)
        }
    }
}

extension JSONValue {
    /// A NumericDate (RFC 7519 §2) until the year 9999; fractions of a millisecond are cut off.
    var epoch: Instant? {
        let range: ClosedRange<Int64> = 0...253_402_300_799
        switch self {
        case .integer(let seconds):
            return range.contains(seconds) ? Instant(milliseconds: seconds * 1_000) : nil
        case .double(let seconds):
            guard seconds >= 0, seconds <= Double(range.upperBound) else { return nil }
            return Instant(milliseconds: Int64(seconds * 1_000))
        default: return nil
        }
    }
}
