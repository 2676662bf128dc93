import Kernel

/// What a log says of itself at one moment: its size and its root (C2SP tlog-checkpoint).
public struct Checkpoint: Sendable, Hashable {
    /// The address of the log without its scheme.
    public let origin: String
    public let size: Int64
    public let root: TreeHash
    /// Further lines; ours have none.
    public let extensions: [String]

    public init(origin: String, size: Int64, root: TreeHash, extensions: [String] = []) {
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// The text that is signed.
    public var text: String {
        ([origin, "\(size)", Base64.encode(root.bytes)] + extensions)
            .map { $0 + "\n" }.joined()
    }

    /// - Returns: nil for an empty line, a size that is no decimal number or begins with a zero,
    ///   and a root that is not 32 bytes of Base64.
    public init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 4, lines.last?.isEmpty == true,
            lines.dropLast().allSatisfy({ !$0.isEmpty }),
            let size = Self.size(lines[1]),
            let root = Base64.decode(lines[2], limit: 32).flatMap({ TreeHash($0) })
        else { return nil }
        origin = String(lines[0])
        self.size = size
        self.root = root
        extensions = lines[3...].dropLast().map { String($0) }
    }

    /// A size in its one spelling.
    public static func size(_ text: some StringProtocol) -> Int64? {
        guard let size = Int64(text), size >= 0, "\(size)" == text else { return nil }
        return size
    }

    /// The checkpoint of a note that this key has signed, when it is about the log of the key's
    /// name.
    public init?(_ note: SignedNote, by key: NoteKey) {
        guard note.signature(of: key) != nil, let checkpoint = Checkpoint(text: note.text),
            checkpoint.origin == key.name
        else { return nil }
        self = checkpoint
    }
}
