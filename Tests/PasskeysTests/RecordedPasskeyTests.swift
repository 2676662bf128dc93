import Passkeys
import Testing

@Suite struct RecordedPasskeyTests {
    @Test(arguments: RecordedPasskey.all) func whatOthersMadeIsAccepted(
        _ recorded: RecordedPasskey
    ) throws {
        let party = try recorded.party()
        let challenge = try recorded.question()
        let made = try party.verifyRegistration(recorded.registration(), challenge: challenge)
        let answer = try recorded.assertion()
        let owner = try #require(answer.userHandle)
        let use = try party.verifyAssertion(answer, of: made, owner: owner, challenge: challenge)
        #expect(use.counter == made.counter + 1)
    }

    @Test func theirFlagsAndAlgorithmsAreRead() throws {
        func made(_ recorded: RecordedPasskey) throws -> PasskeyCredential {
            try recorded.party().verifyRegistration(
                recorded.registration(), challenge: recorded.question())
        }
        #expect(try made(.chromium).transports == [.internal])
        #expect(try made(.chromium).aaguid == [1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8])
        #expect(try made(.pythonES256).isBackedUp)
        #expect(try made(.pythonEdDSA).algorithm == .edDSA)
        #expect(try made(.pythonRS256).publicKey.count == 259)
        #expect(try !made(.pythonCertified).isBackupEligible)
    }

    @Test(arguments: RecordedPasskey.all) func theySignOnlyWhatTheySaid(
        _ recorded: RecordedPasskey
    ) throws {
        let party = try recorded.party()
        let challenge = try recorded.question()
        let made = try party.verifyRegistration(recorded.registration(), challenge: challenge)
        let answer = try recorded.assertion()
        var signature = answer.signature
        signature[signature.count - 1] ^= 1
        let changed = try AssertionAnswer(
            id: answer.id, clientDataJSON: answer.clientDataJSON,
            authenticatorData: answer.authenticatorData, signature: signature,
            userHandle: answer.userHandle)
        #expect(throws: PasskeyError.badSignature) {
            try party.verifyAssertion(
                changed, of: made, owner: answer.userHandle ?? [], challenge: challenge)
        }
    }

    @Test(arguments: [RecordedPasskey.pythonEdDSA, .pythonCertified])
    func aStatementIsAboutThisClientData(_ recorded: RecordedPasskey) throws {
        let honest = try recorded.registration()
        let changed = try RegistrationAnswer(
            id: honest.id, clientDataJSON: honest.clientDataJSON + [0x20],
            attestationObject: honest.attestationObject, transports: [])
        #expect(throws: PasskeyError.badAttestation) {
            try recorded.party().verifyRegistration(changed, challenge: recorded.question())
        }
    }
}
