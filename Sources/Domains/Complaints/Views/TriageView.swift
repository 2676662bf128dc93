import Cases
import Contracts
import Forms
import Kernel
import People
import Web

/// Open reports as a list of work.
struct TriageView {
    let filter: TriageFilter
    let isFirst: Bool
    let rows: [TriageRow]
    let hasMore: Bool
    let officer: Officer
    let catalogue: Catalogue
    let now: Instant
    let ui: UI

    private var words: Wording { ui.words }

    private var query: [(name: String, value: String?)] {
        [
            ("kategori", filter.topic), ("keadaan", filter.state?.rawValue),
            ("wilayah", filter.region?.text), ("unit", filter.unit?.text),
            ("lewat", filter.isOverdue ? "ya" : nil),
        ]
    }

    var page: Page {
        Page(
            words("complaints.desk"), lead: words("complaints.desk.lead"),
            crumbs: [Crumb(words("complaints.crumb.desk"), DeskURL.inbox.filled())],
            section: DeskURL.list.filled(), isWide: true,
            body: "\(links)\(form)\(table)\(more)")
    }

    private var links: HTML {
        let blocks = HTML.when(
            officer.may(.keepReports),
            """
            \(ui.linkButton(words("complaints.blocks"), DeskURL.blocks.filled(), .quiet))\
            \(ui.linkButton(words("complaints.partners"), DeskURL.partners.filled(), .quiet))
            """)
        return ui.buttons(
            ui.linkButton(words("complaints.round"), DeskURL.round.filled(), .secondary),
            ui.linkButton(words("complaints.board"), DeskURL.board.filled(), .secondary), blocks)
    }

    // MARK: What narrows it

    private var form: HTML {
        let topics = catalogue.topics.all.map { ($0.code, $0.title.text(ui.language)) }
        let states = ReportState.allCases.filter(\.isOpen)
            .map { ($0.rawValue, stateWord($0, ui)) }
        let regions =
            catalogue.places.districts.map { ($0.code.text, $0.name) }
            + catalogue.places.regions.map { ($0.code.text, $0.title) }
        let units = Set(catalogue.topics.all.map(\.unit)).sorted()
            .map { ($0.text, catalogue.unitName($0, ui.language)) }
        return """
            <form method="get" action="\(url: DeskURL.list.filled())" class="report-filter">\
            \(filterSelect("kategori", "complaints.topic", topics, filter.topic, ui))\
            \(filterSelect("keadaan", "complaints.state", states, filter.state?.rawValue, ui))\
            \(filterSelect("wilayah", "complaints.region", regions, filter.region?.text, ui))\
            \(filterSelect("unit", "complaints.unit", units, filter.unit?.text, ui))\
            <div class="field tick"><input type="checkbox" id="lewat" name="lewat" value="ya"\
            \(flag: "checked", filter.isOverdue)>\
            <label for="lewat">\(words("complaints.desk.overdue"))</label></div>\
            <button type="submit" class="button-secondary">\(words("complaints.filter"))</button>\
            </form>
            """
    }

    // MARK: The list

    private var table: HTML {
        ui.table(
            caption: words("complaints.desk"),
            columns: [
                .init(words("complaints.desk.report")), .init(words("complaints.state")),
                .init(words("complaints.region")), .init(words("complaints.desk.age")),
                .init(words("complaints.desk.due")),
                .init(words("complaints.desk.supports"), isNumber: true),
                .init(words("complaints.desk.near"), isNumber: true),
            ],
            rows: rows.map { row in
                TableRow(cells(row), tone: row.isOverdue(at: now) ? .danger : nil)
            },
            empty: ui.empty(words("complaints.desk.none"), words("complaints.desk.none.text")))
    }

    private func cells(_ row: TriageRow) -> [HTML] {
        let report = row.report
        let elapsed = now.milliseconds(since: report.at)
        return [
            what(row), ui.tag(stateWord(report.state, ui), tone(report.state)),
            "\(report.region.map(catalogue.placeName) ?? "–")",
            "\(HumanText.elapsed(elapsed, ui.language))", due(row),
            "\(HumanText.number(report.supports, ui.language))",
            "\(HumanText.number(row.near, ui.language))",
        ]
    }

    private func what(_ row: TriageRow) -> HTML {
        let report = row.report
        let title = catalogue.topicTitle(report.topic).text(ui.language)
        return """
            <div class="triage">\(thumb(row))<div>\
            <a href="\(url: DeskURL.deskCase.filled(report.number.text))">\
            \(title.isEmpty ? report.number.text : title)</a>\
            <p class="triage-text">\(text(row))</p>\
            <p class="hint">\(report.number.text) · \
            \(catalogue.unitName(report.unit, ui.language))</p></div></div>
            """
    }

    private func text(_ row: TriageRow) -> HTML {
        if let text = row.report.text { return "\(shortened(text, to: 110))" }
        let key = row.isHidden ? "complaints.desk.hidden" : "complaints.desk.secret"
        return "<em>\(words(key))</em>"
    }

    private func thumb(_ row: TriageRow) -> HTML {
        let count = words("complaints.desk.photos", ["count": "\(row.photos)"])
        guard let photo = row.thumb else {
            return row.photos == 0
                ? HTML() : "<span class=\"triage-photo triage-no-photo\">\(count)</span>"
        }
        let address = ComplaintURL.thumb.filled(row.report.number.text, "\(photo.place)")
        return """
            <img class="triage-photo" src="\(url: address)" loading="lazy" alt="\(count)" \
            width="\(photo.thumb.width)" height="\(photo.thumb.height)">
            """
    }

    private func due(_ row: TriageRow) -> HTML {
        guard let due = row.urgentAt else {
            return "<span class=\"hint\">\(words("complaints.desk.waits"))</span>"
        }
        let zone = catalogue.profile.zone
        let text = HumanText.dateTime(due, zone, ui.language)
        guard row.isOverdue(at: now) else {
            return ui.time(text, Moments(zone: zone, language: ui.language).iso(due))
        }
        return "\(text) \(ui.tag(words("complaints.desk.late"), .danger))"
    }

    private var more: HTML {
        var first = HTML()
        if !isFirst {
            first = """
                <a class="page-step" href="\(url: DeskURL.narrowed(DeskURL.list, query))">\
                \(words("complaints.desk.first"))</a>
                """
        }
        var next = HTML()
        if hasMore, let last = rows.last {
            let address = DeskURL.narrowed(
                DeskURL.list, query + [("setelah", TriagePlace(last).text)])
            next = """
                <a class="page-step" rel="next" href="\(url: address)">\
                \(words("complaints.desk.more"))</a>
                """
        }
        return "<p class=\"report-steps\">\(first) \(next)</p>"
    }
}

/// A select of a form that narrows a list.
func filterSelect(
    _ name: String, _ label: String, _ choices: [(value: String, text: String)],
    _ chosen: String?, _ ui: UI
) -> HTML {
    """
    <div class="field"><label for="\(name)">\(ui.words(label))</label>\
    <select id="\(name)" name="\(name)"><option value="">\(ui.words("complaints.any"))</option>\
    \(HTML.each(choices) {
        let isChosen = $0.value == chosen
        return "<option value=\"\($0.value)\"\(flag: "selected", isChosen)>\($0.text)</option>"
    })</select></div>
    """
}
