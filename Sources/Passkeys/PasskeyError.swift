/// Why an answer of a browser is not accepted. The raw value is a word for the log; no case carries
/// anything of what was sent, so that it can be logged and counted freely.
public enum PasskeyError: String, Error, Sendable, Hashable, CaseIterable {
    /// A field is longer than any honest browser makes it.
    case tooLarge = "too-large"
    /// A field is not strict base64url (RFC 4648 §5, no padding, no spare bits).
    case malformedText = "malformed-text"
    case malformedClientData = "malformed-client-data"
    case malformedAttestation = "malformed-attestation"
    case malformedAuthenticatorData = "malformed-authenticator-data"
    /// The public key is not one of its algorithm: a point off the curve, a modulus of other size.
    case malformedKey = "malformed-key"
    /// A registration where a sign-in was asked for, or the reverse.
    case wrongType = "wrong-type"
    case wrongChallenge = "wrong-challenge"
    case wrongOrigin = "wrong-origin"
    /// The page was inside a page of somebody else.
    case crossOrigin = "cross-origin"
    case wrongRelyingParty = "wrong-relying-party"
    /// The person did not touch the authenticator (flag UP).
    case notPresent = "not-present"
    /// The authenticator did not ask for PIN, finger or face (flag UV).
    case notVerified = "not-verified"
    /// The backup flags contradict each other, or what was stored at registration.
    case backupContradiction = "backup-contradiction"
    case unsupportedAlgorithm = "unsupported-algorithm"
    case unsupportedAttestation = "unsupported-attestation"
    /// A statement came although none was asked for, and its signature is wrong or missing.
    case badAttestation = "bad-attestation"
    /// The answer is about another credential than the one it was compared with.
    case wrongCredential = "wrong-credential"
    /// The user handle is missing where it must be, or is that of another account.
    case wrongUser = "wrong-user"
    case badSignature = "bad-signature"
    /// The counter did not grow: two authenticators may hold the same private key.
    case cloned
    /// The library refused to work (memory); nothing is known about the answer.
    case unavailable
}
