import Kernel
import Testing

@testable import Web

@Suite("Forms")
struct FormTests {
    typealias Field = (name: String, value: String)

    private func send(
        _ site: Fixture, _ values: [Field], headers: [Field] = []
    ) async throws -> TestReply {
        let (token, cookie) = try await site.token()
        return await site.shell.respond(
            to: .form(
                "/catatan", [("_tanda", token)] + values, headers: [("Cookie", cookie)] + headers))
    }

    @Test("A form with its token goes through; tokens differ in every response")
    func accepted() async throws {
        let site = try Fixture()
        let reply = try await send(site, [("judul", "Halo")])
        #expect(reply.status == 303)
        #expect(reply.header("location") == "/catatan")
        #expect(try await site.token().token != site.token().token)
    }

    @Test("Without token, cookie or the right origin nothing is done and nothing typed is lost")
    func forged() async throws {
        let site = try Fixture()
        let bare = await site.shell.respond(to: .form("/catatan", [("judul", "Tulisan saya")]))
        #expect(bare.status == 403)
        #expect(bare.text.contains("value=\"Tulisan saya\""))
        let (token, _) = try await site.token()
        let other = await site.shell.respond(
            to: .form(
                "/catatan", [("_tanda", token), ("judul", "x")], headers: [("Cookie", "tamu=abc")]))
        #expect(other.status == 403)
        let cross = try await send(
            site, [("judul", "x")], headers: [("Sec-Fetch-Site", "cross-site")])
        #expect(cross.status == 403)
        let origin = try await send(
            site, [("judul", "x")], headers: [("Origin", "https://evil.example")])
        #expect(origin.status == 403)
        let own = try await send(site, [("judul", "x")], headers: [("Origin", "http://localhost")])
        #expect(own.status == 303)
    }

    @Test("A refused form is shown again with everything kept and the mistakes linked")
    func kept() async throws {
        let site = try Fixture()
        let reply = try await send(
            site, [("judul", "Terlalu panjang untuk ini"), ("isi", "a\r\n<b>")])
        #expect(reply.status == 422)
        #expect(reply.text.contains("value=\"Terlalu panjang untuk ini\""))
        #expect(reply.text.contains("a\n&lt;b&gt;</textarea>"))
        #expect(reply.text.contains("<a href=\"#f-judul\">Judul: Terlalu panjang"))
        #expect(reply.text.contains("aria-invalid=\"true\""))
    }

    @Test("Too large a body is 413, another kind of content 415, broken text 400")
    func bodies() async throws {
        let site = try Fixture()
        let large = TestRequest(
            "POST", "/catatan", headers: [("Content-Type", "application/x-www-form-urlencoded")],
            body: [[UInt8]](repeating: [UInt8](repeating: 97, count: 100_000), count: 4))
        #expect(await site.shell.respond(to: large).status == 413)
        let declared = TestRequest(
            "POST", "/catatan",
            headers: [
                ("Content-Type", "multipart/form-data; boundary=x"),
                ("Content-Length", "99999999999"),
            ])
        #expect(await site.shell.respond(to: declared).status == 413)
        let json = TestRequest(
            "POST", "/catatan", headers: [("Content-Type", "application/json")], body: [[123, 125]])
        #expect(await site.shell.respond(to: json).status == 415)
        let broken = TestRequest(
            "POST", "/catatan", headers: [("Content-Type", "application/x-www-form-urlencoded")],
            body: [Array("judul=%ff".utf8)])
        #expect(await site.shell.respond(to: broken).status == 400)
    }

    private func multipart(
        _ site: Fixture, file: [UInt8], name: String = "a.pdf", piece: Int
    ) async throws -> TestReply {
        let (token, cookie) = try await site.token()
        func part(_ head: String, _ bytes: [UInt8]) -> [UInt8] {
            Array("--bBb\r\nContent-Disposition: form-data; \(head)\r\n\r\n".utf8) + bytes + [
                13, 10,
            ]
        }
        let body =
            part("name=\"_tanda\"", Array(token.utf8)) + part("name=\"judul\"", Array("Halo".utf8))
            + part("name=\"isi\"", []) + part("name=\"foto\"; filename=\"\(name)\"", file)
            + Array("--bBb--\r\n".utf8)
        let pieces = stride(from: 0, to: body.count, by: piece).map {
            Array(body[$0..<min($0 + piece, body.count)])
        }
        return await site.shell.respond(
            to: TestRequest(
                "POST", "/catatan",
                headers: [
                    ("Content-Type", "multipart/form-data; boundary=bBb"), ("Cookie", cookie),
                ],
                body: pieces))
    }

    @Test("A file comes whole in pieces of any size", arguments: [1, 7, 64, 10_000])
    func files(_ piece: Int) async throws {
        let site = try Fixture()
        let file = Array("%PDF-1.7\r\n--bB not yet\r\n--".utf8)
        let reply = try await multipart(site, file: file, piece: piece)
        #expect(reply.status == 303)
        #expect(reply.header("x-file") == "a.pdf")
        #expect(site.shell.budget.inUse == 0)
    }

    @Test("A file too large, of another kind or empty is refused at its field, the text kept")
    func badFiles() async throws {
        let site = try Fixture()
        for file in [
            Array("%PDF-".utf8) + [UInt8](repeating: 1, count: 2_000), Array("<html>".utf8), [],
        ] {
            let reply = try await multipart(site, file: file, piece: 512)
            #expect(reply.status == 422)
            #expect(reply.text.contains("href=\"#f-foto\""))
            #expect(reply.text.contains("value=\"Halo\""))
        }
        #expect(site.shell.budget.inUse == 0)
    }

    @Test("No file chosen is no file")
    func noFile() async throws {
        let reply = try await multipart(try Fixture(), file: [], name: "", piece: 100)
        #expect(reply.status == 303)
        #expect(reply.header("x-file") == "-")
    }

    @Test("Over https the session cookie is bound to the host")
    func cookies() {
        let cookie = Cookies(isSecure: true).set(.session, "abc", seconds: nil)
        #expect(cookie == "__Host-sesi=abc; Path=/; SameSite=Lax; HttpOnly; Secure")
        #expect(Cookies(isSecure: false).value(.session, in: "a=b; sesi=x=y; c=d") == "x=y")
        #expect(Cookies(isSecure: true).value(.session, in: "sesi=x") == nil)
    }

    @Test("A message survives the way in its cookie; a changed one does not")
    func flash() {
        let flash = Flash(tone: .success, key: "a.b", values: ["n": "1 & 2"])
        let sealed = Signature.sealed(flash.encoded, [1])
        #expect(Signature.opened(sealed, [1]).flatMap(Flash.init(encoded:)) == flash)
        #expect(Signature.opened(sealed + "x", [1]) == nil)
        #expect(Signature.opened(sealed, [2]) == nil)
    }
}
