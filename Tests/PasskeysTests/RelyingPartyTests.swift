import Kernel
import Passkeys
import Testing

@Suite struct RelyingPartyTests {
    @Test(arguments: [
        ("https://layanan.example.go.id", "layanan.example.go.id", "https://layanan.example.go.id"),
        ("https://Kota.go.id/", "kota.go.id", "https://kota.go.id"),
        ("https://kota.go.id:443", "kota.go.id", "https://kota.go.id"),
        ("https://kota.go.id:8443", "kota.go.id", "https://kota.go.id:8443"),
        ("http://localhost:8080", "localhost", "http://localhost:8080"),
        ("http://kota.localhost", "kota.localhost", "http://kota.localhost"),
        ("https://xn--kta-sna.id", "xn--kta-sna.id", "https://xn--kta-sna.id"),
    ])
    func anAddressGivesIDAndOrigin(_ address: String, _ id: String, _ origin: String) throws {
        let party = try RelyingParty(address: address, name: "Kota")
        #expect(party.id == id)
        #expect(party.origins == [origin])
    }

    @Test(arguments: [
        ("http://kota.go.id", RelyingParty.Fault.insecure),
        ("http://localhost.go.id", .insecure),
        ("http://127.0.0.1:8080", .numericHost), ("https://10.0.0.1", .numericHost),
        ("https://[::1]:8080", .numericHost), ("https://kota.1", .numericHost),
        ("kota.go.id", .malformedAddress), ("ftp://kota.go.id", .malformedAddress),
        ("https://", .malformedAddress), ("https://kota.go.id/x", .malformedAddress),
        ("https://a@kota.go.id", .malformedAddress), ("https://kota..id", .malformedAddress),
        ("https://kota.go.id.", .malformedAddress), ("https://köta.id", .malformedAddress),
        ("https://kota.go.id:", .malformedAddress), ("https://kota.go.id:0", .malformedAddress),
        ("https://kota.go.id:+1", .malformedAddress), ("https://a:1:2", .malformedAddress),
        ("https://kota.go.id:65536", .malformedAddress),
    ])
    func addressesWithoutPasskeys(_ address: String, _ fault: RelyingParty.Fault) {
        #expect(throws: fault) { try RelyingParty(address: address, name: "Kota") }
    }

    @Test func severalOriginsMayShareTheID() throws {
        let party = RelyingParty(
            id: "layanan.example.go.id",
            origins: ["https://layanan.example.go.id", "https://a.layanan.example.go.id"],
            name: "Uji")
        let authenticator = SoftAuthenticator(origin: "https://a.layanan.example.go.id")
        _ = try party.verifyRegistration(
            authenticator.register(), challenge: authenticator.challenge)
    }

    @Test func theQuestionForANewPasskey() throws {
        let user = try #require(PasskeyUser(handle: [1, 2, 3], displayName: "Sari"))
        let challenge = PasskeyChallenge(.seeded(1))
        let known = PasskeyName(id: [255, 254], transports: [.usb, .smartCard])
        let options = SoftAuthenticator.party.creationOptions(
            for: user, challenge: challenge, excluding: [known], residence: .required,
            seconds: 60)
        #expect(
            options.text == """
                {"attestation":"none","authenticatorSelection":{"requireResidentKey":true,\
                "residentKey":"required","userVerification":"required"},\
                "challenge":"\(challenge.text)","excludeCredentials":[{"id":"__4",\
                "transports":["usb","smart-card"],"type":"public-key"}],\
                "pubKeyCredParams":[{"alg":-7,"type":"public-key"},\
                {"alg":-8,"type":"public-key"},{"alg":-257,"type":"public-key"}],\
                "rp":{"id":"layanan.example.go.id","name":"Uji"},"timeout":60000,\
                "user":{"displayName":"Sari","id":"AQID","name":"Sari"}}
                """)
    }

    @Test func theQuestionForASignIn() throws {
        let challenge = PasskeyChallenge(.seeded(1))
        let options = SoftAuthenticator.party.requestOptions(
            challenge: challenge, allowing: [PasskeyName(id: [1], transports: [])])
        #expect(
            options.text == """
                {"allowCredentials":[{"id":"AQ","type":"public-key"}],\
                "challenge":"\(challenge.text)","rpId":"layanan.example.go.id",\
                "timeout":300000,"userVerification":"required"}
                """)
    }

    @Test func handlesHaveOneToSixtyFourBytes() {
        #expect(PasskeyUser(handle: [], displayName: "") == nil)
        #expect(PasskeyUser(handle: Array(repeating: 1, count: 65), displayName: "") == nil)
        #expect(PasskeyUser(handle: Array(repeating: 1, count: 64), displayName: "") != nil)
    }
}
