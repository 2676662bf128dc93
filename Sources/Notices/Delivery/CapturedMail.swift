import Kernel
import Synchronization

/// Takes mails and sends none: for the demo, whose page shows the outbox, and for tests, which
/// look at `messages`. Keeps the last thousand in memory.
public final class CapturedMail: MailDelivery {
    public let name = "capture"
    private let kept = Mutex<[MailMessage]>([])
    private let answer: @Sendable (MailMessage) -> DeliveryFailure?

    /// - Parameter answer: a failure to give instead of taking the message.
    public init(answer: @escaping @Sendable (MailMessage) -> DeliveryFailure? = { _ in nil }) {
        self.answer = answer
    }

    public var messages: [MailMessage] { kept.withLock { $0 } }

    public func send(_ message: MailMessage) async throws(DeliveryFailure) {
        if let failure = answer(message) { throw failure }
        kept.withLock { kept in
            if kept.count >= 1000 { kept.removeFirst() }
            kept.append(message)
        }
    }
}

/// Takes text messages and sends none: for the demo and for tests.
public final class CapturedMessages: MessageGateway {
    public let name = "capture"
    public let knowsTwins: Bool
    private let kept = Mutex<[TextMessage]>([])
    private let answer: @Sendable (TextMessage) -> DeliveryFailure?

    /// - Parameter answer: a failure to give, after the message was taken when it says `unknown`.
    public init(
        knowsTwins: Bool = true,
        answer: @escaping @Sendable (TextMessage) -> DeliveryFailure? = { _ in nil }
    ) {
        self.knowsTwins = knowsTwins
        self.answer = answer
    }

    public var messages: [TextMessage] { kept.withLock { $0 } }

    public func send(_ message: TextMessage) async throws(DeliveryFailure) -> String? {
        let failure = answer(message)
        if case .unknown = failure { keep(message) }
        if let failure { throw failure }
        keep(message)
        return nil
    }

    private func keep(_ message: TextMessage) {
        kept.withLock { kept in
            if kept.count >= 1000 { kept.removeFirst() }
            kept.append(message)
        }
    }
}
