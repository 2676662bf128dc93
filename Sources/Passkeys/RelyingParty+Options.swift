import Kernel

extension RelyingParty {
    /// Whether the authenticator keeps the passkey, so that it is found without a typed name.
    public enum Residence: String, Sendable {
        case preferred, required
    }

    /// What the page needs to make a passkey, for `data-options` (WebAuthn L3 §5.1.8
    /// `PublicKeyCredentialCreationOptionsJSON`: binary members are base64url).
    /// - Parameters:
    ///   - excluding: what the account already has; such an authenticator is not asked again.
    ///   - seconds: how long the browser waits. WebAuthn L3 §15.1 advises 300 to 600.
    public func creationOptions(
        for user: PasskeyUser, challenge: PasskeyChallenge, excluding known: [PasskeyName] = [],
        residence: Residence = .preferred, seconds: Int = 300
    ) -> JSONValue {
        [
            "rp": ["id": .string(id), "name": .string(name)],
            "user": user.options,
            "challenge": .string(challenge.text),
            "pubKeyCredParams": .array(
                PasskeyAlgorithm.allCases.map {
                    ["type": "public-key", "alg": .integer(Int64($0.rawValue))]
                }),
            "timeout": .integer(Int64(seconds) * 1_000),
            "excludeCredentials": .array(known.map(\.options)),
            "authenticatorSelection": [
                "residentKey": .string(residence.rawValue),
                // For browsers of WebAuthn Level 1.
                "requireResidentKey": .bool(residence == .required),
                "userVerification": "required",
            ],
            "attestation": "none",
        ]
    }

    /// What the page needs to sign somebody in (`PublicKeyCredentialRequestOptionsJSON`).
    /// - Parameter allowed: the passkeys of a person already known. Empty lets the person choose
    ///   among those on the device; that also hides from strangers which accounts have passkeys.
    public func requestOptions(
        challenge: PasskeyChallenge, allowing allowed: [PasskeyName] = [], seconds: Int = 300
    ) -> JSONValue {
        [
            "rpId": .string(id),
            "challenge": .string(challenge.text),
            "timeout": .integer(Int64(seconds) * 1_000),
            "allowCredentials": .array(allowed.map(\.options)),
            "userVerification": "required",
        ]
    }
}
