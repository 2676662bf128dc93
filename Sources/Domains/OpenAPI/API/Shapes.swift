import Cases
import Contracts
import Forms
import Kernel
import Web

// How the things of the house are told to programs. A schema and the JSON that it describes are
// made of one list of members.

extension Shape where Value == LocalizedText {
    static var words: Shape {
        .object(
            "Words", "One text in Indonesian and in English.",
            [.has("id", .text) { $0.id }, .has("en", .text) { $0.en }])
    }
}

/// A problem at one place.
struct Fault: Sendable {
    let field: String
    let code: String
    let detail: String

    static let shape = Shape<Fault>.object(
        "Fault", "What is wrong at one place.",
        [
            .has("field", .text, "Where: the id of a field, its parts behind dots.") { $0.field },
            .has("code", .text, "The same for the same mistake, in every language.") { $0.code },
            .has("detail", .text, "What to do, in the language that was asked for.") { $0.detail },
        ])
}

/// The ids of problem details are those of RFC 9457.
enum ProblemShape {
    static let schema = Schema.object(
        "Problem", "Why a call was refused (RFC 9457).",
        [
            .init("type", .string(0...200, "Always `about:blank`: the status says the kind.")),
            .init("title", .string(0...500)),
            .init("status", .integer(100...599)),
            .init("detail", .string(0...20_000, "What to do next, in the language asked for.")),
            .init(
                "instance", .string(0...200, "The number of this call, for questions about it.")),
            .init("code", .string(0...200, "The same for the same reason, in every language.")),
            .init("errors", .list(item, most: 1_000, "Each reason, with its field if it has one.")),
        ])

    private static let item = Schema.object(
        "ProblemItem", "One reason of a refusal.",
        [
            .init("code", .string(0...200)), .init("detail", .string(0...20_000)),
            .init("field", .string(0...500), isRequired: false),
        ])
}

/// A service in a list.
enum ServiceShapes {
    static let code = Schema.string(
        1...40, pattern: "^[a-z][a-z0-9-]*$", "The code of a service.", example: "penelitian")

    static let summary = Shape<Service>.object(
        "ServiceSummary", "A service of the city.", summaryMembers)

    private static let summaryMembers: [Shape<Service>.Member] = [
        .has("code", .text(code)) { $0.code.text },
        .has("title", .words) { $0.title },
        .has("summary", .words) { $0.summary },
        .has("category", .text) { $0.category },
        .has("owner", .text, "The unit that answers for it.") { $0.owner.text },
        .has("level", .integer, "0: a confirmed contact; 1: matched; 2: proven identity.") {
            Int64($0.identityLevel)
        },
        .has("isFree", .flag) { $0.fee.rule == nil },
        .has("promise", .words, "The time promised, from the complete application.") {
            LocalizedText(id: $0.promise.text(.id), en: $0.promise.text(.en))
        },
    ]

    static let full = Shape<Service>.object(
        "Service", "A service with its questions and its way through the offices.",
        summaryMembers + [
            .has("version", .text, "Cases keep the version that they began with.") { $0.version },
            .has("groups", group.list(most: 200)) { $0.form.groups },
            .has("steps", step.list(most: 200)) { $0.flow.all },
            .has("dismissals", dismissal.list(most: 100), "Reasons of the act `dismiss`.") {
                $0.terms.dismissals
            },
        ])

    private static let dismissal = Shape<DismissalReason>.object(
        "Dismissal", "A reason for which a case ends without work on it.",
        [.has("id", .text) { $0.id }, .has("title", .words) { $0.title }])

    static let group = Shape<FieldGroup>.object(
        "Group", "Questions that are asked together.",
        [
            .has("id", .text) { $0.id }, .has("title", .words) { $0.title },
            .may("help", .words) { $0.help },
            .has("isConditional", .flag, "Asked only when earlier answers ask for it.") {
                $0.condition != nil
            },
            .has("fields", field.list(most: 500)) { $0.fields },
        ])

    private static let option = Shape<Option>.object(
        "Option", "An answer that may be chosen, by its code.",
        [.has("code", .text) { $0.code }, .has("label", .words) { $0.label }])

    private static let fileRule = Shape<FileRule>.object(
        "FileRule", "Which files are taken.",
        [
            .has("types", Shape<String>.text.list(most: 20), "Media types.") {
                $0.kinds.map(\.mediaType)
            },
            .has("maxBytes", .integer) { Int64($0.maxBytes) },
            .has("maxCount", .integer) { Int64($0.maxCount) },
        ])

    private static let fieldMembers: [Shape<Field>.Member] = [
        .has("id", .text) { $0.id },
        .has("kind", .choice(FieldKind.names)) { $0.kind.name },
        .has("label", .words) { $0.label },
        .may("help", .words) { $0.help },
        .has("isRequired", .flag) { $0.required },
        .has("isConditional", .flag) { $0.condition != nil },
        .may("options", option.list(most: 1_000)) { $0.kind.options },
        .may("file", fileRule) { $0.kind.fileRule },
    ]

    private static let column = Shape<Field>.object(
        "Column", "A question of a table.", fieldMembers)

    private static let field = Shape<Field>.object(
        "Field", "A question.",
        fieldMembers + [
            .may("columns", column.list(most: 50), "Of a table.") { $0.kind.columns }
        ])

    private static let step = Shape<Step>.object(
        "Step", "A step of the way through the offices.",
        [
            .has("id", .text) { $0.id },
            .has("kind", .choice(StepKind.allCases.map(\.rawValue))) { $0.kind.rawValue },
            .has("title", .words) { $0.title }, .has("unit", .text) { $0.unit.text },
        ])
}

extension FieldKind {
    fileprivate var options: [Option]? {
        switch self {
        case .choice(let options), .choices(let options): options
        default: nil
        }
    }

    fileprivate var fileRule: FileRule? { if case .file(let rule) = self { rule } else { nil } }

    fileprivate var columns: [Field]? {
        if case .table(let rule) = self { rule.columns } else { nil }
    }
}
