import Kernel

/// Writes a mail as it goes over the wire (RFC 5322, RFC 2045, RFC 2047). Nothing that comes from
/// a person can begin a line of the head.
struct MIMEMessage {
    let from: MailSender
    let message: MailMessage
    let zone: Zone

    var bytes: [UInt8] {
        let head = [
            "From: \(from.header)",
            "To: <\(message.to.text)>",
            "Subject: \(EncodedWord.header(message.subject, after: "Subject: ".count))",
            "Date: \(MailDate.text(message.writtenAt, zone))",
            "Message-ID: <\(message.id.text)@\(from.address.domain)>",
            "Auto-Submitted: auto-generated",
            "X-Auto-Response-Suppress: All",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Language: \(message.language.rawValue)",
            "Content-Transfer-Encoding: quoted-printable",
        ].joined(separator: "\r\n")
        return Array(head.utf8) + Array("\r\n\r\n".utf8) + QuotedPrintable.encode(message.body)
    }
}

/// From whom the mails of a city come.
public struct MailSender: Sendable, Hashable {
    public let name: String
    public let address: EmailAddress

    public init(name: String, address: EmailAddress) {
        self.name = name
        self.address = address
    }

    var header: String {
        name.isEmpty
            ? "<\(address.text)>"
            : "\(EncodedWord.header(name, after: "From: ".count, quoting: true)) <\(address.text)>"
    }
}
