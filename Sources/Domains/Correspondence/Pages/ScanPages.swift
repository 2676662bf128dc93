import Contracts
import Forms
import Kernel
import People
import Web

/// Scans that come piece by piece, for the script of the form.
struct ScanPages: Sendable {
    let tools: CorrespondenceTools

    struct BeginInput: RouteInput {
        static let fields = [InputField.path("surat", max: 40)] + AnnouncedFile.inputs
        let mail: MailID
        let file: AnnouncedFile
        init(_ fields: inout FieldReader) throws {
            mail = try fields.id("surat", else: "correspondence.none")
            file = AnnouncedFile(&fields)
        }
    }

    struct UploadInput: RouteInput {
        static let fields: [InputField] = [.path("surat", max: 40), .path("upload", max: 40)]
        let mail: MailID
        let upload: UploadID
        init(_ fields: inout FieldReader) throws {
            mail = try fields.id("surat", else: "correspondence.none")
            upload = try fields.id("upload", else: "forms.upload.gone")
        }
    }

    struct PieceInput: RouteInput {
        static let fields = UploadInput.fields + SentPiece.inputs
        let place: UploadInput
        let piece: SentPiece
        init(_ fields: inout FieldReader) throws {
            place = try UploadInput(&fields)
            piece = SentPiece(&fields)
        }
    }

    var routes: [Route] {
        [
            Route.post(CorrespondenceURL.scanUploads, BeginInput.self, output: .data) {
                (context: OfficerContext, input) in
                let upload = try await tools.beginScan(
                    input.mail, named: input.file.name, size: input.file.size,
                    by: context.officer)
                return Reply.upload(
                    upload,
                    at: CorrespondenceURL.scanUpload.filled(input.mail.text, upload.id.text))
            },
            Route.get(CorrespondenceURL.scanUpload, UploadInput.self, output: .data) {
                (context: OfficerContext, input) in
                Reply.upload(
                    try await tools.scanUploads.find(
                        input.upload, of: input.mail, by: context.officer.account))
            },
            Route.patch(CorrespondenceURL.scanUpload, PieceInput.self) {
                (context: OfficerContext, input) in
                Reply.upload(
                    try await tools.appendScan(
                        input.piece.bytes, at: input.piece.offset, to: input.place.upload,
                        of: input.place.mail,
                        by: context.officer))
            },
            Route.post(CorrespondenceURL.scanCancel, UploadInput.self, output: .data) {
                (context: OfficerContext, input) in
                try await tools.scanUploads.cancel(
                    input.upload, of: input.mail, by: context.officer.account)
                return .json(.object(["cancelled": .bool(true)]))
            },
        ].map { $0.needing(.registerLetters) }
    }
}
