import Cases
import Contracts
import Forms
import Kernel
import Web

/// A draft with the form that it fills.
struct DraftView: Sendable {
    let draft: Draft
    let faults: [Fault]

    static let summary = Shape<DraftSummary>.object(
        "DraftSummary", "A draft in a list.",
        [
            .has("id", .text(.id("The draft; later the case."))) { $0.id.text },
            .has("service", .text(ServiceShapes.code)) { $0.service.text },
            .has("createdAt", .moment) { $0.createdAt },
            .has("updatedAt", .moment) { $0.updatedAt },
        ])

    static let shape = Shape<DraftView>.object(
        "Draft", "An application that is being written.",
        [
            .has("id", .text(.id("The draft; later the case."))) { $0.draft.id.text },
            .has("service", .text(ServiceShapes.code)) { $0.draft.service.text },
            .has("createdAt", .moment) { $0.draft.createdAt },
            .has("updatedAt", .moment) { $0.draft.updatedAt },
            .has("answers", .made(AnswersJSON.schema)) { $0.answers },
            .has("files", AttachedFile.shape.list(most: 1_000)) { $0.files },
            .has("isComplete", .flag, "Whether it can be sent.") { $0.faults.isEmpty },
            .has("problems", Fault.shape.list(most: 1_000), "What is missing or wrong.") {
                $0.faults
            },
        ])

    /// The draft with the name of its state.
    var reply: Reply { .json(Self.shape.json(self)).header("ETag", DraftTag(draft).text) }

    private var answers: JSONValue {
        var texts: [String: [String]] = [:]
        for section in draft.sections.values {
            texts.merge(section.content.typed.texts) { first, _ in first }
        }
        return AnswersJSON.json(TypedAnswers(texts))
    }

    private var files: [AttachedFile] {
        draft.files.sorted { $0.key < $1.key }.flatMap { field, files in
            files.map { AttachedFile($0, of: field) }
        }
    }
}

/// A file of a draft or a case.
struct AttachedFile: Sendable {
    let id: BlobID
    let field: String
    let name: String
    let type: String
    let bytes: Int64

    static let shape = Shape<AttachedFile>.object(
        "File", "A file that answers a question.",
        [
            .has("id", .text(.id("The file."))) { $0.id.text },
            .has(
                "field", .text,
                "The question; `\(CaseFileRecord.late)` for what came later and answers none."
            ) { $0.field },
            .has("name", .text) { $0.name },
            .has("type", .text, "Its media type, found from its content.") { $0.type },
            .has("bytes", .integer) { $0.bytes },
        ])
}
