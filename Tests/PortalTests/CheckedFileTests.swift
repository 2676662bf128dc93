import TestKit
import Testing

/// The page that checks a dropped file, without an account.
@Suite("Checking a letter's file")
struct CheckedFileTests {
    /// The form of codes goes to the same address and has no token: that of the other form.
    private func token(_ browser: TestBrowser) async throws -> (name: String, value: String) {
        let parts = await browser.text.split(separator: "name=\"_tanda\" value=\"")
        let value = try #require(parts.dropFirst().first).prefix { $0 != "\"" }
        return ("_tanda", String(value))
    }

    @Test("a file is judged in words and not kept", arguments: TestEngine.available)
    func dropped(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let browser = try TestBrowser(city)
            await browser.open("/verifikasi")
            #expect(await browser.text.contains("name=\"berkas\""))
            try await browser.send(
                [try await token(browser)], to: "/verifikasi",
                files: [("berkas", "surat.pdf", Array("bukan apa-apa".utf8))])
            #expect(await browser.text.contains("Ini bukan berkas PDF."))
            #expect(await browser.text.contains("Berkas tadi tidak disimpan."))
            await browser.open("/verifikasi")
            try await browser.send(
                [try await token(browser)], to: "/verifikasi",
                files: [("berkas", "surat.pdf", Array("%PDF-1.7\n1 0 obj\n".utf8))])
            #expect(await browser.text.contains("Berkas ini tidak utuh"))
            let text = await browser.text
            #expect(!text.contains("⟦"))
        }
    }

    @Test("without a file the page asks for one", arguments: TestEngine.available)
    func missing(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let browser = try TestBrowser(city)
            await browser.open("/verifikasi")
            try await browser.send([try await token(browser)], to: "/verifikasi")
            #expect(await browser.status == 422)
            #expect(await browser.text.contains("Pilih dahulu berkas PDF"))
        }
    }
}
