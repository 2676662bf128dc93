import Kernel
import Testing

@testable import Passkeys

/// The texts of forms.
@Suite struct FieldTests {
    @Test func base64URLIsReadBack() throws {
        let random = RandomSource.seeded(7)
        for length in 0..<100 {
            let bytes = random.bytes(length)
            #expect(try Base64URL.read(Base64URL.encode(bytes), most: length) == bytes)
        }
        #expect(Base64URL.encode([0xFB, 0xFF, 0xFE]) == "-__-")
        #expect(Base64URL.encode([0xFF]) == "_w")
    }

    @Test(arguments: ["A", "AA=", "AA==", "A+AA", "A/AA", "AA A", "AAAA\n", "AB", "AAB", "ÄAAA"])
    func otherTextsAreNoBase64URL(_ text: String) {
        #expect(throws: PasskeyError.malformedText) { try Base64URL.read(text, most: 64) }
    }

    @Test func limitsAreExact() throws {
        for limit in 1...9 {
            let most = Base64URL.encode(Array(repeating: 0, count: limit))
            let more = Base64URL.encode(Array(repeating: 0, count: limit + 1))
            #expect(try Base64URL.read(most, most: limit).count == limit)
            #expect(throws: PasskeyError.tooLarge) { try Base64URL.read(more, most: limit) }
        }
    }

    @Test func challengesAreReadBackAndDiffer() {
        let challenge = PasskeyChallenge()
        #expect(challenge.bytes.count == 32)
        #expect(PasskeyChallenge(text: challenge.text) == challenge)
        #expect(PasskeyChallenge() != challenge)
        for text in ["", "AAAA", challenge.text + "A", challenge.text + "=", "?"] {
            #expect(PasskeyChallenge(text: text) == nil)
        }
    }

    @Test func transportsAreReadBack() throws {
        #expect(try PasskeyTransport.list("nfc,usb,later,usb,") == [.usb, .nfc])
        #expect(try PasskeyTransport.list("") == [])
        #expect(PasskeyTransport.text([.usb, .smartCard]) == "usb,smart-card")
        let long = String(repeating: "usb,", count: 65)
        #expect(throws: PasskeyError.tooLarge) { try PasskeyTransport.list(long) }
    }

    @Test func emptyFieldsAreRefusedLater() throws {
        let empty = try RegistrationAnswer(id: "", client: "", attestation: "", transports: "")
        #expect(throws: PasskeyError.malformedClientData) {
            try SoftAuthenticator.party.verifyRegistration(empty, challenge: PasskeyChallenge())
        }
        let silent = try AssertionAnswer(id: "", client: "", auth: "", signature: "", user: "")
        #expect(silent.userHandle == nil)
    }
}
