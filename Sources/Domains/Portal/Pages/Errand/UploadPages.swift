import Contracts
import Forms
import Kernel
import People
import Web

/// Files that come piece by piece, for the script of the form. In the manner of tus 1.0: announce
/// by POST, send by PATCH with `Upload-Offset`, ask by HEAD.
struct UploadPages: Sendable {
    let desk: ErrandDesk

    struct PieceInput: RouteInput {
        static let fields: [InputField] = [
            .path("upload"), .header("Upload-Offset", max: 20),
            .content("isi", max: UploadLimits.piece),
        ]
        let upload: UploadID
        let offset: Int64
        let bytes: [UInt8]
        init(_ fields: inout FieldReader) throws {
            upload = try fields.id("upload", else: "forms.upload.gone")
            offset = fields.integer("Upload-Offset", 0...Int64(1 << 40))
            bytes = fields.file("isi")?.bytes ?? []
        }
    }

    struct UploadInput: RouteInput {
        static let fields: [InputField] = [.path("upload")]
        let upload: UploadID
        init(_ fields: inout FieldReader) throws {
            upload = try fields.id("upload", else: "forms.upload.gone")
        }
    }

    var routes: [Route] {
        let uploads = desk.tools.uploads
        return [
            Route.post(PortalURL.draftUpload, BeginDraftUpload.self, output: .data) {
                (citizen: CitizenContext, input) in
                try await beginDraft(input.upload, citizen)
            },
            Route.get(PortalURL.upload, UploadInput.self, output: .data) {
                (citizen: CitizenContext, input) in
                answer(try await uploads.find(input.upload, account: citizen.citizen.account))
            },
            Route.patch(PortalURL.upload, PieceInput.self) { (citizen: CitizenContext, input) in
                answer(
                    try await uploads.append(
                        input.bytes, at: input.offset, to: input.upload,
                        account: citizen.citizen.account))
            },
            Route.post(PortalURL.uploadCancel, UploadInput.self, output: .data) {
                (citizen: CitizenContext, input) in
                try await uploads.cancel(input.upload, account: citizen.citizen.account)
                return .json(.object(["cancelled": .bool(true)]))
            },
        ]
    }

    private func beginDraft(
        _ input: BeginUploadInput, _ citizen: CitizenContext
    ) async throws -> Reply {
        guard let id = CaseID(text: input.place),
            let open = try await desk.draft(id, of: citizen.citizen.account)
        else { throw Refusal(.notFound, "forms.draft.gone") }
        return try await begin(
            input, draft: id, fields: open.groups.flatMap(\.fields), citizen)
    }

    /// - Parameter fields: those that are asked now; no other takes a file.
    func begin(
        _ input: BeginUploadInput, draft: CaseID, fields: [Field], _ citizen: CitizenContext
    ) async throws -> Reply {
        guard let field = fields.first(where: { $0.id == input.field }),
            case .file(let rule) = field.kind
        else { throw Refusal(.notFound, "forms.upload.gone") }
        let upload = try await desk.tools.uploads.begin(
            draft, account: citizen.citizen.account, field: field.id, rule: rule,
            name: input.name, size: input.size)
        return answer(upload, status: 201)
            .header("Location", PortalURL.upload.filled(upload.id.text))
    }

    private func answer(_ upload: Upload, status: Int = 200) -> Reply {
        Reply.json(
            .object([
                "received": .integer(upload.received), "size": .integer(upload.size),
                "done": .bool(upload.isDone),
            ]), status: status
        )
        .header("Upload-Offset", String(upload.received))
        .header("Upload-Length", String(upload.size))
        .header("Upload-Complete", upload.isDone ? "?1" : "?0")
    }
}

/// A file that is announced for the correction of a case.
struct BeginUploadInput: RouteInput {
    static let fields = [InputField.path("nomor")] + announced
    static let announced: [InputField] = [
        .form("isian", max: 100), .form("nama", max: 1_000), .form("besar", max: 20),
    ]

    /// The draft or case.
    let place: String
    let field: String
    let name: String
    let size: Int64

    init(_ fields: inout FieldReader) { self.init(&fields, place: "nomor") }

    init(_ fields: inout FieldReader, place name: String) {
        place = fields.text(name)
        field = fields.text("isian")
        self.name = fields.text("nama")
        size = fields.integer("besar", 0...Int64(1 << 40))
    }
}

/// A file that is announced for a draft.
struct BeginDraftUpload: RouteInput {
    static let fields = [InputField.path("id")] + BeginUploadInput.announced
    let upload: BeginUploadInput
    init(_ fields: inout FieldReader) { upload = BeginUploadInput(&fields, place: "id") }
}
