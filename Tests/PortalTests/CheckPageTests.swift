import Cases
import City
import Contracts
import Crypto
import Forms
import Foundation
import Kernel
import Ledger
import Signatures
import Store
import TestKit
import Testing
import TransparencyLog
import Web

/// What letters and receipts say of themselves, and the page that checks it.
@Suite("Checking the code of a letter and a receipt")
struct CheckPageTests {
    /// Reads the printed code as a telephone does, at 200 dots an inch.
    private static func code(_ pdf: [UInt8]) throws -> String {
        let folder = FileManager.default.temporaryDirectory.path + "/kode-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data(pdf).write(to: URL(fileURLWithPath: folder + "/surat.pdf"))
        _ = try OutsideProgram.run(
            "/usr/bin/pdftoppm", ["-png", "-r", "200", folder + "/surat.pdf", folder + "/surat"])
        let pages = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".png") }.map { folder + "/" + $0 }
        return try OutsideProgram.run("/usr/bin/zbarimg", ["-q", "--raw"] + pages).output
            .split(whereSeparator: \.isWhitespace).map { String($0) }
            .first { $0.contains("/verifikasi/") } ?? ""
    }

    private static func has(_ programs: String...) -> Bool {
        programs.allSatisfy { FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)") }
    }

    private static func check(_ code: String, _ browser: TestBrowser) async throws -> String {
        await browser.open("/verifikasi/luring")
        try await browser.send([("kode", code)], to: "/verifikasi/luring")
        return await browser.text
    }

    @Test(
        "the printed code proves the paper with the city's key alone",
        .enabled(if: CheckPageTests.has("pdftoppm", "zbarimg")))
    func printed() async throws {
        try await TestCity.run(seal: .demo) { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .handover)
            let pdf = try #require(try await city.issuedLetter(of: id))
            let code = try Self.code(pdf)
            #expect(code.hasPrefix("https://uji.example/verifikasi/"), "\(code)")
            let browser = try TestBrowser(city)
            await browser.open("/verifikasi/kunci.pem")
            let trust = try Trust(pem: await browser.text)
            #expect(trust.statementKeys == city.house.settings.trust.current.statementKeys)
            #expect(trust.roots == city.house.settings.trust.current.roots)
            let bytes = try #require(PrintedStatement.statement(inCode: code))
            let said = try PrintedStatement(bytes, keys: trust.statementKeys, zone: .wib)
            let data = try #require(LetterData.bytes(in: pdf))
            #expect(said.facts.dataHash == Array(SHA256.hash(data: data)))
            let record = try await city.standing(id).record
            let file = try await city.house.cases.file(record.number, for: city.citizens[0])
            #expect(said.facts.holder == file.answers.text("nama_lengkap"))
            #expect(said.facts.number == file.letter?.number)

            var text = try await Self.check(code, browser)
            #expect(text.contains("Surat ini sah menurut kunci kota"))
            #expect(text.contains(said.facts.number) && text.contains(said.facts.holder))
            // The last sign but one is in the signature.
            var forged = Array(code)
            forged[forged.count - 2] = forged[forged.count - 2] == "A" ? "B" : "A"
            text = try await Self.check(String(forged), browser)
            #expect(text.contains("Diubah atau dipalsukan"))
            #expect(!text.contains(said.facts.holder + "</dd>"))
            text = try await Self.check("bukan kode", browser)
            #expect(text.contains("Tidak ada pernyataan kota di dalamnya"))
            let other = try PrintedStatement.sign(said.facts, by: SigningKey(), zone: .wib)
            text = try await Self.check(
                PrintedStatement.code("https://uji.example/verifikasi/X", other), browser)
            #expect(text.contains("Bukan ditandatangani kota ini"))
            city.wait(days: 800)
            text = try await Self.check(code, browser)
            #expect(text.contains("masa berlakunya sudah habis"))
        }
    }

    @Test("a receipt holds, also inside its PDF, and one flipped bit is told plainly")
    func receipt() async throws {
        try await TestCity.run { city in
            let id = try await city.submitted()
            let number = try await city.standing(id).record.number.text
            let citizen = try await TestBrowser.citizen(0, of: city)
            let path = "/berkas/\(number)/tanda-terima.pdf"
            await citizen.open(path)
            let before = try #require(await citizen.answer).bytes
            #expect(LetterData.bytes(in: before, named: LetterData.receipt) == nil)
            try await city.house.readOnce()
            await citizen.open(path)
            let pdf = try #require(await citizen.answer).bytes
            let proof = try #require(LetterData.bytes(in: pdf, named: LetterData.receipt))
            try LogReceipt(reading: proof).check(
                trusting: try await city.house.ledgerLog.verifierKey())

            let visitor = try TestBrowser(city)
            func said(_ file: [UInt8], _ name: String) async throws -> String {
                await visitor.open("/verifikasi/luring")
                try await visitor.send(
                    to: "/verifikasi/luring", files: [("tanda", name, file)])
                return await visitor.text
            }
            let inside = try await said(pdf, "tanda-terima.pdf")
            #expect(inside.contains("data-outcome=\"bukti-recorded\""))
            let whole = try await said(proof, "bukti.json")
            #expect(whole.contains("data-outcome=\"bukti-recorded\""))
            #expect(whole.contains("Tercatat dan tidak berubah"))
            let wrong = ["unreadable", "otherKey", "unsigned", "notRecorded"].map {
                "data-answer=\"bukti\" class=\"check-answer\" role=\"status\" "
                    + "data-outcome=\"bukti-\($0)\""
            }
            for place in stride(from: 0, to: proof.count, by: 37) {
                var flipped = proof
                flipped[place] ^= 1
                let text = try await said(flipped, "bukti.json")
                #expect(wrong.contains { text.contains($0) }, "\(place)")
            }
        }
    }

    @Test("a letter that a witness saw before its key was revoked stays valid")
    func witnessed() async throws {
        let signer = try #require(
            NoteSigner(
                name: "saksi.example", kind: .cosignature,
                secret: Curve25519.Signing.PrivateKey()))
        try await TestCity.run(seal: .demo) { city in
            try await city.republish(
                "city.yaml", "zone: WIB",
                with: """
                    zone: WIB
                    witnesses:
                      - name: Universitas Uji
                        address: https://saksi.example
                        vkey: "\(signer.key.text)"
                    """)
            let id = try await city.submitted()
            try await city.bring(id, to: .handover)
            try await city.house.readOnce()
            let pdf = try #require(try await city.issuedLetter(of: id))
            let folder = city.house.settings.dataDirectory + "/seal"
            let passphrase = try String(contentsOfFile: folder + ".passphrase", encoding: .utf8)
            let seal = try SealKey(
                pkcs12: Array(
                    try Data(contentsOf: URL(fileURLWithPath: folder + "/seal.p12"))),
                passphrase: passphrase)
            let seen = city.clock.now
            city.wait(days: 2)
            try KeyFolder(path: folder, passphrase: passphrase, world: city.house.world)
                .revoke(serial: seal.certificates[0].serialText, reason: 1)
            try await city.withTwin { twin in
                let browser = try TestBrowser(twin)
                func verdict(_ file: [UInt8]) async throws -> String {
                    await browser.open("/verifikasi")
                    let parts = await browser.text.split(separator: "name=\"_tanda\" value=\"")
                    let token = try #require(parts.dropFirst().first).prefix { $0 != "\"" }
                    try await browser.send(
                        [("_tanda", String(token))], to: "/verifikasi",
                        files: [("berkas", "surat.pdf", file)])
                    return await browser.text
                }
                let unproven = "tidak dapat dibuktikan bahwa surat ditandatangani sebelumnya"
                var text = try await verdict(pdf)
                #expect(text.contains(unproven))
                let log = twin.house.ledgerLog
                let read = try await twin.house.store.read("test.checkpoint") { reader in
                    try log.checkpoint(in: reader)
                }
                let checkpoint = try #require(read)
                let late = try signer.cosign(
                    checkpoint.note.text, at: city.clock.now.milliseconds / 1_000)
                let isLateKept = try await log.keep(late, of: signer.key, on: checkpoint)
                #expect(isLateKept)
                text = try await verdict(pdf)
                #expect(text.contains("Sertifikat sudah dicabut"))
                let early = try signer.cosign(
                    checkpoint.note.text, at: seen.milliseconds / 1_000)
                let isKept = try await log.keep(early, of: signer.key, on: checkpoint)
                #expect(isKept)
                text = try await verdict(pdf)
                #expect(text.contains("Sah: ditandatangani oleh"))
                // Other bytes were not issued: a space behind the end does not break a signature.
                text = try await verdict(pdf + [0x0A])
                #expect(!text.contains("Sah: ditandatangani"))
            }
        }
    }
}
