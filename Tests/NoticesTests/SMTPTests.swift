import Kernel
import Testing

@testable import Notices

@Suite("Mail over SMTP")
struct SMTPTests {
    private func send(
        _ url: String, body: String = "Halo\n.titik\nselesai"
    ) async throws
        -> DeliveryFailure?
    {
        let world = World(clock: .fixed(Post.start), random: .seeded(3))
        let delivery = SMTPDelivery(
            server: SMTPServer(url: url, security: .none, timeout: 5_000),
            sender: MailSender(
                name: "Kota Bogor", address: try EmailAddress("kota@bogor.example")),
            zone: .wib)
        let message = MailMessage(
            id: world.uuid(), to: try EmailAddress("siti@example.id"), subject: "Berkas selesai",
            body: body, language: .id, writtenAt: Post.start)
        do {
            try await delivery.send(message)
            return nil
        } catch {
            return error
        }
    }

    @Test("a mail arrives whole, dots at line beginnings included")
    func conversation() async throws {
        let server = try MailServer()
        defer { server.stop() }
        #expect(try await send(server.url) == nil)
        let letter = try #require(server.letters.first)
        #expect(server.letters.count == 1)
        #expect(letter.from.hasPrefix("MAIL FROM:<kota@bogor.example>"))
        #expect(letter.to == ["RCPT TO:<siti@example.id>"])
        #expect(letter.text.contains("Subject: Berkas selesai\r\n"))
        #expect(letter.text.hasSuffix("\r\n\r\nHalo\r\n.titik\r\nselesai\r\n"))
    }

    @Test("an unknown mailbox is refused for ever, a full one is tried later")
    func answers() async throws {
        let unknown = try MailServer(answers: ["RCPT": "550 tidak dikenal"])
        let full = try MailServer(answers: ["RCPT": "452 penuh"])
        let spam = try MailServer(answers: ["END": "554 ditolak"])
        let slow = try MailServer(answers: ["END": "451 nanti"])
        defer { for server in [unknown, full, spam, slow] { server.stop() } }
        guard case .refused = try await send(unknown.url) else { Issue.record("550"); return }
        guard case .later = try await send(full.url) else { Issue.record("452"); return }
        guard case .refused = try await send(spam.url) else { Issue.record("554"); return }
        guard case .later = try await send(slow.url) else { Issue.record("451"); return }
    }

    @Test("a server that takes the mail and never says so may have taken it")
    func silence() async throws {
        let mute = try MailServer(answers: ["END": ""])
        defer { mute.stop() }
        guard case .unknown = try await send(mute.url) else { Issue.record("mute"); return }
        #expect(mute.letters.count == 1)
    }

    @Test("outside this machine nothing goes in the clear")
    func security() {
        for (url, wanted) in [
            ("smtp://mail.example.go.id:587", SMTPServer.Security.required),
            ("smtp://127.0.0.1.jahat.example:25", .required),
            ("smtp://localhost@jahat.example", .required), ("smtp://127.0.0.1:25", .offered),
            ("smtp://localhost", .offered),
        ] {
            #expect(SMTPServer(url: url).security == wanted, "\(url)")
        }
        // A try ends before another node may begin.
        #expect(Int64(SMTPServer(url: "smtp://a.example").timeout) < Notices.lease * 1_000)
    }

    @Test("a server that is not there counts as away")
    func absent() async throws {
        let server = try MailServer()
        server.stop()
        guard case .away = try await send(server.url) else { Issue.record("absent"); return }
    }
}
