/// What comes with a new passkey (WebAuthn L3 §6.5.4).
struct AttestationObject {
    /// How the statement is made. We ask for none; a browser may still pass "packed" on when the
    /// key vouches for itself (WebAuthn L3 §5.1.3, attestation conveyance).
    enum Format: String {
        case none, packed
    }

    let format: Format
    /// CBOR as sent.
    let statement: [UInt8]
    let data: AuthenticatorData

    init(_ bytes: [UInt8]) throws(PasskeyError) {
        var reader = CBORReader(bytes)
        guard let members = try? reader.slices(), reader.isAtEnd,
            let name = members["fmt"]?.value.textValue,
            let statement = members["attStmt"], let fields = statement.value.mapValue,
            let data = members["authData"]?.value.bytesValue
        else { throw .malformedAttestation }
        guard let format = Format(rawValue: name) else { throw .unsupportedAttestation }
        // WebAuthn L3 §8.7: the statement of "none" is an empty map.
        guard format != .none || fields.isEmpty else { throw .malformedAttestation }
        self.format = format
        self.statement = statement.bytes
        self.data = try AuthenticatorData(data)
    }
}
