import Kernel

/// One signature line of a note.
public struct NoteSignature: Sendable, Hashable {
    /// Of the key.
    public let name: String
    /// Four bytes that tell keys of one name apart.
    public let keyID: [UInt8]
    public let bytes: [UInt8]

    public init(name: String, keyID: [UInt8], bytes: [UInt8]) {
        self.name = name
        self.keyID = keyID
        self.bytes = bytes
    }

    /// The line, without its line break.
    public var line: String { "\u{2014} \(name) \(Base64.encode(keyID + bytes))" }

    /// - Returns: nil for anything that `line` does not write.
    public init?(line: some StringProtocol) {
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "\u{2014}", NoteKey.isName(parts[1]),
            let bytes = Base64.decode(parts[2], limit: 8_192), bytes.count > 4
        else { return nil }
        name = String(parts[1])
        keyID = Array(bytes.prefix(4))
        self.bytes = Array(bytes.dropFirst(4))
    }

    /// Eight bytes of a cosignature: when the witness signed, in POSIX seconds.
    public var seconds: Int64? {
        guard bytes.count == 72 else { return nil }
        let seconds = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int64(exactly: seconds)
    }
}

/// A text and who has signed it (C2SP signed-note).
public struct SignedNote: Sendable, Hashable {
    /// Ends with a line break.
    public let text: String
    public private(set) var signatures: [NoteSignature]

    public init(text: String, signatures: [NoteSignature]) {
        self.text = text
        self.signatures = signatures
    }

    /// Bytes of a note that are read at most.
    public static let longest = 64 * 1024

    /// The whole note as it is sent.
    public var whole: String {
        text + "\n" + signatures.map { $0.line + "\n" }.joined()
    }

    /// - Returns: nil for what is not a note: control characters, no empty line before the
    ///   signatures, a line among them that is none, no signature at all, more than a hundred.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count <= Self.longest, let whole = String(validating: bytes, as: UTF8.self),
            !whole.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" })
        else { return nil }
        let lines = whole.split(separator: "\n", omittingEmptySubsequences: false)
        // The last line break leaves an empty part behind it.
        guard lines.last?.isEmpty == true,
            let gap = lines.dropLast().lastIndex(where: \.isEmpty), gap > 0
        else { return nil }
        let ends = lines[(gap + 1)...].dropLast()
        guard !ends.isEmpty, ends.count <= 100 else { return nil }
        var signatures: [NoteSignature] = []
        for line in ends {
            guard let signature = NoteSignature(line: line) else { return nil }
            signatures.append(signature)
        }
        text = lines[..<gap].joined(separator: "\n") + "\n"
        self.signatures = signatures
    }

    public mutating func add(_ signature: NoteSignature) { signatures.append(signature) }

    /// The signature by this key that holds. A note that carries one of the key's that does not
    /// hold is refused whole, as signed-note asks.
    public func signature(of key: NoteKey) -> NoteSignature? {
        let own = signatures.filter { $0.name == key.name && $0.keyID == key.id }
        guard let first = own.first, own.allSatisfy({ holds($0, key) }) else { return nil }
        return first
    }

    private func holds(_ signature: NoteSignature, _ key: NoteKey) -> Bool {
        switch key.kind {
        case .note:
            return key.verifies(signature.bytes, of: Array(text.utf8))
        case .cosignature:
            guard let seconds = signature.seconds else { return false }
            return key.verifies(
                Array(signature.bytes.dropFirst(8)), of: Cosignature.message(text, seconds))
        }
    }
}
