import Crypto
import Kernel
import Outbound
import Synchronization

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
    /// Push services that asked to be left alone, by host.
    private let resting = Mutex<[String: Instant]>([:])

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
        return isTrial || (address.scheme == .https && !address.namesLoopback)
    }

    public func send(_ message: PushMessage, as key: PushKey) async throws(DeliveryFailure) {
        guard accepts(message.to.endpoint), let address = WebAddress(message.to.endpoint) else {
            throw .gone("an address that is never asked")
        }
        if let until = resting.withLock({ $0[address.host] }), until > message.now {
            throw .busy("the push service rests", seconds: Int64(until.seconds(after: message.now)))
        }
        let request = try request(message, address, key)
        let answer: OutboundAnswer
        do {
            answer = try await outbound.send(request)
        } catch {
            if case .refusedAddress = error { throw .gone("an address that is never asked") }
            // A message with the same topic replaces the first: a second try shows nothing twice.
            rest(address.host, 30, message.now)
            throw .later("push: \(error.word)")
        }
        try judge(answer, address, message.now)
    }

    private func judge(
        _ answer: OutboundAnswer, _ address: WebAddress, _ now: Instant
    ) throws(DeliveryFailure) {
        switch answer.status {
        case 200...299: return
        case 404, 410: throw .gone("push: \(answer.status)")
        case 429, 500...599:
            let seconds = RetryAfter.seconds(answer.header("retry-after"), now) ?? 60
            rest(address.host, seconds, now)
            throw .busy("push: \(answer.status)", seconds: seconds)
        // Redirects are not followed: they could lead inside.
        default: throw .refused("push: \(answer.status)")
        }
    }

    private func rest(_ host: String, _ seconds: Int64, _ now: Instant) {
        resting.withLock { resting in
            resting = resting.filter { $0.value > now }
            resting[host] = now.adding(seconds: min(max(seconds, 1), 3_600))
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
