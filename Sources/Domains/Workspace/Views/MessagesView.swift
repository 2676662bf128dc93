import Cases
import Contracts
import Kernel
import People
import Web

/// Cases whose applicant has written and waits for an answer, longest first.
func messagesView(_ model: InboxModel, _ ui: UI) -> HTML {
    ui.table(
        caption: ui.words("workspace.tab.messages"),
        columns: [
            TableColumn(ui.words("workspace.column.number")),
            TableColumn(ui.words("workspace.column.service")),
            TableColumn(ui.words("workspace.column.state")),
            TableColumn(ui.words("workspace.column.unit")),
            TableColumn(ui.words("workspace.column.asked")),
        ],
        rows: model.inbox.messages.map { row($0, model, ui) },
        empty: ui.empty(
            ui.words("workspace.empty.messages"), ui.words("workspace.empty.messages.text")))
}

private func row(_ message: UnansweredCase, _ model: InboxModel, _ ui: UI) -> TableRow {
    let record = message.record
    let zone = model.catalogue.calendar.zone
    let service = model.service(record.service)?.title.text(ui.language)
    let unit = model.catalogue.unit(record.unit)?.short
    let holder = model.holder(
        message.holder, you: ui.words("workspace.you"), colleague: ui.words("workspace.colleague"))
    return TableRow([
        numberLink(record.number, ui),
        "\(service ?? record.service.text)",
        stateTag(record, ui),
        """
        \(unit ?? record.unit.text)\
        \(HTML.with(holder) { holder in
            let isMine = message.holder == model.officer.account
            return "<br>\(ui.tag(holder, isMine ? .info : .neutral))"
        })
        """,
        """
        \(HumanText.relative(message.since, to: model.now, ui.language))<br>\
        <span class="hint">\(HumanText.dateTime(message.since, zone, ui.language))</span>
        """,
    ])
}
