import Cases
import Contracts
import Forms
import Kernel
import Web

/// What a step asks of its officer, as it comes with an act or before it.
struct StepFields: Sendable {
    static let inputs: [InputField] =
        SentFields.inputs + [
            .form("simpanan", max: 60), .files(prefix: SentFields.prefix, max: SentFields.maxFile),
        ]

    let typed: TypedAnswers
    let files: [SentWork.File]
    /// The saved state that the page was made from.
    let seen: WorkStamp
    /// A table has a row more or less: the page is shown again, nothing is done.
    let isRowPress: Bool
    /// What else a button may say: `unggah`, `hapus:FILE`.
    let press: String

    init(_ fields: inout FieldReader) {
        let sent = SentFields(&fields)
        typed = sent.typed
        isRowPress = sent.rowPress != nil
        press = fields.optionalText(SentFields.action) ?? ""
        seen = WorkStamp(text: fields.optionalText("simpanan") ?? "")
        files = fields.files.filter { !$0.bytes.isEmpty }.map { file in
            SentWork.File(
                field: String(file.field.dropFirst(SentFields.prefix.count)), name: file.name,
                bytes: file.bytes)
        }
    }

    /// What is kept with the task.
    /// - Parameter texts: what was typed around the fields of the step.
    func work(_ texts: [String: String]) -> SentWork {
        let removed = press.hasPrefix("hapus:") ? BlobID(text: String(press.dropFirst(6))) : nil
        return SentWork(
            WorkContent(typed, texts: texts.filter { !$0.value.isEmpty }), files: files,
            removed: removed, seen: seen)
    }

    /// The form as it stands now, with a row more or less.
    func form(_ texts: [String: String]) -> FormState {
        var form = SentFields.form(typed)
        for (name, text) in texts { form.values[name] = [text] }
        return form
    }

    /// What was filled in, understood, and what was not.
    func read(_ form: FormDefinition?) -> (answers: Answers, problems: [FieldProblem]) {
        form.map { typed.read($0, group: nil) } ?? (Answers(), [])
    }
}

/// An act at a step that may ask for something.
protocol StepActInput: ActInput {
    var step: StepFields { get }
    /// What was typed around the fields of the step, kept with them.
    var texts: [String: String] { get }
    /// What is wrong around them; files are kept before it is said.
    var problems: [Refusal.Problem] { get }
    /// For the words around them; nothing where none is given.
    var phrase: PhrasePress? { get }
    /// The field that a phrase goes into.
    static var phraseText: String { get }
}

extension StepActInput {
    var phrase: PhrasePress? { nil }
    static var phraseText: String { "pendapat" }
}

/// An act without words at such a step.
struct StepInput: StepActInput {
    static let fields = Seen.fields + StepFields.inputs
    let seen: Seen
    let step: StepFields
    var texts: [String: String] { [:] }
    var problems: [Refusal.Problem] { [] }
    init(_ fields: inout FieldReader) throws {
        seen = try Seen(&fields)
        step = StepFields(&fields)
    }
}

extension CaseDesk {
    /// The fields that this officer's step asks now, given what is known and what was typed.
    func asked(_ form: FormState) -> [Field] {
        guard let step, let own = step.form else { return [] }
        let typed = SentFields(form, action: "").typed.read(own, group: nil).answers
        let known = file.answers.merging(file.found).merging(typed)
        let everything = file.service.everything
        let groups = everything.asked(known, now: Day(now, in: zone))
        return groups.filter { $0.id == step.id }.flatMap(\.fields)
    }

    /// Whether files may come with the step's act.
    var hasFileFields: Bool {
        step?.form?.fields.contains { if case .file = $0.kind { true } else { false } } ?? false
    }
}
