import Kernel

/// Why a gateway did not take a message. The text is kept in the outbox: no personal data.
public enum DeliveryFailure: Error, Sendable, Hashable {
    /// It never will: the address does not exist, the content is refused.
    case refused(String)
    /// Not now, this message (greylisting, mailbox full).
    case later(String)
    /// It does not answer, or not to us: all messages wait. Nothing was sent.
    case away(String)
    /// It asks to come back in so many seconds.
    case busy(String, seconds: Int64)
    /// The message went out and no answer came: it may have been taken or not.
    case unknown(String)
    /// The receiver is not there any more (a browser that was unsubscribed).
    case gone(String)
}

/// A mail ready to leave.
public struct MailMessage: Sendable, Hashable {
    /// Stable over all tries: becomes the Message-ID.
    public let id: UUIDv7
    public let to: EmailAddress
    public let subject: String
    public let body: String
    public let language: Language
    /// When the notice was written: the Date of the mail, the same at each try.
    public let writtenAt: Instant

    public init(
        id: UUIDv7, to: EmailAddress, subject: String, body: String, language: Language,
        writtenAt: Instant
    ) {
        self.id = id
        self.to = to
        self.subject = subject
        self.body = body
        self.language = language
        self.writtenAt = writtenAt
    }
}

/// A way out for mail.
public protocol MailDelivery: Sendable {
    /// Kept with each notice that it took.
    var name: String { get }
    /// Whether there is a server at all; without one nothing is tried.
    var isThere: Bool { get }
    /// Returns when the other side has taken the responsibility.
    func send(_ message: MailMessage) async throws(DeliveryFailure)
}

/// A short message ready to leave.
public struct TextMessage: Sendable, Hashable {
    public let id: UUIDv7
    public let to: PhoneNumber
    public let text: String

    public init(id: UUIDv7, to: PhoneNumber, text: String) {
        self.id = id
        self.to = to
        self.text = text
    }
}

/// A way out for text messages (SMS or WhatsApp): `HTTPGateway` as the city's file describes it. A
/// city without one uses `NoGateway`, the demo uses `CapturedMessages`.
public protocol MessageGateway: Sendable {
    var name: String { get }
    /// Whether there is a gateway at all; without one nothing is tried.
    var isThere: Bool { get }
    /// Messages a second at most; nil: as they come.
    var rate: Int? { get }
    /// Whether it takes a message with the same id once only.
    var knowsTwins: Bool { get }
    /// - Returns: the gateway's own name of the message, where it gives one.
    @discardableResult
    func send(_ message: TextMessage) async throws(DeliveryFailure) -> String?
}

/// No way out for text messages: they stay in the outbox and show as stuck, and never as sent.
public struct NoGateway: MessageGateway {
    public let name = "none"
    public let isThere = false
    public init() {}
    public func send(_ message: TextMessage) async throws(DeliveryFailure) -> String? {
        throw .away("no gateway for text messages is configured")
    }
}

/// No way out for mail, until a server is configured: mails wait in the outbox.
public struct NoMail: MailDelivery {
    public let name = "none"
    public let isThere = false
    public init() {}
    public func send(_ message: MailMessage) async throws(DeliveryFailure) {
        throw .away("no mail server is configured")
    }
}

extension MailDelivery {
    public var isThere: Bool { true }
}

extension MessageGateway {
    public var isThere: Bool { true }
    public var rate: Int? { nil }
    public var knowsTwins: Bool { true }
}
