import Contracts
import Kernel
import Store

/// A file that was judged and is durable, and belongs to nothing yet.
public struct NewFile: Sendable {
    /// The question that it answers.
    public let field: String
    public let kind: FileKind
    let name: String
    let stored: StoredBlob

    /// - Parameter name: as the sender's device calls it.
    public init(_ stored: StoredBlob, named name: String, kind: FileKind, for field: String) {
        self.field = field
        self.kind = kind
        self.name = FileName.clean(name, kind)
        self.stored = stored
    }

    /// What it will be among the answers.
    public var answer: FileAnswer {
        FileAnswer(blob: BlobID(stored.id), name: name, kind: kind, size: stored.size)
    }
}

extension Drafts {
    /// Gives new files to a case that begins without a draft, and has them looked into.
    public func keep(_ files: [NewFile], of key: DataKey, in tx: Transaction) throws {
        for file in files {
            try blobs.register(file.stored, owner: key, in: tx)
            try checks.add(
                BlobID(file.stored.id), file.kind, owner: CaseID(key.id), isUrgent: true, in: tx)
        }
    }
}
