import Contracts
import Forms
import Kernel
import People
import Store
import Web

/// Files that come piece by piece, for the script of the form: those of a scanner's folder, or of
/// the camera of a tablet.
struct FormUploadPages: Sendable {
    let desk: ServingDesk

    struct BeginInput: RouteInput {
        static let fields = [InputField.path("draf", max: 40)] + AnnouncedFile.inputs
        let draft: String
        let file: AnnouncedFile
        init(_ fields: inout FieldReader) {
            draft = fields.text("draf")
            file = AnnouncedFile(&fields)
        }
    }

    var routes: [Route] {
        let uploads = desk.tools.uploads
        return [
            Route.post(CounterURL.beginUpload, BeginInput.self, output: .data) {
                (officer: OfficerContext, input) in
                let open = try await desk.open(input.draft, by: officer.officer)
                let fields = open.groups.flatMap(\.fields)
                guard let field = fields.first(where: { $0.id == input.file.field }),
                    case .file(let rule) = field.kind
                else { throw Refusal(.notFound, "forms.upload.gone") }
                let upload = try await uploads.begin(
                    open.draft.id, account: open.sitting.person, field: field.id, rule: rule,
                    name: input.file.name, size: input.file.size)
                return Reply.upload(
                    upload, at: CounterURL.upload.filled(open.id, upload.id.text))
            }.needing(.serve)
        ]
            + UploadRoutes(
                uploads, at: CounterURL.upload, cancel: CounterURL.uploadCancel,
                owner: { (input: FormAddress, officer: OfficerContext) in
                    try await owner(input.draft, officer)
                }
            ).routes.map { $0.needing(.serve) }
    }

    /// Whose draft it is that this officer fills in.
    private func owner(
        _ draft: String, _ officer: OfficerContext
    ) async throws -> (account: AccountID, draft: CaseID?) {
        let account = officer.officer.account
        let sitting = try await desk.store.read("counter.upload", short: true) { reader in
            try CaseID(text: draft).flatMap { try SittingRows.find($0, in: reader) }
        }
        guard let sitting, sitting.officer == account, sitting.endedAt == nil else {
            throw Refusal(.notFound, "forms.upload.gone")
        }
        return (sitting.person, sitting.draft)
    }
}
