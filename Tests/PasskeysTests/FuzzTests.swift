import Kernel
import Passkeys
import Testing

/// Whatever comes, it is refused and nothing falls over. The seeds are fixed.
@Suite struct FuzzTests {
    private let party = SoftAuthenticator.party
    private let random = RandomSource.seeded(20_261_126)

    /// One to four places with another byte, sometimes cut or longer.
    private func changed(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...random.number(below: 4) where !bytes.isEmpty {
            bytes[random.number(below: bytes.count)] ^= UInt8(1 + random.number(below: 255))
        }
        switch random.number(below: 8) {
        case 0: return Array(bytes.prefix(random.number(below: bytes.count + 1)))
        case 1: return bytes + random.bytes(1 + random.number(below: 40))
        default: return bytes
        }
    }

    @Test func noiseIsNoRegistration() throws {
        let authenticator = SoftAuthenticator()
        for _ in 0..<3_000 {
            let answer = try RegistrationAnswer(
                id: authenticator.id, clientDataJSON: authenticator.client("webauthn.create"),
                attestationObject: random.bytes(random.number(below: 400)), transports: [])
            #expect(throws: PasskeyError.self) {
                try party.verifyRegistration(answer, challenge: authenticator.challenge)
            }
        }
    }

    @Test func noiseIsNoPublicKey() throws {
        let authenticator = SoftAuthenticator()
        let honest = authenticator.data(attested: authenticator.attested)
        for _ in 0..<3_000 {
            let noise = random.bytes(random.number(below: 120))
            let data = honest.prefix(37 + 18 + authenticator.id.count) + noise
            let answer = try RegistrationAnswer(
                id: authenticator.id, clientDataJSON: authenticator.client("webauthn.create"),
                attestationObject: authenticator.attestation(Array(data), CBOR.map([])),
                transports: [])
            #expect(throws: PasskeyError.self) {
                try party.verifyRegistration(answer, challenge: authenticator.challenge)
            }
        }
    }

    /// A changed statement or key never passes: the statement is over all of it.
    @Test(arguments: [RecordedPasskey.pythonEdDSA, .pythonCertified])
    func changedRegistrationsAreRefused(_ recorded: RecordedPasskey) throws {
        let honest = try recorded.registration()
        let party = try recorded.party()
        let challenge = try recorded.question()
        let made = try party.verifyRegistration(honest, challenge: challenge)
        for _ in 0..<3_000 {
            let answer = try RegistrationAnswer(
                id: honest.id, clientDataJSON: honest.clientDataJSON,
                attestationObject: changed(honest.attestationObject),
                transports: honest.transports)
            // Parts of a certificate are not under the key's signature; what counts is.
            let accepted = try? party.verifyRegistration(answer, challenge: challenge)
            #expect(accepted == nil || accepted == made)
        }
    }

    @Test(arguments: RecordedPasskey.all)
    func changedSignInsAreRefused(_ recorded: RecordedPasskey) throws {
        let party = try recorded.party()
        let challenge = try recorded.question()
        let made = try party.verifyRegistration(recorded.registration(), challenge: challenge)
        let honest = try recorded.assertion()
        for round in 0..<900 {
            let part = round % 3
            let answer = try AssertionAnswer(
                id: honest.id,
                clientDataJSON: part == 0
                    ? changed(honest.clientDataJSON) : honest.clientDataJSON,
                authenticatorData: part == 1
                    ? changed(honest.authenticatorData) : honest.authenticatorData,
                signature: part == 2 ? changed(honest.signature) : honest.signature,
                userHandle: honest.userHandle)
            guard answer != honest else { continue }
            #expect(throws: PasskeyError.self) {
                try party.verifyAssertion(
                    answer, of: made, owner: honest.userHandle ?? [], challenge: challenge)
            }
        }
    }
}
