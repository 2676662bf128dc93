import Crypto
import Kernel
import Store
import Synchronization

/// The key by which push services know the house (VAPID, RFC 8292): browsers bind their
/// subscriptions to it.
public struct PushKey: Sendable {
    private let key: P256.Signing.PrivateKey

    init(_ key: P256.Signing.PrivateKey) { self.key = key }

    init(bytes: [UInt8]) throws { key = try P256.Signing.PrivateKey(rawRepresentation: bytes) }

    var bytes: [UInt8] { Array(key.rawRepresentation) }

    /// For `pushManager.subscribe`: the uncompressed point, in base64url.
    public var publicText: String { Base64URL.encode(Array(key.publicKey.x963Representation)) }

    /// The header `Authorization` for one push service.
    /// - Parameters:
    ///   - origin: `https://push.example`.
    ///   - contact: `mailto:` or `https:`, for the people of the push service.
    func authorization(_ origin: String, contact: String, now: Instant) throws -> String {
        // Twelve hours: at most a day is allowed.
        let end = now.milliseconds / 1000 + 12 * 3_600
        let head = Base64URL.encode(Array(#"{"alg":"ES256","typ":"JWT"}"#.utf8))
        let claims: JSONValue = [
            "aud": .string(origin), "exp": .integer(end), "sub": .string(contact),
        ]
        let text = head + "." + Base64URL.encode(claims.canonical)
        let signature = try key.signature(for: Array(text.utf8)).rawRepresentation
        return "vapid t=\(text).\(Base64URL.encode(Array(signature))), k=\(publicText)"
    }
}

/// The house's key, once it was read.
final class PushHouse: Sendable {
    private let known = Mutex<PushKey?>(nil)

    var key: PushKey? { known.withLock { $0 } }

    func keep(_ key: PushKey) { known.withLock { $0 = key } }
}

extension Notices {
    private static let keyName = "vapid"

    /// Made at the first use, sealed, and the same for all nodes and for ever: with another one all
    /// browsers would have to subscribe anew.
    public func pushKey() async throws -> PushKey {
        if let key = house.key { return key }
        let bytes = try await store.write("notices.push.key") { [self] tx in
            try tx.lock("notices.push.key")
            if let known = try keptKey(in: tx) { return known }
            let fresh = PushKey(P256.Signing.PrivateKey())
            let id = world.uuid()
            let sealing = try vault.createKey(id, in: tx)
            let sealed = try vault.seal(fresh.bytes, with: sealing, at: Self.keyPlace(id))
            try tx.execute(
                """
                INSERT INTO notice_house (name, id, sealed) \
                VALUES (\(Self.keyName), \(id.bytes), \(sealed))
                """)
            return fresh.bytes
        }
        let key = try PushKey(bytes: bytes)
        house.keep(key)
        return key
    }

    private func keptKey(in reader: Reader) throws -> [UInt8]? {
        try reader.row(
            "SELECT id, sealed FROM notice_house WHERE name = \(Self.keyName)"
        ).map { row in
            let id = row.uuid(0)
            return try vault.open(
                row.bytes(1), with: try vault.key(id, in: reader), at: Self.keyPlace(id))
        }
    }

    private static func keyPlace(_ id: UUIDv7) -> SealPlace {
        SealPlace(table: "notice_house", row: id, column: "sealed")
    }
}
