import Cases
import Contracts
import Forms
import Kernel
import People
import Store
import Web

/// Files of a case: what the applicant sent, the letter in preparation, the issued letter.
struct CaseFiles: Sendable {
    let tools: WorkspaceTools

    struct FileInput: RouteInput {
        static let fields: [InputField] = [.path("nomor"), .path("blob")]
        let number: TrackingCode
        let blob: BlobID
        init(_ fields: inout FieldReader) throws {
            number = try CaseNumber.read(&fields)
            blob = try fields.id("blob", else: "case.not_found")
        }
    }

    struct PictureInput: RouteInput {
        static let fields = FileInput.fields + [.path("halaman", max: 4)]
        let file: FileInput
        let page: Int
        init(_ fields: inout FieldReader) throws {
            file = try FileInput(&fields)
            guard let page = Int(fields.text("halaman")) else {
                throw Refusal(.notFound, "case.not_found")
            }
            self.page = page
        }
    }

    struct ProofInput: RouteInput {
        static let fields: [InputField] = [.path("nomor"), .path("tindakan", max: 10)]
        let number: TrackingCode
        let act: Int64
        init(_ fields: inout FieldReader) throws {
            number = try CaseNumber.read(&fields)
            guard let act = Int64(fields.text("tindakan")), act > 0 else {
                throw Refusal(.notFound, "case.not_found")
            }
            self.act = act
        }
    }

    var routes: [Route] {
        [
            Route.get(WorkspaceURL.proof, ProofInput.self, output: .file) {
                (context: OfficerContext, input) in
                let record = try await tools.cases.record(input.number, for: context.officer)
                guard let bytes = try await tools.proof(record.id, input.act) else {
                    throw Refusal(.conflict, "workspace.proof.soon")
                }
                return .file(
                    bytes, type: "application/json",
                    name: "bukti-\(record.number.text)-\(input.act).json")
            },
            Route.get(WorkspaceURL.flow, NumberInput.self, output: .file) {
                (context: OfficerContext, input) in
                let record = try await tools.cases.record(input.number, for: context.officer)
                let rules = try await tools.cases.rules(record.service, version: record.version)
                let tasks = try await tools.cases.standing(of: record.id)?.tasks ?? []
                let drawing = FlowDrawing(
                    rules.service, rules.catalogue, context.ui.language,
                    current: Set(tasks.map(\.step)))
                return .drawing(svg: drawing.svg, name: "alur.svg")
            },
            Route.get(WorkspaceURL.attachment, FileInput.self, output: .file) {
                (context: OfficerContext, input) in
                let found = try await tools.cases.attachment(
                    input.blob, of: input.number, for: context.officer)
                // What a stranger sent is saved, never opened here; its pictures are shown.
                return send(found, inline: false)
            },
            Route.get(WorkspaceURL.picture, PictureInput.self, output: .file) {
                (context: OfficerContext, input) in
                let picture = try await tools.cases.picture(
                    input.file.blob, page: input.page, of: input.file.number,
                    for: context.officer)
                return .picture(
                    try await tools.blobs.read(picture), name: "halaman-\(input.page).jpg")
            },
            Route.get(WorkspaceURL.letterPDF, NumberInput.self, output: .file) {
                (context: OfficerContext, input) in
                let found = try await tools.cases.issuedLetter(
                    of: input.number, for: context.officer)
                return send(found, inline: true)
            },
            Route.get(WorkspaceURL.draftPDF, CasePages.ShowInput.self, output: .file) {
                (context: OfficerContext, input) in
                try await draft(context, input)
            },
        ]
    }

    func send(_ found: CaseAttachment, inline: Bool) -> Reply {
        let type = FileKind(rawValue: found.kind)?.mediaType ?? "application/octet-stream"
        let stream = tools.blobs.stream(found.blob)
        return .file(type: type, name: found.name, inline: inline, length: Int(found.blob.size)) {
            writer in
            for try await chunk in stream { try await writer.write(chunk) }
        }
    }

    /// The saved text as the letter would look; before the first save, the template.
    private func draft(
        _ context: OfficerContext, _ input: CasePages.ShowInput
    ) async throws -> Reply {
        let file = try await tools.cases.file(
            input.number, for: context.officer, as: .letter)
        let kind = input.kind ?? file.letter?.kind ?? .grant
        let text: String
        if file.letter?.kind == kind, let newest = file.letterVersions.last {
            text = newest.text
        } else {
            text = try tools.cases.draftLetter(for: file, kind: kind)
        }
        return try await LetterPreview(cases: tools.cases).reply(file, kind, text)
    }
}
