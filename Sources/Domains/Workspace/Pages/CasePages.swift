import Cases
import Contracts
import Kernel
import People
import Web

/// The case page, and asking for the applicant's contact.
struct CasePages: Sendable {
    let tools: WorkspaceTools

    struct ShowInput: RouteInput {
        static let fields: [InputField] = [
            .path("nomor"), .query("jenis", max: 10), .query("riwayat", max: 10),
        ]
        let number: TrackingCode
        /// Which letter the drafter wants to write.
        let kind: LetterKind?
        let showsWholeHistory: Bool
        init(_ fields: inout FieldReader) throws {
            number = try CaseNumber.read(&fields)
            kind = fields.optionalText("jenis").flatMap(LetterKind.init)
            showsWholeHistory = fields.optionalText("riwayat") == "semua"
        }
    }

    var routes: [Route] {
        [
            Route.get(WorkspaceURL.file, ShowInput.self) { (context: OfficerContext, input) in
                let loading = CaseLoading(tools: tools)
                let desk = try await loading.desk(
                    input.number, context, kind: input.kind,
                    wholeHistory: input.showsWholeHistory)
                return .page(caseView(desk, context.ui))
            },
            Route.post(WorkspaceURL.reveal, NumberInput.self) {
                (context: OfficerContext, input) in
                try await tools.cases.noteContact(input.number, by: context.officer)
                return Reply.redirect(WorkspaceURL.file(input.number) + "#pemohon")
                    .flash(.info, "workspace.revealed")
            },
        ]
    }
}

/// The number in the path of everything about one case.
enum CaseNumber {
    static func read(_ fields: inout FieldReader) throws -> TrackingCode {
        guard let number = try? TrackingCode(fields.text("nomor")) else {
            throw Refusal(.notFound, "case.not_found")
        }
        return number
    }
}

struct NumberInput: RouteInput {
    static let fields: [InputField] = [.path("nomor")]
    let number: TrackingCode
    init(_ fields: inout FieldReader) throws { number = try CaseNumber.read(&fields) }
}
