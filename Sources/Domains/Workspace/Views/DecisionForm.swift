import Kernel
import Web

/// The two buttons of a second pair of eyes, with the reason that a refusal needs.
/// - Parameters:
///   - words: what the keys of the words begin with.
///   - yes: the key of the button that lets it pass.
func decisionForm(
    _ address: String, _ form: FormState, _ words: String, approving yes: String, _ ui: UI
) -> HTML {
    ui.form(address, form) { field in
        let approve = field.submit(
            ui.words("\(words).\(yes)"), name: "putusan", value: "setuju", .primary)
        let refuse = field.submit(
            ui.words("\(words).refuse"), name: "putusan", value: "tolak")
        return """
            \(field.textarea(
                "alasan", ui.words("\(words).refusal"), hint: ui.words("\(words).refusal.hint"),
                isRequired: false, rows: 2, max: 1_000))\(ui.buttons(approve, refuse))
            """
    }
}
