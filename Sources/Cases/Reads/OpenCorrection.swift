import Contracts
import Forms
import Kernel
import Store

/// A correction on the desk: the fields that are open, what was answered before, what was written
/// since.
public struct OpenCorrection: Sendable {
    /// All open fields stand on one page.
    public static let section = "perbaikan"

    public let file: CaseFile
    public let asked: AskedCorrection
    /// What was written so far; nothing at first.
    public let draft: Draft?
    /// What may be shown of the files of the case, new ones among them.
    public let checks: [BlobID: FileCheck]

    private var form: FormDefinition { file.service.form }
    /// The engine judges by the day on which the application was sent, so this does too.
    private var today: Day { Day(file.record.submittedAt, in: file.rules.calendar.zone) }

    private var named: Set<String> { Set(asked.correction.items.map(\.field)) }

    /// The fields that the officer named, and those that are asked only because of what was
    /// changed.
    public var fields: [Field] {
        let open = named.union(form.opened(by: answers, before: file.answers, now: today))
        return form.fields.filter { open.contains($0.id) && $0.kind.isAnswered }
    }

    public func note(_ field: Field) -> String? {
        asked.correction.items.first { $0.field == field.id }?.note
    }

    /// What was typed; the first time, the previous answers.
    public var typed: TypedAnswers {
        let shown = TypedAnswers(showing: file.answers, form.places)
        guard let draft, draft.sections[Self.section] != nil else { return shown }
        return shown.merging(draft.typed(Self.section))
    }

    public func newFiles(_ field: String) -> [FileAnswer] { draft?.files[field] ?? [] }

    /// All answers as they would be if this were sent now.
    public var answers: Answers {
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
    public var problems: [FieldProblem] {
        let open = Set(fields.map(\.id))
        let misread = typed.read(form, group: nil).problems.filter { open.contains($0.field) }
        let answers = answers
        let wrong = form.check(answers, group: nil, now: today)
        return misread.joined(with: wrong.filter { open.contains($0.field) }, answers)
    }
}

extension Cases {
    /// The correction that a case waits for, with what was written so far; nothing when it waits
    /// for none. Whoever asks was given the case.
    public func openCorrection(of file: CaseFile) async throws -> OpenCorrection? {
        guard let asked = file.openCorrection else { return nil }
        let record = file.record
        let found = try await store.read("correction.load") { [drafts] reader in
            let draft = try drafts.correction(
                of: record.id, account: record.applicant, in: reader)
            let hasFiles = !(draft?.files.isEmpty ?? true)
            let checks = hasFiles ? try drafts.checks.all(of: record.id, in: reader) : [:]
            return (draft: draft, checks: checks)
        }
        return OpenCorrection(
            file: file, asked: asked, draft: found.draft, checks: found.checks)
    }
}
