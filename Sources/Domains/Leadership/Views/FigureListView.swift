import Cases
import Kernel
import Web

/// The cases of one figure: as many as the figure says, those that are too confidential as a
/// number.
func figureListView(_ model: FigureListModel, _ ui: UI) -> Page {
    let words = ui.words
    let kind = words("leadership.kind.\(model.kind.rawValue)")
    var body: HTML = """
        <p class="figure-value">\(HumanText.number(model.count, ui.language)) \
        <span class="figure-word">\(words("leadership.cases"))</span></p>\
        <p>\(words("leadership.kind.\(model.kind.rawValue).how", values(model, ui)))</p>
        """
    if model.closed > 0 {
        body += ui.notice(
            .info,
            text: words(
                "leadership.closed", ["count": HumanText.number(model.closed, ui.language)]))
    }
    body += ui.table(
        caption: kind,
        columns: [
            TableColumn(words("leadership.number")), TableColumn(words("leadership.service")),
            TableColumn(words("leadership.unitName")), TableColumn(words("leadership.step")),
            TableColumn(words("leadership.since")), TableColumn(words("leadership.due")),
        ],
        rows: model.items.map { row($0, model, ui) },
        empty: ui.empty(words("leadership.list.empty"), words("leadership.list.empty.text")))
    if model.hasMore, let last = model.items.last {
        let place = FigurePlace(key: last.key, id: last.id)
        let address =
            model.door.list(model.kind, model.filter, model.period, ahead: model.ahead)
            + "&setelah=\(place.text)"
        body += ui.buttons(
            ui.linkButton(
                words("leadership.more"), address,
                .secondary))
    }
    let page = model.door.page(model.period, unit: model.filter.unit)
    return Page(
        kind,
        lead: [
            model.filter.unit.map { model.catalogue.unitName($0) },
            model.filter.service.map { model.catalogue.serviceName($0, ui.language) },
            model.kind.isOfPeriod
                ? HumanText.period(model.days.lowerBound, model.days.upperBound, ui.language)
                : HumanText.dateTime(model.now, model.zone, ui.language),
        ].compactMap(\.self).joined(separator: " · "),
        crumbs: [
            Crumb(words("leadership.desk"), "/meja"),
            Crumb(
                words(model.door == .city ? "leadership.city" : "leadership.unit"), page),
        ], section: model.door.page.filled(), isWide: true, body: body)
}

private func values(_ model: FigureListModel, _ ui: UI) -> [String: String] {
    [
        "day": HumanText.day(Day(model.until, in: model.zone), ui.language),
        "days": "\(Figures.near)",
    ]
}

private func row(_ item: FigureItem, _ model: FigureListModel, _ ui: UI) -> TableRow {
    let isLate = item.due.map { $0 < model.now } ?? false
    // Whoever may not open the case reads what everybody reads who knows its number.
    let address = (model.mayOpen(item) ? "/meja/berkas/" : "/lacak/") + item.number
    let number = (try? TrackingCode(item.number))?.text ?? item.number
    let due: HTML =
        item.due.map { due in
            let day = HumanText.shortDay(Day(due, in: model.zone), ui.language)
            return isLate
                ? ui.tag(ui.words("leadership.lateSince", ["day": day]), .danger)
                : "\(day)"
        } ?? "–"
    let standing = Standing(rawValue: item.standing)
    let step = model.catalogue.stepName(item.service, item.step, ui.language)
    return TableRow(
        [
            ui.link(number, address),
            "\(model.catalogue.serviceName(item.service, ui.language))",
            "\(model.catalogue.unitName(item.working, short: true))",
            """
            \(HTML.when(standing != nil, "\(step)<br>"))\
            <span class="hint">\(ui.words("leadership.standing.\(item.standing)"))</span>
            """,
            "\(HumanText.shortDay(Day(item.since, in: model.zone), ui.language))", due,
        ], tone: isLate ? .danger : nil)
}
