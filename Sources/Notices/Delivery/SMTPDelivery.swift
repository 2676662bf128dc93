import CCurl
import Kernel
import Store

/// A mail server, as a city configures it.
public struct SMTPServer: Sendable {
    public enum Security: Int32, Sendable {
        /// Only inside one machine or a closed network.
        case none = 0
        /// STARTTLS when the server offers it.
        case offered = 1
        /// STARTTLS or nothing (or TLS from the first byte with an `smtps:` URL).
        case required = 2
    }

    /// `smtp://host:port` or `smtps://host:port`.
    public let url: String
    public let security: Security
    public let user: String?
    public let password: String?
    /// For one message, connection included, in milliseconds. Long, because a server may look
    /// into a mail before it says yes (RFC 5321, 4.5.3.2), and shorter than `Notices.lease`.
    public let timeout: Int

    /// - Parameter security: nil: `required`, but on this machine itself `offered`.
    public init(
        url: String, security: Security? = nil, user: String? = nil,
        password: String? = nil, timeout: Int = 100_000
    ) {
        self.url = url
        self.security = security ?? (Self.isHere(url) ? .offered : .required)
        self.user = user
        self.password = password
        self.timeout = timeout
    }

    /// Whether a mail server of this machine is meant: nobody listens between.
    private static func isHere(_ url: String) -> Bool {
        let place = url.split(separator: "/").dropFirst().first ?? ""
        guard !place.contains("@") else { return false }
        return ["127.0.0.1", "localhost", "[::1]"].contains { host in
            place == host || place.hasPrefix(host + ":")
        }
    }
}

/// Mail over SMTP by libcurl, on two threads of its own.
public final class SMTPDelivery: MailDelivery {
    public let name = "smtp"
    private let server: SMTPServer
    private let sender: MailSender
    private let zone: Zone
    private let threads = BlockingThreads(name: "delivery", count: 2)

    public init(server: SMTPServer, sender: MailSender, zone: Zone) {
        self.server = server
        self.sender = sender
        self.zone = zone
    }

    public func send(_ message: MailMessage) async throws(DeliveryFailure) {
        let bytes = MIMEMessage(from: sender, message: message, zone: zone).bytes
        let server = server
        let sender = sender.address.text
        let outcome: DeliveryFailure?
        do {
            outcome = try await threads.run {
                Self.transfer(bytes, from: sender, to: message.to.text, server)
            }
        } catch {
            throw .away("too many wait for the mail server")
        }
        if let failure = outcome { throw failure }
    }

    private static func transfer(
        _ bytes: [UInt8], from sender: String, to recipient: String, _ server: SMTPServer
    ) -> DeliveryFailure? {
        var error = [CChar](repeating: 0, count: 512)
        var reply = 0
        let code = recipient.withCString { address in
            var recipients: [UnsafePointer<CChar>?] = [address]
            return bytes.withUnsafeBytes { raw in
                ccurl_send_mail(
                    server.url, server.user, server.password, server.security.rawValue, sender,
                    &recipients, 1, raw.baseAddress?.assumingMemoryBound(to: CChar.self),
                    raw.count, server.timeout, &reply, &error, error.count)
            }
        }
        guard code != 0 else { return nil }
        let text = String(
            decoding: error.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return failure(code: code, reply: reply, text: text, hiding: recipient)
    }

    /// The server's answer decides: 5xx to the message is for ever, 4xx is for now. Without an
    /// answer to the message itself (connection, TLS, log-in) the server counts as away.
    static func failure(
        code: Int32, reply: Int, text: String, hiding recipient: String
    ) -> DeliveryFailure {
        var reason = "curl \(code)" + (reply > 0 ? ", reply \(reply)" : "")
        // Only libcurl's own short texts; a server's answer may quote the address.
        if !text.isEmpty, !text.contains("@"), !text.contains(recipient) { reason += ": \(text)" }
        reason = String(reason.prefix(200))
        let isAboutMessage =
            code == SMTPCode.sendError || code == SMTPCode.weirdReply
            || code == SMTPCode.receiveError
        switch reply {
        // The mail is over there, and no answer came: it may have been taken.
        case SMTPCode.sendYourMail: return .unknown(reason)
        case 500...599 where isAboutMessage: return .refused(reason)
        case 421: return .away(reason)
        case 400...499 where isAboutMessage: return .later(reason)
        default: return .away(reason)
        }
    }

    /// libcurl's numbers (curl/curl.h), which are part of its promise.
    private enum SMTPCode {
        /// The answer to DATA (RFC 5321), the last one before the mail itself.
        static let sendYourMail = 354
        static let weirdReply: Int32 = 8
        static let sendError: Int32 = 55
        static let receiveError: Int32 = 56
    }
}
