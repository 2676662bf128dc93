import Cases
import City
import Contracts
import Kernel
import People
import Signatures
import Store
import TestKit
import Testing

@Suite("Officials register a key and sign with it")
struct OfficialKeyTests {
    private static let page = "/meja/tanda-tangan"
    private static let passphrase = "kuda benar baterai staples"

    /// A PKCS#12 file of an officer, by the demo's own authority or by a stranger's.
    private static func file(
        _ city: TestCity, _ name: String, isStranger: Bool = false
    ) async throws -> [UInt8] {
        let folder = city.house.settings.dataDirectory + (isStranger ? "/stranger" : "/seal")
        var secret = "rahasia"
        if !isStranger {
            let text = try await FileTree.read(folder + ".passphrase", limit: 256)
            secret = String(decoding: text, as: UTF8.self)
        }
        let keys = KeyFolder(path: folder, passphrase: secret, world: city.house.world)
        if isStranger { try keys.make(city: "Kota Lain") }
        _ = try keys.issue(
            id: "pejabat", name: CertificateName(name, organization: "Kota Contoh"), .officer)
        let locked = try await FileTree.read(folder + "/pejabat.p12", limit: 1 << 20)
        return try SealKey(pkcs12: locked, passphrase: secret)
            .pkcs12(name: "pejabat", passphrase: passphrase, rounds: 1_000)
    }

    private static func register(
        _ browser: TestBrowser, _ file: [UInt8], _ passphrase: String
    ) async throws {
        await browser.open(page)
        try await browser.send(
            [("frasa", passphrase)], to: page, files: [("berkas", "kunci.p12", file)])
    }

    /// The head of permits with a key of their own, and a letter that waits for them.
    private static func deciding(
        _ city: TestCity
    ) async throws -> (browser: TestBrowser, file: [UInt8], id: CaseID) {
        let head = try await city.officer("dpmptsp-kepala")
        let file = try await file(city, head.name)
        let browser = try await TestBrowser.officer("dpmptsp-kepala", of: city)
        try await register(browser, file, passphrase)
        let id = try await city.submitted()
        try await city.bring(id, to: .decide)
        return (browser, file, id)
    }

    @Test(
        "from the file to a letter with the official's signature and the city's seal",
        arguments: TestEngine.available)
    func whole(engine: TestEngine) async throws {
        try await TestCity.run(on: engine, seal: .demo) { city in
            let head = try await city.officer("dpmptsp-kepala")
            let file = try await Self.file(city, head.name)
            let browser = try await TestBrowser.officer("dpmptsp-kepala", of: city)
            try await Self.register(browser, file, "salah")
            #expect(await browser.status == 422)
            #expect(await browser.text.contains("Frasa sandi tidak cocok"))
            try await Self.register(browser, file, Self.passphrase)
            #expect(await browser.status == 200)
            #expect(await browser.text.contains("terdaftar"))
            #expect(await browser.text.contains(head.name))
            let id = try await city.submitted()
            try await city.bring(id, to: .decide)
            let number = try await city.standing(id).record.number.text
            let sheet = "/meja/berkas/\(number)"
            let sign = sheet + "/tanda-tangan"
            for (passphrase, problem) in [
                ("", "Isi frasa sandi"), ("salah", "tidak cocok dengan kunci Anda"),
            ] {
                await browser.open(sheet)
                #expect(await browser.text.contains("Frasa sandi tanda tangan elektronik Anda"))
                try await browser.send(
                    [("sudah_baca", "ya"), ("frasa", passphrase)], to: sign)
                #expect(await browser.text.contains(problem), "\(problem)")
                // No page repeats it.
                #expect(await !browser.text.contains("salah\""))
                #expect(try await city.issuedLetter(of: id) == nil)
            }
            await browser.open(sheet)
            try await browser.send(
                [("sudah_baca", "ya"), ("frasa", Self.passphrase)], to: sign)
            #expect(await browser.status == 200)
            let signed = try #require(try await city.issuedLetter(of: id))
            let report = PDFVerifier(
                trust: city.house.settings.trust.current, now: city.clock.now.adding(hours: 1)
            ).verify(signed)
            #expect(report.verdict == .valid, "\(report)")
            #expect(report.signatures.count == 2)
            #expect(report.signatures.first?.signer == head.name, "\(report.signatures)")
            #expect(LetterData.bytes(in: signed) != nil)
        }
    }

