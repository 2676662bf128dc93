import Crypto
import Kernel

/// A browser that wants to be told: what its push service and it gave us (RFC 8030, RFC 8291).
public struct PushTarget: Sendable, Hashable {
    /// Where the push service takes messages for it; whoever knows it can send.
    public let endpoint: String
    /// The browser's public key: an uncompressed point of P-256.
    public let key: [UInt8]
    /// 16 bytes that only the browser and we know.
    public let secret: [UInt8]

    /// - Throws: `Refusal` for what no browser sends.
    public init(endpoint: String, key: [UInt8], secret: [UInt8]) throws(Refusal) {
        guard endpoint.utf8.count <= 1_000, key.count == 65, secret.count == 16,
            (try? P256.KeyAgreement.PublicKey(x963Representation: key)) != nil
        else { throw Refusal(.invalid, "notices.push.wrong") }
        self.endpoint = endpoint
        self.key = key
        self.secret = secret
    }

    /// As the browser's script sends it, in base64url.
    public init(endpoint: String, key: String, secret: String) throws(Refusal) {
        guard let key = Base64URL.decode(key, limit: 65),
            let secret = Base64URL.decode(secret, limit: 16)
        else { throw Refusal(.invalid, "notices.push.wrong") }
        try self.init(endpoint: endpoint, key: key, secret: secret)
    }

    var json: JSONValue {
        [
            "endpoint": .string(endpoint), "key": .string(Base64URL.encode(key)),
            "secret": .string(Base64URL.encode(secret)),
        ]
    }

    init(json: JSONValue) throws(Refusal) {
        try self.init(
            endpoint: json["endpoint"]?.stringValue ?? "", key: json["key"]?.stringValue ?? "",
            secret: json["secret"]?.stringValue ?? "")
    }
}

/// One message to one browser.
public struct PushMessage: Sendable {
    public let id: UUIDv7
    public let to: PushTarget
    public let payload: [UInt8]
    /// How long the push service keeps it for a browser that is off.
    public let seconds: Int64
    public let now: Instant

    public init(id: UUIDv7, to: PushTarget, payload: [UInt8], seconds: Int64, now: Instant) {
        self.id = id
        self.to = to
        self.payload = payload
        self.seconds = seconds
        self.now = now
    }
}

/// A way out for push messages.
public protocol PushDelivery: Sendable {
    var name: String { get }
    var isThere: Bool { get }
    /// Whether a browser's address is one that is asked at all.
    func accepts(_ endpoint: String) -> Bool
    func send(_ message: PushMessage, as key: PushKey) async throws(DeliveryFailure)
}

/// No push: browsers are not offered it.
public struct NoPush: PushDelivery {
    public let name = "none"
    public let isThere = false
    public init() {}
    public func accepts(_ endpoint: String) -> Bool { false }
    public func send(_ message: PushMessage, as key: PushKey) async throws(DeliveryFailure) {
        throw .away("push is not configured")
    }
}
