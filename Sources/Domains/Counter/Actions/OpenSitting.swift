import Cases
import Contracts
import Forms
import Kernel

/// A sitting on the desk: with its draft, its service, and the day by which it is judged.
struct OpenSitting: Sendable {
    let sitting: Sitting
    let draft: Draft
    let service: Service
    let catalogue: Catalogue
    let today: Day
    let checks: [BlobID: FileCheck]

    var id: String { sitting.id }
    var form: FormDefinition { service.form }
    /// What is asked, given the answers so far.
    var groups: [FieldGroup] { form.asked(draft.answers, now: today) }
    var problems: [FieldProblem] { draft.problems(form, now: today) }

    /// The questions that are answered by files.
    var documents: [Field] {
        groups.flatMap(\.fields).filter { if case .file = $0.kind { true } else { false } }
    }
}
