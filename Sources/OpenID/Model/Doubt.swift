/// The rule that an answer broke; the raw value is its word in the log.
public enum Doubt: String, Sendable, Hashable, CaseIterable {
    // The browser's way back.
    case duplicateParameter = "duplicate-parameter"
    case code
    case issuerParameter = "issuer-parameter"

    // What the provider says about itself.
    case answerForm = "answer-form"
    case redirect
    case issuerDocument = "issuer-document"
    case endpoint
    case flow
    case keySet = "key-set"
    case clientAuthentication = "client-authentication"
    case tokenAnswer = "token-answer"

    // The ID token.
    case tokenForm = "token-form"
    case algorithm
    case critical
    case key
    case signature
    case issuer
    case audience
    case authorizedParty = "authorized-party"
    case expired
    case notYet = "not-yet"
    case tooOld = "too-old"
    case nonce
    case subject
    case accessTokenHash = "access-token-hash"
    case authenticationTime = "authentication-time"
    case assurance

    // Userinfo.
    case userInfo = "userinfo"
    case userInfoSubject = "userinfo-subject"
}
