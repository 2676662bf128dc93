import Cases
import Contracts
import Forms
import Kernel
import Web

/// What a step asks of its officer, as it comes with an act.
struct StepFields: Sendable {
    static let inputs: [InputField] =
        SentFields.inputs + [
            .files(prefix: SentFields.prefix, max: 25_000_000)
        ]
    /// All files of one act together, in bytes.
    static let allFiles = 60_000_000

    let typed: TypedAnswers
    let files: [UploadedFile]
    /// A table has a row more or less: the page is shown again, nothing is done.
    let isRowPress: Bool

    init(_ fields: inout FieldReader) {
        let sent = SentFields(&fields)
        typed = sent.typed
        files = fields.files
        isRowPress = sent.rowPress != nil
    }

    /// What was filled in, understood.
    /// - Throws: a `Refusal` with each problem at its input.
    func findings(_ form: FormDefinition?) throws -> Findings {
        guard let form else { return Findings() }
        let (answers, problems) = typed.read(form, group: nil)
        guard problems.isEmpty else {
            throw Refusal(
                .invalid,
                problems: problems.map {
                    Refusal.Problem($0.key, field: $0.input, values: $0.values)
                })
        }
        return Findings(
            answers,
            files: files.filter { !$0.bytes.isEmpty }.map { file in
                Findings.File(
                    field: String(file.field.dropFirst(SentFields.prefix.count)), name: file.name,
                    bytes: file.bytes)
            })
    }
}

/// An act without words at a step that may ask for something.
struct StepInput: ActInput {
    static let fields = Seen.fields + StepFields.inputs
    let seen: Seen
    let step: StepFields
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

    /// The inputs of those fields; nothing where the step asks for nothing.
    func stepFields(_ act: DeskAct, _ view: FormView, _ ui: UI) -> HTML {
        let catalogue = file.rules.catalogue
        let questions = QuestionView(
            ui: ui, places: catalogue.places, answers: file.answers.merging(file.found))
        return HTML.each(asked(form(act))) { questions.html($0, view) }
    }

    /// Whether files may come with the step's act.
    var hasFileFields: Bool {
        step?.form?.fields.contains { if case .file = $0.kind { true } else { false } } ?? false
    }
}
