import Cases
import Contracts
import Kernel
import Web

/// What has gone up to this officer: not his task, but his to see to.
func escalatedView(_ model: InboxModel, _ ui: UI) -> HTML {
    guard !model.escalated.isEmpty else { return HTML() }
    let items = HTML.each(model.escalated) { item -> HTML in
        let service = model.service(item.service)?.title.text(ui.language) ?? item.service.text
        let unit = model.catalogue.unit(item.task.unit)?.short ?? item.task.unit.text
        let late = item.task.dueAt.map { HumanText.relative($0, to: model.now, ui.language) } ?? ""
        return """
            <li>\(ui.link(item.number.text, WorkspaceURL.file(item.number))) \(service) – \
            \(ui.words("kind.\(item.task.kind.rawValue)")), \(unit) \
            <span class="hint">\(ui.words("workspace.escalated.due", ["when": late]))</span></li>
            """
    }
    return ui.notice(
        .warning, title: ui.words("workspace.escalated"),
        "<p>\(ui.words("workspace.escalated.text"))</p><ul>\(items)</ul>")
}
