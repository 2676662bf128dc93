import Kernel
import Testing

@testable import Notices

@Suite("The form of a mail")
struct MailFormTests {
    private func mail(
        subject: String, body: String = "Halo", from name: String = "Kota Bogor"
    )
        throws -> [String]
    {
        let world = World(clock: .fixed(Post.start), random: .seeded(3))
        let message = MailMessage(
            id: world.uuid(), to: try EmailAddress("siti@example.id"), subject: subject,
            body: body, language: .id, writtenAt: Post.start)
        let sender = MailSender(name: name, address: try EmailAddress("kota@bogor.example"))
        let bytes = MIMEMessage(from: sender, message: message, zone: .wib).bytes
        return String(decoding: bytes, as: UTF8.self).split(
            separator: "\r\n", omittingEmptySubsequences: false
        ).map(String.init)
    }

    @Test(
        "no subject or name begins a line of the head",
        arguments: [
            "Halo\r\nBcc: a@example.id", "Halo\nBcc: a@example.id", "Halo\rBcc: a@example.id",
            "Halo\u{2028}Bcc: a@example.id", "Halo\u{85}Bcc: x", "=?utf-8?B?DQpCY2M6IGE=?=",
            "Halo\u{0}\r\n\r\nisi palsu", String(repeating: "Bcc: x\r\n", count: 40),
        ])
    func injection(_ text: String) throws {
        for lines in [try mail(subject: text), try mail(subject: "Halo", from: text)] {
            let head = lines.prefix { !$0.isEmpty }
            let names = head.filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
            #expect(
                names == [
                    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted",
                    "X-Auto-Response-Suppress", "MIME-Version", "Content-Type",
                    "Content-Language", "Content-Transfer-Encoding",
                ])
            #expect(lines.allSatisfy { $0.utf8.count <= 78 && !$0.contains("\n") })
        }
    }

    @Test("a plain subject stays plain, another becomes encoded words")
    func subject() throws {
        #expect(try mail(subject: "Berkas B-1 selesai").contains("Subject: Berkas B-1 selesai"))
        #expect(try mail(subject: "Café").contains("Subject: =?utf-8?B?Q2Fmw6k=?="))
    }

    @Test("a line with an encoded word has 76 characters at most")
    func encodedLines() throws {
        for text in ["Izin penelitian Anda selesai — ambil di loket hari ini", "é", "😀"] {
            let subject = String(repeating: text, count: 6)
            let lines = try mail(subject: subject).prefix { !$0.isEmpty }
            let encoded = lines.filter { $0.contains("=?utf-8?B?") }
            #expect(!encoded.isEmpty)
            #expect(encoded.allSatisfy { $0.utf8.count <= 76 }, "\(encoded)")
        }
    }

    @Test("the date is written in the city's zone")
    func date() throws {
        #expect(
            MailDate.text(Instant(milliseconds: 0), .wib) == "Thu, 1 Jan 1970 07:00:00 +0700")
        #expect(
            MailDate.text(Instant(milliseconds: 1_795_400_000_000), .wib)
                == "Mon, 23 Nov 2026 09:13:20 +0700")
    }

    @Test(
        "bodies survive quoted-printable",
        arguments: [
            "", "satu", "dua \n", "= sama =", "tiga\r\nempat\rlima\n\nenam", "kafé – “kutip” 🙂",
            ".\n.dua", String(repeating: "panjang sekali ", count: 30), "tab\t\nakhir\t",
        ])
    func body(_ text: String) {
        let bytes = QuotedPrintable.encode(text)
        let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
        #expect(lines.allSatisfy { $0.count <= 77 })
        var plain = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        if !plain.isEmpty, !plain.hasSuffix("\n") { plain += "\n" }
        #expect(decode(bytes) == plain)
    }

    private func decode(_ bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "=") {
                let pair = Array(bytes[(index + 1)...(index + 2)])
                if pair != [13, 10] {
                    result.append(UInt8(String(decoding: pair, as: UTF8.self), radix: 16) ?? 0)
                }
                index += 3
            } else {
                if bytes[index] != 13 { result.append(bytes[index]) }
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    @Test("the server's answer decides between never, later and away")
    func failures() {
        func failure(_ code: Int32, _ reply: Int) -> DeliveryFailure {
            SMTPDelivery.failure(code: code, reply: reply, text: "", hiding: "x@y.id")
        }
        #expect(failure(55, 550) == .refused("curl 55, reply 550"))
        #expect(failure(8, 554) == .refused("curl 8, reply 554"))
        #expect(failure(55, 451) == .later("curl 55, reply 451"))
        #expect(failure(55, 421) == .away("curl 55, reply 421"))
        #expect(failure(67, 535) == .away("curl 67, reply 535"))
        #expect(failure(7, 0) == .away("curl 7"))
    }
}
