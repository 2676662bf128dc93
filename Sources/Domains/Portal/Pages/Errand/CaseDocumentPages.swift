import Cases
import Contracts
import Documents
import Forms
import Kernel
import Ledger
import People
import Signatures
import Web

/// Letter, receipt and own files of a case. Each is found through the applicant's own case, so
/// nobody else's can be reached.
struct CaseDocumentPages: Sendable {
    let desk: ErrandDesk

    struct FileInput: RouteInput {
        static let fields: [InputField] = [.path("nomor"), .path("blob")]
        let number, blob: String
        init(_ fields: inout FieldReader) {
            number = fields.text("nomor")
            blob = fields.text("blob")
        }
    }

    var routes: [Route] {
        [
            Route.get(PortalURL.caseFileItem, FileInput.self, output: .file) {
                (citizen: ErrandContext, input) in
                let file = try await desk.file(input.number, citizen)
                guard let item = file.files.first(where: { $0.blob.text == input.blob }) else {
                    return try .notFound()
                }
                let type = FileKind(rawValue: item.kind)?.mediaType ?? "application/octet-stream"
                return try await desk.send(item.blob, type: type, name: item.name)
            },
            Route.get(PortalURL.caseLetter, CasePages.Address.self, output: .file) {
                (citizen: ErrandContext, input) in
                try await letter(input.number, citizen)
            },
            Route.get(PortalURL.caseReceipt, CasePages.Address.self) {
                (citizen: ErrandContext, input) in
                let view = try await receipt(input.number, citizen)
                return .page(view.page)
            },
            Route.get(PortalURL.caseReceiptPDF, CasePages.Address.self, output: .file) {
                (citizen: ErrandContext, input) in
                let view = try await receipt(input.number, citizen)
                let bytes = try await proven(view)
                return .file(bytes, type: "application/pdf", name: view.fileName)
            },
        ]
    }

    /// Sends the letter; fetching it is its hand-over.
    private func letter(_ number: String, _ citizen: ErrandContext) async throws -> Reply {
        let file = try await desk.file(number, citizen)
        guard let letter = file.issuedLetter, let blob = letter.blob else {
            return try .notFound()
        }
        let title = file.service.title.text(file.record.language)
        let reply = try await desk.send(
            blob, type: "application/pdf", name: "\(title) \(number).pdf")
        if file.task?.kind == .handover, citizen.request.method != "HEAD" {
            do {
                try await desk.cases.applicantFetched(file.record.id, citizen.person.account)
            } catch is Refusal {
                // An officer was handing it over at the same moment: it is done all the same.
            }
        }
        return reply
    }

    /// The receipt with the ledger's proof that the request was received inside; without it in
    /// the seconds before the ledger is signed.
    private func proven(_ view: ReceiptView) async throws -> [UInt8] {
        let act = view.file.acts.first { $0.type == ActKind.submitted.rawValue }?.act
        let id = view.file.record.id
        guard let act, let proof = try await desk.tools.proof(id, act) else {
            return try await desk.tools.renderer.render(view.receipt.document)
        }
        var view = view
        view.isProven = true
        let pdf = try await desk.tools.renderer.render(view.receipt.document)
        return try LetterData.attach(
            try JSONValue(parsing: proof), to: pdf, named: LetterData.receipt,
            at: view.file.record.submittedAt, zone: view.catalogue.profile.zone)
    }

    private func receipt(_ number: String, _ citizen: ErrandContext) async throws -> ReceiptView {
        ReceiptView(
            file: try await desk.file(number, citizen),
            catalogue: try await desk.tools.shelf.published(), applicant: citizen.citizen.name,
            site: desk.tools.address, ui: citizen.ui)
    }
}
