import Passkeys
import Testing

@Suite struct AssertionTests {
    private let party = SoftAuthenticator.party

    private func signIn(
        _ authenticator: SoftAuthenticator, _ stored: PasskeyCredential,
        isOwnerKnown: Bool = false, _ challenge: PasskeyChallenge? = nil
    ) throws -> PasskeyUse {
        try party.verifyAssertion(
            authenticator.assert(), of: stored, owner: SoftAuthenticator.owner,
            isOwnerKnown: isOwnerKnown, challenge: challenge ?? authenticator.challenge)
    }

    @Test(arguments: [SoftKey.newP256(), .newEd25519()])
    func somebodySignsIn(_ key: SoftKey) throws {
        let made = SoftAuthenticator(key: key)
        let stored = try party.verifyRegistration(made.register(), challenge: made.challenge)
        let later = SoftAuthenticator(key: key, counter: 2)
        let use = try signIn(later, stored)
        #expect(use.counter == 2)
        #expect(!use.isBackedUp)
    }

    @Test func whetherItWasCopiedIsToldEachTime() throws {
        let authenticator = SoftAuthenticator(flags: 0x1D)
        #expect(try signIn(authenticator, authenticator.stored(isBackupEligible: true)).isBackedUp)
    }

    @Test func extensionsAreOverlooked() throws {
        let authenticator = SoftAuthenticator(flags: 0x85).with {
            $0.dataTail = CBOR.map([(CBOR.text("example"), [0xF5])])
        }
        _ = try signIn(authenticator, authenticator.stored())
    }

    @Test(arguments: [
        (0, 0, true), (0, 1, true), (1, 2, true), (1, 1, false), (2, 1, false), (1, 0, false),
        (UInt32.max - 1, .max, true), (.max, 0, false), (.max, .max, false),
    ])
    func theCounterGrowsUnlessThereIsNone(
        _ before: UInt32, _ now: UInt32, _ isAccepted: Bool
    ) throws {
        let authenticator = SoftAuthenticator(counter: now)
        let stored = try authenticator.stored(counter: before)
        if isAccepted {
            #expect(try signIn(authenticator, stored).counter == now)
        } else {
            #expect(throws: PasskeyError.cloned) { try signIn(authenticator, stored) }
        }
    }

    @Test func aClonedKeyIsOnlyBlamedOnARightSignature() throws {
        let thief = SoftAuthenticator(counter: 1).with { $0.signer = .newP256() }
        #expect(throws: PasskeyError.badSignature) {
            try signIn(thief, thief.stored(counter: 9))
        }
    }

    @Test func theOwnerMustBeNamedUnlessKnown() throws {
        let silent = SoftAuthenticator(handle: nil)
        #expect(throws: PasskeyError.wrongUser) { try signIn(silent, silent.stored()) }
        _ = try signIn(silent, silent.stored(), isOwnerKnown: true)
        let other = SoftAuthenticator(handle: [1, 2, 3])
        #expect(throws: PasskeyError.wrongUser) {
            try signIn(other, other.stored(), isOwnerKnown: true)
        }
    }

    @Test(arguments: Lie.ofPages + lies) func liesAreRefused(_ lie: Lie) throws {
        let honest = SoftAuthenticator()
        let stored = try honest.stored()
        _ = try signIn(honest, stored)
        #expect(throws: lie.error) {
            try signIn(honest.with(lie.change), stored, honest.challenge)
        }
    }

    @Test func anotherStoredKeyDoesNotFit() throws {
        let authenticator = SoftAuthenticator()
        let other = try SoftAuthenticator().stored()
        #expect(throws: PasskeyError.badSignature) { try signIn(authenticator, other) }
        // A key of another kind, and bytes that are no key.
        let edwards = try SoftAuthenticator(key: .newEd25519()).stored()
        #expect(throws: PasskeyError.badSignature) { try signIn(authenticator, edwards) }
        let broken = PasskeyCredential(
            id: authenticator.id, algorithm: .es256, publicKey: [1, 2, 3], counter: 0, aaguid: [],
            isBackupEligible: false, isBackedUp: false, transports: [])
        #expect(throws: PasskeyError.malformedKey) { try signIn(authenticator, broken) }
    }

    @Test func aRegistrationIsNoSignIn() throws {
        let authenticator = SoftAuthenticator()
        let client = authenticator.client("webauthn.get")
        let data = authenticator.data(attested: authenticator.attested)
        let swapped = try AssertionAnswer(
            id: authenticator.id, clientDataJSON: client, authenticatorData: data,
            signature: [1], userHandle: SoftAuthenticator.owner)
        #expect(throws: PasskeyError.malformedAuthenticatorData) {
            try party.verifyAssertion(
                swapped, of: authenticator.stored(), owner: SoftAuthenticator.owner,
                challenge: authenticator.challenge)
        }
    }

    @Test func everyBitIsSigned() throws {
        let authenticator = SoftAuthenticator()
        let honest = try authenticator.assert()
        let stored = try authenticator.stored()
        for place in 0..<honest.authenticatorData.count * 8 {
            var data = honest.authenticatorData
            data[place / 8] ^= 1 << UInt8(place % 8)
            let changed = try AssertionAnswer(
                id: honest.id, clientDataJSON: honest.clientDataJSON, authenticatorData: data,
                signature: honest.signature, userHandle: honest.userHandle)
            #expect(throws: PasskeyError.self) {
                try party.verifyAssertion(
                    changed, of: stored, owner: SoftAuthenticator.owner,
                    challenge: authenticator.challenge)
            }
        }
    }

    @Test(arguments: [[], [0], Array(repeating: 0, count: 64), Array(repeating: 255, count: 72)])
    func signaturesThatAreNone(_ signature: [UInt8]) throws {
        let authenticator = SoftAuthenticator()
        let honest = try authenticator.assert()
        let changed = try AssertionAnswer(
            id: honest.id, clientDataJSON: honest.clientDataJSON,
            authenticatorData: honest.authenticatorData, signature: signature,
            userHandle: honest.userHandle)
        #expect(throws: PasskeyError.badSignature) {
            try party.verifyAssertion(
                changed, of: authenticator.stored(), owner: SoftAuthenticator.owner,
                challenge: authenticator.challenge)
        }
    }

    static let lies: [Lie] = [
        Lie("for a registration", .wrongType) { $0.type = "webauthn.create" },
        Lie("signed by another key", .badSignature) { $0.signer = .newP256() },
        Lie("signed with another algorithm", .badSignature) { $0.signer = .newEd25519() },
        Lie("another id", .wrongCredential) { $0.id = [1] },
        Lie("the handle of another", .wrongUser) { $0.handle = Array(UInt8(51)..<67) },
        Lie("the handle cut off", .wrongUser) { $0.handle = Array(UInt8(50)..<65) },
        Lie("an empty handle", .wrongUser) { $0.handle = [] },
        Lie("a giant handle", .tooLarge) { $0.handle = Array(repeating: 1, count: 65) },
        Lie("suddenly to be copied", .backupContradiction) { $0.flags = 0x0D },
        Lie("giant data", .tooLarge) { $0.dataTail = Array(repeating: 0, count: 2_048) },
    ]
}
