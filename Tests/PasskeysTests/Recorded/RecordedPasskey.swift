import Passkeys
import Testing

/// One registration and one sign-in by other software: the fields of the forms, in base64url.
struct RecordedPasskey: Sendable {
    let address: String
    let challenge: String
    let made: [String: String]
    let used: [String: String]

    static let all = [chromium, pythonES256, pythonEdDSA, pythonRS256, pythonCertified]

    func party() throws -> RelyingParty { try RelyingParty(address: address, name: "Pendopo") }

    func question() throws -> PasskeyChallenge {
        try #require(PasskeyChallenge(text: challenge))
    }

    func registration() throws -> RegistrationAnswer {
        try RegistrationAnswer(
            id: made["id"] ?? "", client: made["client"] ?? "",
            attestation: made["attestation"] ?? "", transports: made["transports"] ?? "")
    }

    func assertion() throws -> AssertionAnswer {
        try AssertionAnswer(
            id: used["id"] ?? "", client: used["client"] ?? "", auth: used["auth"] ?? "",
            signature: used["signature"] ?? "", user: used["user"] ?? "")
    }
}
