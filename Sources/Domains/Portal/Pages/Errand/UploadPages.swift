import Contracts
import Forms
import Kernel
import People
import Web

/// Files that come piece by piece, for the script of the form. In the manner of tus 1.0: announce
/// by POST, send by PATCH with `Upload-Offset`, ask by HEAD.
struct UploadPages: Sendable {
    let desk: ErrandDesk

    var routes: [Route] {
        [
            Route.post(PortalURL.draftUpload, BeginDraftUpload.self, output: .data) {
                (citizen: ErrandContext, input) in
                try await beginDraft(input.upload, citizen)
            }
        ]
            + UploadRoutes(
                desk.tools.uploads, at: PortalURL.upload, cancel: PortalURL.uploadCancel,
                owner: { (_: NoInput, citizen: ErrandContext) in
                    (citizen.citizen.account, nil)
                }
            ).routes
    }

    private func beginDraft(
        _ input: BeginUploadInput, _ citizen: ErrandContext
    ) async throws -> Reply {
        guard let id = CaseID(text: input.place),
            let open = try await desk.draft(id, for: citizen)
        else { throw Refusal(.notFound, "forms.draft.gone") }
        return try await begin(
            input, draft: id, fields: open.groups.flatMap(\.fields), citizen)
    }

    /// - Parameter fields: those that are asked now; no other takes a file.
    func begin(
        _ input: BeginUploadInput, draft: CaseID, fields: [Field], _ citizen: ErrandContext
    ) async throws -> Reply {
        guard let field = fields.first(where: { $0.id == input.file.field }),
            case .file(let rule) = field.kind
        else { throw Refusal(.notFound, "forms.upload.gone") }
        let upload = try await desk.tools.uploads.begin(
            draft, account: citizen.citizen.account, field: field.id, rule: rule,
            name: input.file.name, size: input.file.size)
        return Reply.upload(upload, at: PortalURL.upload.filled(upload.id.text))
    }
}

/// A file that is announced for the correction of a case.
struct BeginUploadInput: RouteInput {
    static let fields = [InputField.path("nomor")] + AnnouncedFile.inputs

    /// The draft or case.
    let place: String
    let file: AnnouncedFile

    init(_ fields: inout FieldReader) { self.init(&fields, place: "nomor") }

    init(_ fields: inout FieldReader, place name: String) {
        place = fields.text(name)
        file = AnnouncedFile(&fields)
    }
}

/// A file that is announced for a draft.
struct BeginDraftUpload: RouteInput {
    static let fields = [InputField.path("id")] + AnnouncedFile.inputs
    let upload: BeginUploadInput
    init(_ fields: inout FieldReader) { upload = BeginUploadInput(&fields, place: "id") }
}
