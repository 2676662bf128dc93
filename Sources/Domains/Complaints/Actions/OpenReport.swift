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
    let map: CityMap

    var form: FormDefinition { service.form }
    var groups: [FieldGroup] { form.asked(draft.answers, now: today) }
    var problems: [FieldProblem] {
        let typed = form.groups.map { draft.typed($0.id).part(rule.place, PlaceProblem.part) }
        return PlaceProblem.improved(
            draft.problems(form, now: today), typed.first { !$0.isEmpty } ?? "",
            field: rule.place, map, catalogue)
    }
    var answers: Answers { form.relevant(draft.answers, now: today) }

    var topic: TopicRule? { draft.answers.text(rule.topic).flatMap(catalogue.topics.topic) }

    var place: PointAnswer? {
        guard case .point(let place)? = draft.answers[rule.place] else { return nil }
        return place
    }
}
