import CFido
import Crypto

/// A new credential in libfido2's hands.
struct FidoCredential: ~Copyable {
    private let handle: FidoHandle
    private let algorithm: PasskeyAlgorithm

    init(
        _ object: AttestationObject, _ algorithm: PasskeyAlgorithm,
        _ clientData: [UInt8], _ partyID: String
    ) throws(PasskeyError) {
        // Per thread, and cheap. Zero: no debugging output.
        fido_init(0)
        let handle = try FidoHandle(fido_cred_new(), fido_cred_free)
        let made = handle.pointer
        let hash = Array(SHA256.hash(data: clientData))
        guard fido_cred_set_type(made, Int32(algorithm.rawValue)) == FIDO_OK,
            fido_cred_set_clientdata_hash(made, hash, hash.count) == FIDO_OK,
            fido_cred_set_rp(made, partyID, nil) == FIDO_OK,
            fido_cred_set_uv(made, FIDO_OPT_TRUE) == FIDO_OK,
            fido_cred_set_fmt(made, object.format.rawValue) == FIDO_OK
        else { throw .unavailable }
        let data = object.data.bytes
        guard fido_cred_set_authdata_raw(made, data, data.count) == FIDO_OK else {
            throw .malformedKey
        }
        try Self.expect(object.data.extensions, made)
        self.handle = handle
        self.algorithm = algorithm
    }

    /// The key, once libfido2 found that it is one.
    func publicKey() throws(PasskeyError) -> [UInt8] {
        guard let start = fido_cred_pubkey_ptr(handle.pointer) else { throw .malformedKey }
        let bytes = Array(
            UnsafeBufferPointer(start: start, count: fido_cred_pubkey_len(handle.pointer)))
        _ = try FidoKey(algorithm, bytes)
        return bytes
    }

    /// WebAuthn L3 §8.2, with a certificate or by the key itself.
    func verifyStatement(_ statement: [UInt8]) throws(PasskeyError) {
        guard fido_cred_set_attstmt(handle.pointer, statement, statement.count) == FIDO_OK else {
            throw .malformedAttestation
        }
        let code =
            fido_cred_x5c_len(handle.pointer) > 0
            ? fido_cred_verify(handle.pointer) : fido_cred_verify_self(handle.pointer)
        guard code == FIDO_OK else { throw .badAttestation }
    }

    /// libfido2 wants to know beforehand which extensions come. Browsers ask security keys for some
    /// on their own (credProtect), and none of them changes what we accept.
    private static func expect(
        _ extensions: [CBORValue.Key: CBORValue], _ credential: OpaquePointer
    ) throws(PasskeyError) {
        var mask: Int32 = 0
        if extensions[.text("hmac-secret")] == .bool(true) { mask |= FIDO_EXT_HMAC_SECRET }
        if extensions[.text("credBlob")] == .bool(true) { mask |= FIDO_EXT_CRED_BLOB }
        guard mask == 0 || fido_cred_set_extensions(credential, mask) == FIDO_OK else {
            throw .unavailable
        }
        if let level = extensions[.text("credProtect")]?.integerValue {
            guard let level = Int32(exactly: level),
                fido_cred_set_prot(credential, level) == FIDO_OK
            else { throw .malformedAuthenticatorData }
        }
    }
}
