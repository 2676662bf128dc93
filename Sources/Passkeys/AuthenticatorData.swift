import Kernel

/// What the authenticator signs (WebAuthn L3 §6.1). libfido2 reads the same bytes; this reader
/// exists because the library overlooks bytes that follow, and wants the algorithm beforehand.
struct AuthenticatorData {
    struct Flags: OptionSet {
        let rawValue: UInt8
        static let isPresent = Flags(rawValue: 0x01)
        static let isVerified = Flags(rawValue: 0x04)
        static let isBackupEligible = Flags(rawValue: 0x08)
        static let isBackedUp = Flags(rawValue: 0x10)
        static let hasCredential = Flags(rawValue: 0x40)
        static let hasExtensions = Flags(rawValue: 0x80)
    }

    /// WebAuthn L3 §6.5.1.
    struct Credential {
        let aaguid: [UInt8]
        let id: [UInt8]
        /// The COSE number, not yet one that is known.
        let algorithm: Int64
    }

    let bytes: [UInt8]
    let partyHash: [UInt8]
    let flags: Flags
    let counter: UInt32
    let credential: Credential?
    let extensions: [CBORValue.Key: CBORValue]

    init(_ bytes: [UInt8]) throws(PasskeyError) {
        guard bytes.count >= 37 else { throw .malformedAuthenticatorData }
        self.bytes = bytes
        partyHash = Array(bytes[0..<32])
        flags = Flags(rawValue: bytes[32])
        counter = bytes[33..<37].reduce(0) { $0 << 8 | UInt32($1) }
        var place = 37
        do throws(CBORReader.Fault) {
            credential =
                flags.contains(.hasCredential) ? try Self.credential(bytes, &place) : nil
            extensions =
                flags.contains(.hasExtensions) ? try Self.map(bytes, &place) : [:]
        } catch {
            throw .malformedAuthenticatorData
        }
        guard place == bytes.count else { throw .malformedAuthenticatorData }
    }

    /// The rules that registration and sign-in share (WebAuthn L3 §7.1 and §7.2).
    func check(_ party: RelyingParty) throws(PasskeyError) {
        guard ConstantTime.isEqual(partyHash, party.idHash) else { throw .wrongRelyingParty }
        guard flags.contains(.isPresent) else { throw .notPresent }
        guard flags.contains(.isVerified) else { throw .notVerified }
        if flags.contains(.isBackedUp), !flags.contains(.isBackupEligible) {
            throw .backupContradiction
        }
    }

    private static func credential(
        _ bytes: [UInt8], _ place: inout Int
    ) throws(CBORReader.Fault) -> Credential {
        guard bytes.count >= place + 18 else { throw CBORReader.Fault() }
        let aaguid = Array(bytes[place..<place + 16])
        let length = Int(bytes[place + 16]) << 8 | Int(bytes[place + 17])
        place += 18
        guard (1...PasskeyCredential.longestID).contains(length), bytes.count >= place + length
        else { throw CBORReader.Fault() }
        let id = Array(bytes[place..<place + length])
        place += length
        guard let algorithm = try map(bytes, &place)[.integer(3)]?.integerValue else {
            throw CBORReader.Fault()
        }
        return Credential(aaguid: aaguid, id: id, algorithm: algorithm)
    }

    private static func map(
        _ bytes: [UInt8], _ place: inout Int
    ) throws(CBORReader.Fault) -> [CBORValue.Key: CBORValue] {
        var reader = CBORReader(bytes, from: place)
        guard let map = try reader.value().mapValue else { throw CBORReader.Fault() }
        place = reader.place
        return map
    }
}