    @Test("a key of nobody whom the city trusts is not taken; words about it name its owner")
    func stranger() async throws {
        try await TestCity.run(seal: .demo) { city in
            let file = try await Self.file(city, "Orang Asing", isStranger: true)
            let browser = try await TestBrowser.officer("dpmptsp-kepala", of: city)
            try await Self.register(browser, file, Self.passphrase)
            #expect(await browser.status == 422)
            #expect(await browser.text.contains("Sertifikat atas nama Orang Asing"))
            #expect(await browser.text.contains("belum mendaftarkan"))
        }
    }

    @Test("a key in somebody else's name is not taken")
    func otherName() async throws {
        try await TestCity.run(seal: .demo) { city in
            let file = try await Self.file(city, "Zulkifli Tanjung")
            let browser = try await TestBrowser.officer("dpmptsp-kepala", of: city)
            try await Self.register(browser, file, Self.passphrase)
            #expect(await browser.status == 422)
            #expect(await browser.text.contains("atas nama Zulkifli Tanjung"))
        }
    }

    @Test("a key that is revoked meanwhile signs nothing more, without a restart")
    func revoked() async throws {
        try await TestCity.run(seal: .demo) { city in
            let (_, file, id) = try await Self.deciding(city)
            let key = try SealKey(pkcs12: file, passphrase: Self.passphrase)
            city.wait(hours: 1)
            let folder = city.house.settings.dataDirectory + "/seal"
            let secret = try await FileTree.read(folder + ".passphrase", limit: 256)
            try KeyFolder(
                path: folder, passphrase: String(decoding: secret, as: UTF8.self),
                world: city.house.world
            ).revoke(serial: try #require(key.certificates.first).serialText, reason: 1)
            let book = city.house.settings.trust
            let path = try #require(book.path)
            let pem = String(
                decoding: try await FileTree.read(path, limit: 1 << 20), as: UTF8.self)
            // Half of a file, or none of ours, changes nothing.
            #expect(book.take(String(pem.prefix(200))) == .unusable)
            #expect(book.take("") == .unusable)
            #expect(book.current.verdict(on: key, at: city.clock.now) == .valid)
            #expect(book.take(pem) == .new)
            #expect(book.take(pem) == .same)
            let act = try await city.act(id, "dpmptsp-kepala")
            let refusal = await #expect(throws: Refusal.self) {
                try await city.house.cases.decide(act, .sign, passphrase: Self.passphrase)
            }
            #expect(refusal?.problems.first?.key == "case.letter.key_ended")
        }
    }

    @Test("the page of health asks for a new list of revoked keys a week before it ends")
    func lists() async throws {
        try await TestCity.run(seal: .demo) { city in
            let browser = try await TestBrowser.officer("diskominfo-admin", of: city)
            let asked = "Daftar kunci yang dicabut segera berakhir"
            await browser.open("/meja/kelola")
            #expect(await !browser.text.contains(asked))
            await browser.open("/meja/kelola/kesehatan")
            #expect(await browser.text.contains("Daftar kunci yang dicabut berlaku sampai"))
            city.wait(days: 25)
            // The session has ended by then.
            let later = try await TestBrowser.officer("diskominfo-admin", of: city)
            await later.open("/meja/kelola")
            #expect(await later.text.contains(asked))
        }
    }

    @Test("wrong passphrases are counted, and a key that ended signs nothing")
    func ended() async throws {
        try await TestCity.run(seal: .demo) { city in
            let (browser, _, id) = try await Self.deciding(city)
            let cases = city.house.cases
            let act = try await city.act(id, "dpmptsp-kepala")
            var keys: [String] = []
            for _ in 0..<8 {
                do {
                    try await cases.decide(act, .sign, passphrase: "salah")
                } catch let refusal as Refusal {
                    keys.append(refusal.problems.first?.key ?? "")
                }
            }
            #expect(keys.first == "case.letter.wrong_passphrase")
            #expect(keys.last == "people.official-key.too-often")
            city.wait(hours: 1)
            await browser.open(Self.page)
            try await browser.send(to: Self.page + "/akhir")
            #expect(await browser.text.contains("Kunci tidak dipakai lagi"))
            try await cases.decide(act, .sign)
            let signed = try #require(try await city.issuedLetter(of: id))
            let report = PDFVerifier(trust: city.house.settings.trust.current, now: city.clock.now)
                .verify(signed)
            #expect(report.signatures.count == 1)
        }
    }
}
