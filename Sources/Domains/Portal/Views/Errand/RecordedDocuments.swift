import Cases
import Forms
import Kernel
import Web

// The documents of national systems that one application asks for, each with how far it is.
extension SituationView {
    var documents: HTML {
        let steps = file.way.flatMap { step -> [Step] in
            step.kind == .parallel ? file.branches(of: step).flatMap(\.self) : [step]
        }.filter { $0.kind == .record }
        guard !steps.isEmpty, record.state != .closed || record.outcome == .granted else {
            return HTML()
        }
        let facts = steps.map { step -> (name: String, value: HTML) in
            (ui.words(step.title), document(step))
        }
        return ui.section(ui.words("portal.documents"), ui.facts(facts))
    }

    /// “Terbit”, with what was recorded of it; or who works on it.
    private func document(_ step: Step) -> HTML {
        guard let finding = file.findings.last(where: { $0.step == step.id }) else {
            let isRunning = file.tasks.contains { $0.step == step.id }
            return ui.tag(
                ui.words(isRunning ? "portal.documents.running" : "portal.documents.later"),
                isRunning ? .info : .neutral)
        }
        if let reason = finding.refusal {
            return """
                \(ui.tag(ui.words("portal.documents.refused"), .danger))<br>\(HTML.lines(reason))
                """
        }
        let writer = AnswerText(catalogue: file.rules.catalogue)
        let said = (step.form?.fields ?? []).compactMap { field -> String? in
            if case .file = field.kind { return nil }
            return finding.answers[field.id].map {
                "\(ui.words(field.label)): \(writer.text($0, of: field, ui.language))"
            }
        }
        return """
            \(ui.tag(ui.words("portal.documents.done"), .success))\
            \(HTML.each(said) { "<br>\($0)" })
            """
    }
}
