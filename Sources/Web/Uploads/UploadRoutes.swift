import Contracts
import Forms
import Kernel

/// The routes for what happens to a file after it was announced: it is asked for, its pieces come,
/// or it is given up. `Place` is what stands in the address before it: nothing, a draft, a task.
public struct UploadRoutes<Context: RouteContext, Place: RouteInput>: Sendable {
    /// Whose upload it must be; asked at each piece.
    /// - Throws: `Refusal`: the place is not, or no more, whose who asks.
    public typealias Owner =
        @Sendable (Place, Context) async throws -> (account: AccountID, draft: CaseID?)

    struct Address: RouteInput {
        static var fields: [InputField] { Place.fields + [.path("upload", max: 40)] }
        let place: Place
        let upload: UploadID
        init(_ fields: inout FieldReader) throws {
            place = try Place(&fields)
            upload = try fields.id("upload", else: "forms.upload.gone")
        }
    }

    struct Piece: RouteInput {
        static var fields: [InputField] { Address.fields + SentPiece.inputs }
        let at: Address
        let piece: SentPiece
        init(_ fields: inout FieldReader) throws {
            at = try Address(&fields)
            piece = SentPiece(&fields)
        }
    }

    private let uploads: Uploads
    private let upload: PathTemplate
    private let cancel: PathTemplate
    private let owner: Owner

    public init(
        _ uploads: Uploads, at upload: PathTemplate, cancel: PathTemplate, owner: @escaping Owner
    ) {
        self.uploads = uploads
        self.upload = upload
        self.cancel = cancel
        self.owner = owner
    }

    public var routes: [Route] {
        [
            Route.get(upload, Address.self, output: .data) { (context: Context, input) in
                let found = try await owner(input.place, context)
                return Reply.upload(
                    try await uploads.find(
                        input.upload, account: found.account, of: found.draft))
            },
            Route.patch(upload, Piece.self) { (context: Context, input) in
                let found = try await owner(input.at.place, context)
                return Reply.upload(
                    try await uploads.append(
                        input.piece.bytes, at: input.piece.offset, to: input.at.upload,
                        account: found.account, of: found.draft))
            },
            Route.post(cancel, Address.self, output: .data) { (context: Context, input) in
                let found = try await owner(input.place, context)
                try await uploads.cancel(
                    input.upload, account: found.account, of: found.draft)
                return .json(.object(["cancelled": .bool(true)]))
            },
        ]
    }
}
