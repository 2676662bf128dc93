import Cases
import Contracts
import Forms
import Kernel

/// A report on the desk: with its draft, its service, and the day by which it is judged.
struct OpenReport: Sendable {
    let own: ReportDraft
    let draft: Draft
    let service: Service
    let rule: ReportRule
    let catalogue: Catalogue
    let today: Day
    let checks: [BlobID: FileCheck]

    var form: FormDefinition { service.form }
    var groups: [FieldGroup] { form.asked(draft.answers, now: today) }
    var problems: [FieldProblem] { draft.problems(form, now: today) }
    var answers: Answers { form.relevant(draft.answers, now: today) }

    var topic: TopicRule? { draft.answers.text(rule.topic).flatMap(catalogue.topics.topic) }

    var place: PointAnswer? {
        guard case .point(let place)? = draft.answers[rule.place] else { return nil }
        return place
    }
}
