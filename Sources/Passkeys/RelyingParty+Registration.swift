extension RelyingParty {
    /// Checks a new passkey (WebAuthn L3 §7.1). That its id is not stored yet for any account is
    /// left to the store.
    ///
    /// No attestation is asked for, and none is trusted: a statement that comes all the same must
    /// be signed rightly, but its maker's certificate is not looked up.
    /// - Parameter challenge: the one given to the page; the caller has forgotten it by now.
    public func verifyRegistration(
        _ answer: RegistrationAnswer, challenge: PasskeyChallenge
    ) throws(PasskeyError) -> PasskeyCredential {
        try ClientData(answer.clientDataJSON).check(.registration, challenge, self)
        let object = try AttestationObject(answer.attestationObject)
        try object.data.check(self)
        guard let made = object.data.credential else { throw .malformedAuthenticatorData }
        guard made.id == answer.id else { throw .wrongCredential }
        guard let algorithm = Int(exactly: made.algorithm).flatMap(PasskeyAlgorithm.init) else {
            throw .unsupportedAlgorithm
        }
        let fido = try FidoCredential(object, algorithm, answer.clientDataJSON, id)
        if object.format == .packed { try fido.verifyStatement(object.statement) }
        return PasskeyCredential(
            id: made.id, algorithm: algorithm, publicKey: try fido.publicKey(),
            counter: object.data.counter, aaguid: made.aaguid,
            isBackupEligible: object.data.flags.contains(.isBackupEligible),
            isBackedUp: object.data.flags.contains(.isBackedUp), transports: answer.transports)
    }
}
