import Cases
import Forms
import Kernel
import Web

/// Draws the questions that a city wrote with the components of the site.
struct FieldView {
    let ui: UI
    let catalogue: Catalogue
    let files: FilePlaces

    /// - Parameter answers: what was answered so far, for values that are computed from it.
    /// - Parameter there: the files that the question has already.
    func html(
        _ field: Field, _ form: FormView, answers: Answers, there: [FileAnswer]
    ) -> HTML {
        QuestionView(ui: ui, places: catalogue.places, answers: answers) { field, rule, form in
            FileFieldView(ui: ui, places: files).html(field, rule, form, there)
        }.html(field, form)
    }
}
