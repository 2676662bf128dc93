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

    public var description: String { "DataKey(\(id.text))" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["id": id.text]) }
}
