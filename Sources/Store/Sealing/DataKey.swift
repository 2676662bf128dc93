import Crypto
import Kernel

/// The key that seals what belongs to one case or one person. Cannot be printed.
public struct DataKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The row of `data_keys` that holds this key, wrapped.
    public let id: UUIDv7
    let secret: SymmetricKey

    init(id: UUIDv7, secret: SymmetricKey) {
        self.id = id
        self.secret = secret
    }

    /// From the system, never from `World.random`: a seeded demo would hand out guessable keys.
    public static func random(_ id: UUIDv7) -> DataKey {
        DataKey(id: id, secret: SymmetricKey(size: .bits256))
    }

    public var description: String { "DataKey(\(id.text))" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["id": id.text]) }
}
