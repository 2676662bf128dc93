import Cases
import Contracts
import Forms
import Kernel
import Web

/// What officers filled in at their steps, the newest of each step.
func findingsView(_ desk: CaseDesk, _ ui: UI) -> HTML {
    let newest = desk.file.findings.reduce(into: [String: StepFinding]()) { $0[$1.step] = $1 }
    let steps = desk.file.service.flow.all.filter { newest[$0.id] != nil }
    guard !steps.isEmpty else { return HTML() }
    let parts = HTML.each(steps) { step -> HTML in
        guard let finding = newest[step.id], let form = step.form else { return HTML() }
        let refusal = finding.refusal.map { reason -> HTML in
            let tag = ui.tag(ui.words("workspace.findings.refused"), .danger)
            return "<p>\(tag) \(HTML.lines(reason))</p>"
        }
        let facts = form.fields.compactMap { field -> (name: String, value: HTML)? in
            finding.answers[field.id].map {
                (field.label.text(ui.language), answer($0, field, desk, ui))
            }
        }
        let who = desk.who(finding.author, finding.position, ui)
        return """
            \(ui.heading(step.title.text(ui.language), level: 3))\
            <p class="hint">\(who), \(desk.time(finding.at, ui))</p>\(refusal ?? ui.facts(facts))
            """
    }
    return ui.section(ui.words("workspace.findings"), id: "temuan", parts)
}
