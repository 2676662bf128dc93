import Crypto
import Kernel
import Outbound

/// Push over HTTP (RFC 8030) with `aes128gcm` and VAPID.
public final class WebPush: PushDelivery {
    public let name = "webpush"
    public let isThere = true
    private let outbound: Outbound
    /// `mailto:` or `https:`, for the people of push services.
    private let contact: String
    /// Push services anywhere, also inside: for trials with a service of one's own.
    private let isTrial: Bool
    private let world: World
    private let rest = PushRest()

    /// - Parameter isTrial: addresses of this machine and of private networks are asked too, and
    ///   plain HTTP to this machine. Never where strangers can subscribe.
    public init(outbound: Outbound, contact: String, isTrial: Bool = false, world: World) {
        self.outbound = outbound
        self.contact = contact
        self.isTrial = isTrial
        self.world = world
    }

    /// Only by its text; where its name leads is judged when it is asked.
    public func accepts(_ endpoint: String) -> Bool {
        guard let address = WebAddress(endpoint) else { return false }
        return isTrial
            || (address.scheme == .https && address.port == 443 && !address.namesLoopback)
    }

    public func send(_ message: PushMessage, as key: PushKey) async throws(DeliveryFailure) {
        guard accepts(message.to.endpoint), let address = WebAddress(message.to.endpoint) else {
            throw .gone("an address that is never asked")
        }
        let browser = message.to.endpoint
        if let until = rest.until(address, browser, at: message.now) {
            throw .busy("the push service rests", seconds: Int64(until.seconds(after: message.now)))
        }
        let request = try request(message, address, key)
        let answer: OutboundAnswer
        do {
            answer = try await outbound.send(request)
        } catch {
            if case .refusedAddress = error { throw .gone("an address that is never asked") }
            // A message with the same topic replaces the first: a second try shows nothing twice.
            let isService = rest.failed(
                address, browser, seconds: 30, alone: PushRest.pause, at: message.now)
            if isService { throw .busy("push: \(error.word)", seconds: 30) }
            throw .later("push: \(error.word)")
        }
        try judge(answer, address, message)
    }

    private func judge(
        _ answer: OutboundAnswer, _ address: WebAddress, _ message: PushMessage
    ) throws(DeliveryFailure) {
        let now = message.now
        switch answer.status {
        case 200...299: rest.succeeded(address, message.to.endpoint)
        case 404, 410: throw .gone("push: \(answer.status)")
        case 429, 500...599:
            let seconds = RetryAfter.seconds(answer.header("retry-after"), now) ?? 60
            _ = rest.failed(
                address, message.to.endpoint, seconds: seconds, alone: seconds, at: now)
            throw .busy("push: \(answer.status)", seconds: seconds)
        // Redirects are not followed: they could lead inside.
        default: throw .refused("push: \(answer.status)")
        }
    }

    private func request(
        _ message: PushMessage, _ address: WebAddress, _ key: PushKey
    ) throws(DeliveryFailure) -> OutboundRequest {
        do {
            let body = try PushEncryption.seal(
                message.payload, for: message.to, with: P256.KeyAgreement.PrivateKey(),
                salt: world.random.bytes(16))
            return OutboundRequest(
                .post, message.to.endpoint,
                headers: [
                    OutboundHeader("Content-Type", "application/octet-stream"),
                    OutboundHeader("Content-Encoding", "aes128gcm"),
                    OutboundHeader("TTL", String(message.seconds)),
                    OutboundHeader("Urgency", "normal"),
                    OutboundHeader("Topic", Self.topic(message.id)),
                    OutboundHeader(
                        "Authorization",
                        try key.authorization(
                            Self.origin(address), contact: contact, now: message.now)),
                ], body: body, reach: isTrial ? .anywhere : .publicOnly)
        } catch {
            throw .refused("the browser's key cannot be used")
        }
    }

    /// Names the message at every try: a push service keeps the newest of a topic only.
    static func topic(_ id: UUIDv7) -> String { Base64URL.encode(id.bytes) }

    /// `https://push.example:8443`
    static func origin(_ address: WebAddress) -> String {
        let rest = address.text.drop { $0 != ":" }.dropFirst(3)
        let authority = rest.prefix { $0 != "/" && $0 != "?" }.lowercased()
        return "\(address.scheme.rawValue)://\(authority)"
    }
}
