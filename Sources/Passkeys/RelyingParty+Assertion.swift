import Kernel

extension RelyingParty {
    /// Checks a sign-in (WebAuthn L3 §7.2).
    /// - Parameters:
    ///   - credential: what is stored under the answer's id.
    ///   - owner: the user handle of the account that the credential belongs to.
    ///   - isOwnerKnown: whether the account was known before the passkey was asked for (say, by a
    ///     password). If not, the authenticator must name it (§7.2).
    ///   - challenge: the one given to the page; the caller has forgotten it by now.
    /// - Throws: `.cloned` when all is right but the counter did not grow (§6.1.1). The
    ///   caller then signs nobody in, and tells the owner.
    /// - Returns: what to store.
    public func verifyAssertion(
        _ answer: AssertionAnswer, of credential: PasskeyCredential, owner: [UInt8],
        isOwnerKnown: Bool = false, challenge: PasskeyChallenge
    ) throws(PasskeyError) -> PasskeyUse {
        guard answer.id == credential.id else { throw .wrongCredential }
        if let handle = answer.userHandle {
            guard ConstantTime.isEqual(handle, owner) else { throw .wrongUser }
        } else if !isOwnerKnown {
            throw .wrongUser
        }
        try ClientData(answer.clientDataJSON).check(.assertion, challenge, self)
        let data = try AuthenticatorData(answer.authenticatorData)
        // WebAuthn L3 §6.3.3: a sign-in never carries a new credential.
        guard data.credential == nil else { throw .malformedAuthenticatorData }
        try data.check(self)
        guard data.flags.contains(.isBackupEligible) == credential.isBackupEligible else {
            throw .backupContradiction
        }
        try FidoAssertion(answer, id).verify(credential)
        guard data.counter == 0 && credential.counter == 0 || data.counter > credential.counter
        else { throw .cloned }
        return PasskeyUse(
            counter: data.counter, isBackedUp: data.flags.contains(.isBackedUp))
    }
}
