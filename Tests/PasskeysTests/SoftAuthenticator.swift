import Crypto
import Kernel

@testable import Passkeys

/// A browser and its authenticator in one, honest unless a test changes something.
struct SoftAuthenticator: Sendable {
    var key: SoftKey = .newP256()
    var id = Array(UInt8(1)...32)
    var partyID = "layanan.example.go.id"
    var origin = "https://layanan.example.go.id"
    var challenge = PasskeyChallenge()
    /// Present and verified; the bit for a credential is added at registration.
    var flags: UInt8 = 0x05
    var counter: UInt32 = 1
    var handle: [UInt8]? = Array(UInt8(50)..<66)

    // What only lies need.
    /// What the answer is for, when a lie writes the client data itself.
    var purpose = "webauthn.get"
    var type: String?
    /// Members of the client data, before the closing brace.
    var more = #","crossOrigin":false"#
    var clientData: [UInt8]?
    var algorithm: Int?
    var publicKey: [UInt8]?
    var format = "none"
    var statement: [UInt8]?
    /// Bytes at the end of the authenticator data and of the attestation object.
    var dataTail: [UInt8] = []
    var objectTail: [UInt8] = []
    var signer: SoftKey?
    var answerID: [UInt8]?

    static let owner = Array(UInt8(50)..<66)
    static let party = RelyingParty(
        id: "layanan.example.go.id", origins: ["https://layanan.example.go.id"], name: "Uji")

    func with(_ change: (inout SoftAuthenticator) -> Void) -> SoftAuthenticator {
        var copy = self
        change(&copy)
        return copy
    }

    func client(_ honestType: String) -> [UInt8] {
        clientData
            ?? Array(
                """
                {"type":"\(type ?? honestType)","challenge":"\(challenge.text)",\
                "origin":"\(origin)"\(more)}
                """.utf8)
    }

    func data(attested: [UInt8]?) -> [UInt8] {
        let bits = flags | (attested == nil ? 0 : 0x40)
        let count = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: counter >> UInt32($0)) }
        return Array(SHA256.hash(data: Array(partyID.utf8))) + [bits] + count + (attested ?? [])
            + dataTail
    }

    /// AAGUID, length and id, public key.
    var attested: [UInt8] {
        Array(repeating: 0, count: 16) + [UInt8(id.count >> 8), UInt8(id.count & 0xFF)] + id
            + key.cose(algorithm ?? key.algorithm, publicKey ?? key.raw)
    }

    func attestation(_ data: [UInt8], _ statement: [UInt8]) -> [UInt8] {
        CBOR.map([
            (CBOR.text("fmt"), CBOR.text(format)), (CBOR.text("attStmt"), statement),
            (CBOR.text("authData"), CBOR.bytes(data)),
        ]) + objectTail
    }

    func register() throws -> RegistrationAnswer {
        let data = data(attested: attested)
        let client = client("webauthn.create")
        var statement = statement ?? CBOR.map([])
        if format == "packed", self.statement == nil {
            let signature = try (signer ?? key).sign(data + SHA256.hash(data: client))
            statement = CBOR.map([
                (CBOR.text("alg"), CBOR.integer(key.algorithm)),
                (CBOR.text("sig"), CBOR.bytes(signature)),
            ])
        }
        return try RegistrationAnswer(
            id: answerID ?? id, clientDataJSON: client,
            attestationObject: attestation(data, statement), transports: [.internal, .hybrid])
    }

    func assert() throws -> AssertionAnswer {
        let data = data(attested: nil)
        let client = client("webauthn.get")
        return try AssertionAnswer(
            id: answerID ?? id, clientDataJSON: client, authenticatorData: data,
            signature: try (signer ?? key).sign(data + SHA256.hash(data: client)),
            userHandle: handle)
    }

    /// What the site stored of it.
    func stored(counter: UInt32 = 0, isBackupEligible: Bool = false) throws -> PasskeyCredential {
        PasskeyCredential(
            id: id, algorithm: key.algorithm == -8 ? .edDSA : .es256, publicKey: key.raw,
            counter: counter, aaguid: Array(repeating: 0, count: 16),
            isBackupEligible: isBackupEligible, isBackedUp: false, transports: [])
    }
}
