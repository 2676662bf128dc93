public import Crypto
import Kernel

/// A public key that signs notes, as C2SP signed-note writes it: `name+id+key`.
public struct NoteKey: Sendable, Hashable {
    /// What the key signs; also the byte before the key in its text.
    public enum Kind: UInt8, Sendable, Hashable {
        /// Ed25519 over the text of the note.
        case note = 1
        /// A witness's Ed25519 over time and checkpoint (C2SP tlog-cosignature, v1).
        case cosignature = 4
    }

    public let name: String
    public let kind: Kind
    /// The 32 bytes of the Ed25519 key.
    public let publicKey: [UInt8]

    /// - Returns: nil for a name that cannot stand in a note, or a key of another length.
    public init?(name: String, kind: Kind = .note, publicKey: [UInt8]) {
        guard Self.isName(name), publicKey.count == 32 else { return nil }
        self.name = name
        self.kind = kind
        self.publicKey = publicKey
    }

    /// The first four bytes of SHA-256(name ‖ "\n" ‖ kind ‖ key).
    public var id: [UInt8] {
        let bytes = Array(name.utf8) + [UInt8(ascii: "\n"), kind.rawValue] + publicKey
        return Array(SHA256.hash(data: bytes).prefix(4))
    }

    /// The verifier key as text.
    public var text: String {
        "\(name)+\(Hexadecimal.text(id))+\(Base64.encode([kind.rawValue] + publicKey))"
    }

    /// - Returns: nil for anything that `text` does not write.
    public init?(text: some StringProtocol) {
        // The key may hold a plus itself, name and id cannot.
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let bytes = Base64.decode(parts[2], limit: 33), bytes.count == 33,
            let kind = Kind(rawValue: bytes[0]),
            let key = NoteKey(name: String(parts[0]), kind: kind, publicKey: Array(bytes[1...])),
            Hexadecimal.text(key.id) == parts[1]
        else { return nil }
        self = key
    }

    /// A name has no white space and no plus.
    static func isName(_ name: some StringProtocol) -> Bool {
        !name.isEmpty && name.utf8.count <= 255
            && !name.unicodeScalars.contains {
                $0 == "+" || $0.properties.isWhitespace || $0.value < 0x20 || $0.value == 0x7F
            }
    }

    func verifies(_ signature: [UInt8], of text: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
            return false
        }
        return key.isValidSignature(signature, for: text)
    }
}

/// Signs notes under a name.
public struct NoteSigner: Sendable {
    public let key: NoteKey
    private let secret: Curve25519.Signing.PrivateKey

    /// - Returns: nil for a name that cannot stand in a note.
    public init?(
        name: String, kind: NoteKey.Kind = .note, secret: Curve25519.Signing.PrivateKey
    ) {
        let bytes = Array(secret.publicKey.rawRepresentation)
        guard let key = NoteKey(name: name, kind: kind, publicKey: bytes) else { return nil }
        self.key = key
        self.secret = secret
    }

    /// The signature of a note's text, which ends with a line break.
    /// - Precondition: the key is one for notes; witnesses sign with `cosign`.
    public func sign(_ text: String) throws -> NoteSignature {
        precondition(key.kind == .note, "a witness signs by cosign")
        let signature = try secret.signature(for: Array(text.utf8))
        return NoteSignature(name: key.name, keyID: key.id, bytes: Array(signature))
    }

    /// The signature of a witness: eight bytes of POSIX seconds, then Ed25519 over them and the
    /// checkpoint's text (C2SP tlog-cosignature).
    public func cosign(_ text: String, at seconds: Int64) throws -> NoteSignature {
        precondition(key.kind == .cosignature, "only a witness cosigns")
        let signature = try secret.signature(for: Cosignature.message(text, seconds))
        return NoteSignature(
            name: key.name, keyID: key.id, bytes: seconds.bigEndianBytes + Array(signature))
    }
}

/// What a witness says: that it has seen this checkpoint at a time, and no other history.
enum Cosignature {
    static func message(_ text: String, _ seconds: Int64) -> [UInt8] {
        Array("cosignature/v1\ntime \(seconds)\n\(text)".utf8)
    }
}
