import Cases
import Contracts
import Forms
import Kernel

/// A correction on the desk: the fields that are open, what was answered before, what was written
/// since.
struct OpenCorrection: Sendable {
    /// All open fields stand on one page.
    static let section = "perbaikan"

    let file: CaseFile
    let asked: AskedCorrection
    /// What was written so far; nothing at first.
    let draft: Draft?
    /// What may be shown of the files of the case, new ones among them.
    let checks: [BlobID: FileCheck]

    private var form: FormDefinition { file.service.form }
    /// The engine judges by the day on which the application was sent, so this does too.
    private var today: Day { Day(file.record.submittedAt, in: file.rules.calendar.zone) }

    private var named: Set<String> { Set(asked.correction.items.map(\.field)) }

    /// The fields that the officer named, and those that are asked only because of what was
    /// changed.
    var fields: [Field] {
        let open = named.union(form.opened(by: answers, before: file.answers, now: today))
        return form.fields.filter { open.contains($0.id) && $0.kind.isAnswered }
    }

    func note(_ field: Field) -> String? {
        asked.correction.items.first { $0.field == field.id }?.note
    }

    /// What was typed; the first time, the previous answers.
    var typed: TypedAnswers {
        let shown = TypedAnswers(showing: file.answers, form.places)
        guard let draft, draft.sections[Self.section] != nil else { return shown }
        return shown.merging(draft.typed(Self.section))
    }

    func newFiles(_ field: String) -> [FileAnswer] { draft?.files[field] ?? [] }

    /// All answers as they would be if this were sent now.
    var answers: Answers {
        let read = typed.read(form, group: nil).answers
        var all = file.answers
        func take(_ field: Field) {
            if case .file = field.kind {
                let new = newFiles(field.id)
                if !new.isEmpty { all[field.id] = .files(new) }
            } else {
                all[field.id] = read[field.id]
            }
        }
        let named = named
        for field in form.fields where named.contains(field.id) { take(field) }
        let opened = form.opened(by: all, before: file.answers, now: today)
        for field in form.fields where opened.contains(field.id) { take(field) }
        return all
    }

    /// What is wrong with the open fields. Others cannot be mended here and were right before.
    var problems: [FieldProblem] {
        let open = Set(fields.map(\.id))
        let misread = typed.read(form, group: nil).problems.filter { open.contains($0.field) }
        let answers = answers
        let wrong = form.check(answers, group: nil, now: today)
        return misread.joined(with: wrong.filter { open.contains($0.field) }, answers)
    }
}
