import Contracts
import Forms
import Kernel
import People
import Web

/// Scans of a letter that is being entered, piece by piece, for the script of its form.
struct NewScanPages: Sendable {
    let tools: CorrespondenceTools

    var routes: [Route] {
        [
            Route.post(CorrespondenceURL.newScans, ScanPages.BeginInput.self, output: .data) {
                (context: OfficerContext, input) in
                let upload = try await tools.beginNewScan(
                    input.mail, named: input.file.name, size: input.file.size,
                    by: context.officer)
                return Reply.upload(
                    upload, at: CorrespondenceURL.newScan.filled(input.mail.text, upload.id.text))
            },
            Route.get(CorrespondenceURL.newScan, ScanPages.UploadInput.self, output: .data) {
                (context: OfficerContext, input) in
                Reply.upload(
                    try await tools.scanUploads.find(
                        input.upload, of: input.mail, by: context.officer.account))
            },
            Route.patch(CorrespondenceURL.newScan, ScanPages.PieceInput.self) {
                (context: OfficerContext, input) in
                Reply.upload(
                    try await tools.appendNewScan(
                        input.piece.bytes, at: input.piece.offset, to: input.place.upload,
                        of: input.place.mail, by: context.officer))
            },
            Route.post(
                CorrespondenceURL.newScanCancel, ScanPages.UploadInput.self, output: .data
            ) { (context: OfficerContext, input) in
                try await tools.scanUploads.cancel(
                    input.upload, of: input.mail, by: context.officer.account)
                return .json(.object(["cancelled": .bool(true)]))
            },
        ].map { $0.needing(.registerLetters) }
    }
}
