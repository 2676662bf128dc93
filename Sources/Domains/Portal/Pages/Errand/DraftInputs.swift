import Contracts
import Forms
import Kernel
import Web

/// For routes with one segment `{id}`.
struct DraftInput: RouteInput {
    static let fields: [InputField] = [.path("id")]
    let id: String
    init(_ fields: inout FieldReader) { id = fields.text("id") }
}

/// For the page of one group.
struct GroupAddress: RouteInput {
    static let fields: [InputField] = [.path("id"), .path("group")]
    let id: String
    let group: String
    init(_ fields: inout FieldReader) {
        id = fields.text("id")
        group = fields.text("group")
    }
}

/// What the form of a group sends: fields as `f.NAME`, and which button was pressed.
struct GroupInput: RouteInput {
    /// Two full tables and what stands around them.
    static let mostFields = 2 * TableRule.mostRows * TableRule.mostColumns + 400
    static let prefix = SentFields.prefix

    static let fields: [InputField] = [
        .path("id"), .path("group"), .form("revisi", max: 20), .form("tampil", max: 8_000),
        .form("aksi", max: 200), .forms(prefix: prefix),
        .files(prefix: prefix, max: SentFields.maxFile),
    ]

    let id: String
    let group: String
    let sent: SentGroup

    init(_ fields: inout FieldReader) {
        id = fields.text("id")
        group = fields.text("group")
        sent = SentGroup(&fields)
    }
}

/// Fields of a form page as they were sent.
struct SentGroup: Sendable {
    enum Press: Sendable, Equatable {
        case next, leave, upload
        case remove(BlobID)
        /// A table has a row more or less.
        case row(SentFields.RowPress)
    }

    /// The state of the group that the page was made from.
    let revision: Int64
    /// Fields that stood on the page: one that was not there was not emptied.
    let shown: Set<String>
    let typed: TypedAnswers
    let files: [UploadedFile]
    let press: Press

    init(_ fields: inout FieldReader) {
        revision = Int64(fields.optionalText("revisi") ?? "") ?? 0
        let names = fields.optionalText("tampil") ?? ""
        let shown = Set(names.split(separator: ",").map(String.init))
        self.shown = shown
        let inputs = SentFields(&fields)
        typed = inputs.typed
        files = fields.files
        if let row = inputs.rowPress {
            press = .row(row)
            return
        }
        switch fields.optionalText("aksi") ?? "" {
        case "simpan": press = .leave
        case "unggah": press = .upload
        case let action where action.hasPrefix("hapus:"):
            press = BlobID(text: String(action.dropFirst(6))).map { .remove($0) } ?? .upload
        default: press = .next
        }
    }

    /// What was typed in this group: what stood on the page, and for fields that did not, what was
    /// typed before.
    func merged(over old: TypedAnswers) -> TypedAnswers {
        old.filter { !shown.contains($0) }.merging(typed.filter(shown.contains))
    }
}
