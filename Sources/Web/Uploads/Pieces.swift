import Forms
import Kernel

// What the script `upload.js` sends and reads, in the manner of tus 1.0: a file is announced by
// POST, its pieces come by PATCH with `Upload-Offset`, and HEAD asks how far it is.

/// A file that is announced for a question of a form.
public struct AnnouncedFile: Sendable {
    public static let inputs: [InputField] = [
        .form("isian", max: 100), .form("nama", max: 1_000), .form("besar", max: 20),
    ]
    public let field: String
    public let name: String
    public let size: Int64

    public init(_ fields: inout FieldReader) {
        field = fields.text("isian")
        name = fields.text("nama")
        size = fields.integer("besar", 0...Int64(1 << 40))
    }
}

/// A piece of an announced file.
public struct SentPiece: Sendable {
    public static let inputs: [InputField] = [
        .header("Upload-Offset", max: 20), .content("isi", max: UploadLimits.piece),
    ]
    public let offset: Int64
    public let bytes: [UInt8]

    public init(_ fields: inout FieldReader) {
        offset = fields.integer("Upload-Offset", 0...Int64(1 << 40))
        bytes = fields.file("isi")?.bytes ?? []
    }
}

extension Reply {
    /// How far an upload is.
    /// - Parameter place: where its pieces go, for one that was just announced.
    public static func upload(_ upload: Upload, at place: String? = nil) -> Reply {
        let reply = Reply.json(
            .object([
                "received": .integer(upload.received), "size": .integer(upload.size),
                "done": .bool(upload.isDone),
            ]), status: place == nil ? 200 : 201
        )
        .header("Upload-Offset", String(upload.received))
        .header("Upload-Length", String(upload.size))
        .header("Upload-Complete", upload.isDone ? "?1" : "?0")
        return place.map { reply.header("Location", $0) } ?? reply
    }
}
