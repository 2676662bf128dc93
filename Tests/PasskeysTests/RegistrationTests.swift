import Passkeys
import Testing

@Suite struct RegistrationTests {
    private let party = SoftAuthenticator.party

    private func register(
        _ authenticator: SoftAuthenticator, _ challenge: PasskeyChallenge? = nil
    ) throws -> PasskeyCredential {
        try party.verifyRegistration(
            authenticator.register(), challenge: challenge ?? authenticator.challenge)
    }

    @Test(arguments: [SoftKey.newP256(), .newEd25519()], ["none", "packed"])
    func aPasskeyIsMade(_ key: SoftKey, _ format: String) throws {
        let authenticator = SoftAuthenticator(key: key, counter: 5).with { $0.format = format }
        let credential = try register(authenticator)
        #expect(credential.id == authenticator.id)
        #expect(credential.algorithm.rawValue == key.algorithm)
        #expect(credential.publicKey == key.raw)
        #expect(credential.counter == 5)
        #expect(credential.aaguid == Array(repeating: 0, count: 16))
        #expect(!credential.isBackupEligible && !credential.isBackedUp)
        #expect(credential.transports == [.internal, .hybrid])
    }

    @Test func theFlagsOfCopiesAreKept() throws {
        let eligible = try register(SoftAuthenticator(flags: 0x0D))
        #expect(eligible.isBackupEligible && !eligible.isBackedUp)
        let copied = try register(SoftAuthenticator(flags: 0x1D))
        #expect(copied.isBackupEligible && copied.isBackedUp)
    }

    @Test func oldBrowsersSayNothingOfCrossOrigin() throws {
        _ = try register(SoftAuthenticator().with { $0.more = "" })
    }

    @Test func namesOfLaterStandardsAreOverlooked() throws {
        _ = try register(
            SoftAuthenticator().with {
                $0.more = #","crossOrigin":false,"other_keys_can_be_added_here":{"a":[1]}"#
            })
    }

    @Test func idsOfAnyPermittedLength() throws {
        for length in [1, 255, 256, 1_023] {
            let id = Array(repeating: UInt8(7), count: length)
            #expect(try register(SoftAuthenticator(id: id)).id == id)
        }
    }

    @Test(arguments: ["none", "packed"])
    func extensionsOfSecurityKeysAreAccepted(_ format: String) throws {
        let authenticator = SoftAuthenticator(flags: 0x85).with {
            $0.format = format
            $0.dataTail = CBOR.map([
                (CBOR.text("credProtect"), CBOR.integer(2)), (CBOR.text("hmac-secret"), [0xF5]),
            ])
        }
        _ = try register(authenticator)
    }

    @Test(arguments: Lie.ofPages + lies) func liesAreRefused(_ lie: Lie) throws {
        let honest = SoftAuthenticator().with { $0.purpose = "webauthn.create" }
        _ = try register(honest)
        #expect(throws: lie.error) { try register(honest.with(lie.change), honest.challenge) }
    }

    @Test func aSignInIsNoRegistration() throws {
        let authenticator = SoftAuthenticator()
        let used = try authenticator.assert()
        let swapped = try RegistrationAnswer(
            id: used.id, clientDataJSON: used.clientDataJSON,
            attestationObject: authenticator.attestation(used.authenticatorData, CBOR.map([])),
            transports: [])
        #expect(throws: PasskeyError.wrongType) {
            try party.verifyRegistration(swapped, challenge: authenticator.challenge)
        }
        // Also when only the client data are right.
        let half = try RegistrationAnswer(
            id: used.id, clientDataJSON: authenticator.client("webauthn.create"),
            attestationObject: authenticator.attestation(used.authenticatorData, CBOR.map([])),
            transports: [])
        #expect(throws: PasskeyError.malformedAuthenticatorData) {
            try party.verifyRegistration(half, challenge: authenticator.challenge)
        }
    }

    @Test func truncatedObjectsAreRefused() throws {
        let authenticator = SoftAuthenticator().with { $0.format = "packed" }
        let whole = try authenticator.register()
        for length in 0..<whole.attestationObject.count {
            let cut = try RegistrationAnswer(
                id: whole.id, clientDataJSON: whole.clientDataJSON,
                attestationObject: Array(whole.attestationObject.prefix(length)), transports: [])
            #expect(throws: PasskeyError.self) {
                try party.verifyRegistration(cut, challenge: authenticator.challenge)
            }
        }
    }

    static let lies: [Lie] = [
        Lie("for a sign-in", .wrongType) { $0.type = "webauthn.get" },
        Lie("bytes behind the object", .malformedAttestation) { $0.objectTail = [0] },
        Lie("a statement in \"none\"", .malformedAttestation) {
            $0.statement = CBOR.map([(CBOR.text("sig"), CBOR.bytes([1]))])
        },
        Lie("a statement that is no map", .malformedAttestation) {
            $0.statement = CBOR.integer(1)
        },
        Lie("an unknown format", .unsupportedAttestation) { $0.format = "android-safetynet" },
        Lie("no statement in \"packed\"", .badAttestation) {
            $0.format = "packed"
            $0.statement = CBOR.map([])
        },
        Lie("a statement by another key", .badAttestation) {
            $0.format = "packed"
            $0.signer = .newP256()
        },
        Lie("an unknown algorithm", .unsupportedAlgorithm) { $0.algorithm = -35 },
        Lie("an algorithm beyond all", .unsupportedAlgorithm) { $0.algorithm = 5 },
        Lie("an algorithm of another key", .malformedKey) { $0.algorithm = -8 },
        Lie("a point off the curve", .malformedKey) {
            $0.publicKey = $0.key.raw.dropLast() + [($0.key.raw.last ?? 0) ^ 1]
        },
        Lie("the point of zeros", .malformedKey) {
            $0.publicKey = Array(repeating: 0, count: 64)
        },
        Lie("a short key", .malformedKey) { $0.publicKey = Array($0.key.raw.dropLast(1)) },
        Lie("a long key", .malformedKey) { $0.publicKey = $0.key.raw + [0] },
        Lie("an empty id", .malformedAuthenticatorData) { $0.id = [] },
        Lie("a giant id", .tooLarge) { $0.id = Array(repeating: 1, count: 1_024) },
        Lie("a giant object", .tooLarge) {
            $0.objectTail = Array(repeating: 0, count: 16 * 1_024)
        },
    ]
}
