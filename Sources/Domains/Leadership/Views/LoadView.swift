import Cases
import Contracts
import Kernel
import People
import Web

/// What the page of load shows.
struct LoadModel: Sendable {
    let rows: [LoadRow]
    let colleagues: [SeatedOfficer]
    let away: Set<AccountID>
    let names: [AccountID: String]
    let catalogue: Catalogue
    /// The units that the reader leads.
    let units: Set<UnitCode>
    let now: Instant
    let zone: Zone

    /// What everybody of a unit has to do, also those who have nothing; nobody's first.
    func rows(of unit: UnitCode) -> [LoadRow] {
        var rows = rows.filter { $0.unit == unit.text }
        guard !rows.isEmpty else { return [] }
        let people = Set(colleagues.filter { $0.unit == unit }.map(\.account))
        for person in people.subtracting(rows.compactMap(\.holder)) {
            rows.append(
                LoadRow(
                    unit: unit.text, holder: person, open: 0, overdue: 0, soon: 0,
                    ages: [], oldest: nil))
        }
        return rows.sorted { one, other in
            if (one.holder == nil) != (other.holder == nil) { return one.holder == nil }
            return (-one.open, names[one.holder] ?? "") < (-other.open, names[other.holder] ?? "")
        }
    }

    var ages: [Int64] {
        (0...LoadReads.ages.count).map { place in
            rows.reduce(0) { $0 + ($1.ages.indices.contains(place) ? $1.ages[place] : 0) }
        }
    }
}

extension [AccountID: String] {
    fileprivate subscript(holder: AccountID?) -> String? { holder.flatMap { self[$0] } }
}

func loadView(_ model: LoadModel, _ ui: UI) -> Page {
    let words = ui.words
    let open = model.rows.reduce(0) { $0 + $1.open }
    let overdue = model.rows.reduce(0) { $0 + $1.overdue }
    let soon = model.rows.reduce(0) { $0 + $1.soon }
    let free = model.rows.filter { $0.holder == nil }.reduce(0) { $0 + $1.open }
    func number(_ count: Int64) -> String { HumanText.number(count, ui.language) }
    var body = ui.tiles([
        ui.tile(words("leadership.load.open"), number(open), address: loadAddress(.open)),
        ui.tile(
            words("leadership.load.overdue"), number(overdue),
            note: words("leadership.load.overdue.note"), tone: overdue > 0 ? .danger : .success,
            address: loadAddress(.overdue)),
        ui.tile(words("leadership.load.soon"), number(soon), address: loadAddress(.soon)),
        ui.tile(
            words("leadership.load.free"), number(free), tone: free > 0 ? .warning : .success,
            address: loadAddress(.open, holder: "belum")),
    ])
    body += ui.barChart(
        ChartData(
            id: "umur", title: words("leadership.load.ages"),
            summary: words("leadership.load.ages.says", ["old": "\(model.ages.last ?? 0)"]),
            label: words("leadership.load.age"),
            names: (0...LoadReads.ages.count).map { words("leadership.load.age.\($0)") },
            series: [.init(words("leadership.load.tasks"), model.ages.map { Int($0) })]))
    body += """
        <ul class="figure-links">\(HTML.each(Array(model.ages.enumerated())) { place, count in
            let text = words("leadership.load.age.\(place)")
            return """
                <li><a href="\(url: loadAddress(.age(place)))">\(text)</a> \
                <strong>\(number(count))</strong></li>
                """
        })</ul>
        """
    body += ui.details(words("leadership.how"), "<p>\(words("leadership.load.how"))</p>")
    body += ui.buttons(
        ui.linkButton(words("leadership.unit"), LeadershipURL.unit.filled(), .secondary))
    for unit in model.units.sorted() {
        let rows = model.rows(of: unit)
        guard !rows.isEmpty else { continue }
        body += section(unit, rows, model, ui)
    }
    if model.rows.isEmpty {
        body += ui.empty(words("leadership.load.empty"), words("leadership.load.empty.text"))
    }
    return Page(
        words("leadership.load"), lead: words("leadership.load.lead"),
        crumbs: [Crumb(words("leadership.desk"), "/meja")], section: LeadershipURL.load.filled(),
        isWide: true, body: body)
}

private func section(
    _ unit: UnitCode, _ rows: [LoadRow], _ model: LoadModel, _ ui: UI
) -> HTML {
    let words = ui.words
    let title = model.catalogue.unitName(unit.text)
    return ui.section(
        title,
        ui.table(
            caption: title,
            columns: [
                TableColumn(words("leadership.load.person")),
                TableColumn(words("leadership.load.open"), isNumber: true),
                TableColumn(words("leadership.load.overdue"), isNumber: true),
                TableColumn(words("leadership.load.soon"), isNumber: true),
                TableColumn(words("leadership.load.oldest")),
                TableColumn(words("leadership.load.move")),
            ], rows: rows.map { line($0, unit, model, ui) }))
}

private func line(
    _ row: LoadRow, _ unit: UnitCode, _ model: LoadModel, _ ui: UI
) -> TableRow {
    let words = ui.words
    let seat = model.colleagues.first { $0.account == row.holder && $0.unit == unit }
    let name: HTML
    if let holder = row.holder {
        let role = seat.flatMap { model.catalogue.role($0.role) }
        name = """
            \(model.names[holder] ?? words("leadership.load.unknown"))\
            \(HTML.with(role) { "<br><span class=\"hint\">\($0.title.text(ui.language))</span>" })\
            \(HTML.when(model.away.contains(holder),
                " \(ui.tag(words("leadership.load.away"), .warning))"))\
            \(HTML.when(seat == nil, " \(ui.tag(words("leadership.load.gone"), .warning))"))
            """
    } else {
        name = ui.tag(words("leadership.load.nobody"), .warning)
    }
    let choice = MoveChoice(holder: row.holder, unit: unit.text)
    let move = "\(LeadershipURL.move.filled())?dari=\(choice.holderText)&unit=\(unit.text)"
    func number(_ kind: LoadKind, _ count: Int64) -> HTML {
        guard count > 0 else { return "0" }
        return ui.link(
            HumanText.number(count, ui.language),
            loadAddress(kind, unit: unit.text, holder: choice.holderText))
    }
    return TableRow(
        [
            name, number(.open, row.open), number(.overdue, row.overdue),
            number(.soon, row.soon),
            row.oldest.map { "\(HumanText.shortDay(Day($0, in: model.zone), ui.language))" }
                ?? "–",
            row.open == 0 ? "–" : ui.link(words("leadership.load.give"), move),
        ], tone: row.overdue > 0 ? .danger : nil)
}
