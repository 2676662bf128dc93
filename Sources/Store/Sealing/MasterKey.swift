import Crypto
import Kernel

/// The one key of a city: it wraps every data key and derives the keys of the search hashes.
/// It is never written to the database and belongs in a backup of its own.
public struct MasterKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    private let secret: SymmetricKey
    /// Names the key without telling it: stored with each wrap, so that a key can be rotated.
    let id: [UInt8]

    /// - Parameter bytes: exactly 32 random bytes.
    public init(bytes: [UInt8]) throws(SealingError) {
        guard bytes.count == 32 else {
            throw .masterKey("The master key has \(bytes.count) bytes in place of 32.")
        }
        secret = SymmetricKey(data: bytes)
        id = Array(
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: secret, info: Array("pendopo key id v1".utf8),
                outputByteCount: 8
            ).withUnsafeBytes { Array($0) })
    }

    /// - Parameter hex: 64 hexadecimal digits, white space around them allowed.
    public init(hex: String) throws(SealingError) {
        guard let bytes = Self.bytes(ofHex: hex.utf8) else {
            throw .masterKey("The master key is not written as 64 hexadecimal digits.")
        }
        try self.init(bytes: bytes)
    }

    /// A new key from the system's randomness.
    public static func random() throws(SealingError) -> MasterKey {
        try MasterKey(bytes: SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) })
    }

    /// A key for one purpose only.
    func derived(for purpose: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: secret, info: Array(purpose.utf8), outputByteCount: 32)
    }

    /// The key itself; only for the root of the search hashes of older houses.
    var material: SymmetricKey { secret }

    /// The line that stands in the key file.
    var fileText: [UInt8] {
        let digits = secret.withUnsafeBytes { Hexadecimal.text(Array($0)) }
        return Array(digits.utf8) + [UInt8(ascii: "\n")]
    }

    static func bytes(ofHex text: some Sequence<UInt8>) -> [UInt8]? {
        let white: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
        let digits = Array(text.drop { white.contains($0) })
        let end = digits.lastIndex { !white.contains($0) }.map { $0 + 1 } ?? 0
        guard end == 64 else { return nil }
        return Hexadecimal.bytes(String(decoding: digits[..<end], as: UTF8.self))
    }

    public var description: String { "MasterKey(hidden)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["secret": "hidden"]) }
}
