import Cases
import Contracts
import Kernel
import People
import Web

/// The tasks behind a number of the page of load.
struct LoadListModel: Sendable {
    let list: LoadList
    let items: [LoadItem]
    let hasMore: Bool
    let page: Int
    let names: [AccountID: String]
    let catalogue: Catalogue
    let now: Instant
    let zone: Zone
}

/// Where the tasks of a number are listed.
func loadAddress(_ kind: LoadKind, unit: String? = nil, holder: String? = nil) -> String {
    var address = LeadershipURL.loadList.filled() + "?jenis=\(kind.word)"
    if let unit { address += "&unit=\(unit)" }
    if let holder { address += "&dari=\(holder)" }
    return address
}

func loadListView(_ model: LoadListModel, _ ui: UI) -> Page {
    let words = ui.words
    let kind = words("leadership.load.kind.\(model.list.kind.word)")
    let holder = model.list.holder.map { model.names[$0] ?? words("leadership.load.unknown") }
    var body = ui.table(
        caption: kind,
        columns: [
            TableColumn(words("leadership.number")), TableColumn(words("leadership.service")),
            TableColumn(words("leadership.unitName")), TableColumn(words("leadership.step")),
            TableColumn(words("leadership.load.person")), TableColumn(words("leadership.since")),
            TableColumn(words("leadership.due")),
        ],
        rows: model.items.map { row($0, model, ui) },
        empty: ui.empty(words("leadership.load.empty"), words("leadership.list.empty.text")))
    if model.hasMore {
        let address = loadAddress(
            model.list.kind, unit: model.list.unit,
            holder: model.list.isFree ? "belum" : model.list.holder?.text)
        body += ui.buttons(
            ui.linkButton(
                words("leadership.more"), address + "&hal=\(model.page + 1)", .secondary))
    }
    return Page(
        kind,
        lead: [
            model.list.unit.map { model.catalogue.unitName($0) },
            model.list.isFree ? words("leadership.load.nobody") : holder,
            HumanText.dateTime(model.now, model.zone, ui.language),
        ].compactMap(\.self).joined(separator: " · "),
        crumbs: [
            Crumb(words("leadership.desk"), "/meja"),
            Crumb(words("leadership.load"), LeadershipURL.load.filled()),
        ], section: LeadershipURL.load.filled(), isWide: true, body: body)
}

private func row(_ item: LoadItem, _ model: LoadListModel, _ ui: UI) -> TableRow {
    let words = ui.words
    let number = (try? TrackingCode(item.number))?.text ?? item.number
    let isLate = item.urgentAt.map { $0 < model.now } ?? false
    let due: HTML =
        item.urgentAt.map { at in
            let day = HumanText.shortDay(Day(at, in: model.zone), ui.language)
            return isLate
                ? ui.tag(words("leadership.lateSince", ["day": day]), .danger) : "\(day)"
        } ?? "–"
    let holder: HTML =
        item.holder.map { "\(model.names[$0] ?? words("leadership.load.unknown"))" }
        ?? ui.tag(words("leadership.load.nobody"), .warning)
    return TableRow(
        [
            ui.link(number, "/meja/berkas/" + item.number),
            "\(model.catalogue.serviceName(item.service, ui.language))",
            "\(model.catalogue.unitName(item.unit, short: true))",
            "\(model.catalogue.stepName(item.service, item.step, ui.language))", holder,
            "\(HumanText.shortDay(Day(item.openedAt, in: model.zone), ui.language))", due,
        ], tone: isLate ? .danger : nil)
}
