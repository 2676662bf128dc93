import CFido
import Crypto

/// A sign-in in libfido2's hands.
struct FidoAssertion: ~Copyable {
    private let handle: FidoHandle

    init(_ answer: AssertionAnswer, _ partyID: String) throws(PasskeyError) {
        // Per thread, and cheap. Zero: no debugging output.
        fido_init(0)
        let handle = try FidoHandle(fido_assert_new(), fido_assert_free)
        let made = handle.pointer
        let hash = Array(SHA256.hash(data: answer.clientDataJSON))
        guard fido_assert_set_count(made, 1) == FIDO_OK,
            fido_assert_set_rp(made, partyID) == FIDO_OK,
            fido_assert_set_clientdata_hash(made, hash, hash.count) == FIDO_OK,
            fido_assert_set_up(made, FIDO_OPT_TRUE) == FIDO_OK,
            fido_assert_set_uv(made, FIDO_OPT_TRUE) == FIDO_OK
        else { throw .unavailable }
        let data = answer.authenticatorData
        guard fido_assert_set_authdata_raw(made, 0, data, data.count) == FIDO_OK else {
            throw .malformedAuthenticatorData
        }
        guard fido_assert_set_sig(made, 0, answer.signature, answer.signature.count) == FIDO_OK
        else { throw .badSignature }
        self.handle = handle
    }

    /// The signature over authenticator data and client data (WebAuthn L3 §6.3.3, §7.2).
    func verify(_ credential: PasskeyCredential) throws(PasskeyError) {
        let key = try FidoKey(credential.algorithm, credential.publicKey)
        switch key.verify(handle) {
        case FIDO_OK: return
        case FIDO_ERR_INVALID_SIG: throw .badSignature
        case FIDO_ERR_INTERNAL: throw .unavailable
        default: throw .malformedAuthenticatorData
        }
    }
}
