import Crypto
import Kernel
import Signatures
import Testing

@Suite("Signing letters")
struct SigningTests {
    @Test("a signed letter is valid, says by whom and covers the whole file")
    func valid() async throws {
        let house = try await SigningHouse.make()
        let signed = try house.signed()
        #expect(signed.starts(with: house.letter))
        let report = house.verify(signed)
        #expect(report.verdict == .valid)
        let only = try #require(report.signatures.first)
        #expect(only.problem == nil)
        #expect(only.signer == "Siti Rahayu")
        #expect(only.title == "Kepala Dinas")
        #expect(only.position == "Plt. Kepala Dinas Perizinan")
        #expect(only.serial == "9107")
        #expect(only.time == SigningHouse.now)
        #expect(only.level == .b)
        #expect(only.coversWholeFile && only.coveredBytes == signed.count)
        #expect(only.revision == 2)
    }

    @Test("RSA keys sign as well")
    func rsa() async throws {
        let house = try await SigningHouse.make()
        let seal = try house.authority.seal(
            CertificateName("Cap Kota", organization: "Kota Contoh"), key: try .rsa(), .seal,
            from: SigningHouse.instant(2026, 2, 1), serial: [77])
        let report = house.verify(try house.signed(by: seal))
        #expect(report.verdict == .valid)
        #expect(report.signatures.first?.signer == "Cap Kota")
    }

    @Test("a second head signs in the prepared field and the first signature stays valid")
    func second() async throws {
        let house = try await SigningHouse.make()
        let place = SignaturePlace(page: 1, left: 60, bottom: 60, width: 180, height: 60)
        let first = try house.signed(later: [PreparedField("Tanda Tangan 2", place: place)])
        #expect(house.verify(first).verdict == .valid)
        let both = try SigningHouse.sign(
            first, house.request("Tanda Tangan 2"), by: house.second)
        let report = house.verify(both)
        #expect(report.verdict == .valid)
        #expect(report.signatures.map(\.signer) == ["Siti Rahayu", "Budi Santoso"])
        #expect(report.signatures.map(\.coversWholeFile) == [false, true])
        #expect(report.signatures.first?.later == [.furtherSignature])
        // Nobody signs a field twice, and nothing that is seen comes to a certified letter.
        #expect(throws: SigningError.noField("Tanda Tangan 2")) {
            try SigningHouse.sign(both, house.request("Tanda Tangan 2"), by: house.second)
        }
        var seen = house.request("Baru")
        seen.place = place
        #expect(throws: SigningError.noField("Baru")) {
            try SigningHouse.sign(first, seen, by: house.second)
        }
        let unseen = try SigningHouse.sign(both, house.request("Baru"), by: house.second)
        #expect(house.verify(unseen).verdict == .valid)
    }

    @Test("a key file opens with its passphrase only, and holds the chain")
    func keyFile() async throws {
        let house = try await SigningHouse.make()
        let file = try house.head.pkcs12(name: "Siti", passphrase: "benar", rounds: 2048)
        let opened = try SealKey(pkcs12: file, passphrase: "benar")
        #expect(opened.certificates == house.head.certificates)
        let signed = try house.signed(by: opened)
        #expect(house.verify(signed).verdict == .valid)
        #expect(throws: SigningError.wrongPassphrase) {
            try SealKey(pkcs12: file, passphrase: "salah")
        }
        #expect(throws: SigningError.badKeyFile) {
            try SealKey(pkcs12: Array(file.dropLast(40)), passphrase: "benar")
        }
    }

    @Test("the signature of another key is refused before anything is written")
    func otherKey() async throws {
        let house = try await SigningHouse.make()
        let prepared = try PreparedSignature(
            house.letter, house.request(), certificates: house.head.certificates)
        let foreign = try house.second.signature(of: prepared.toBeSigned)
        #expect(throws: SigningError.badKey) { try prepared.finish(foreign) }
    }

    @Test("the service of BSrE is asked in its own way, and believed only with a signed letter")
    func service() async throws {
        let house = try await SigningHouse.make()
        let signer = BSrESigner(nik: "3271000000000001", passphrase: "rahasia") { call in
            let parts = Dictionary(uniqueKeysWithValues: call.parts.map { ($0.name, $0.bytes) })
            guard call.method == "POST", call.path == "api/sign/pdf",
                parts["nik"] == Array("3271000000000001".utf8),
                parts["passphrase"] == Array("rahasia".utf8),
                parts["tampilan"] == Array("invisible".utf8), let file = parts["file"]
            else { return .init(status: 400, bytes: Array(#"{"error":"salah"}"#.utf8)) }
            return .init(
                status: 200,
                bytes: try SigningHouse.sign(file, house.request(), by: house.head))
        }
        let signed = try await signer.sign(house.letter, house.request())
        #expect(house.verify(signed).verdict == .valid)
        let lazy = BSrESigner(nik: "1", passphrase: "2") { call in
            .init(status: 200, bytes: call.parts[0].bytes)
        }
        await #expect(throws: SigningError.badAnswer) {
            try await lazy.sign(house.letter, house.request())
        }
        let refusing = BSrESigner(nik: "1", passphrase: "2") { _ in
            .init(status: 400, bytes: Array(#"{"error":"Passphrase salah"}"#.utf8))
        }
        await #expect(throws: SigningError.signerRefused("Passphrase salah")) {
            try await refusing.sign(house.letter, house.request())
        }
    }

    @Test("forty letters are signed and verified")
    func forty() async throws {
        let house = try await SigningHouse.make()
        let clock = ContinuousClock()
        let taken = try clock.measure {
            for _ in 0..<40 {
                let signed = try house.signed()
                #expect(house.verify(signed).verdict == .valid)
            }
        }
        print("forty letters: \(taken), \(house.letter.count) bytes each")
    }
}
