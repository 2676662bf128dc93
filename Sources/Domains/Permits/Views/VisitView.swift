import Cases
import Contracts
import Forms
import Kernel
import Web

/// The plan of visits: how many are due in each month, and which, the highest risk first.
struct VisitView {
    let plan: VisitPlan
    let catalogue: Catalogue
    let ui: UI

    private var words: Wording { ui.words }

    var page: Page {
        Page(
            words("permits.visits"), lead: words("permits.visits.lead"),
            crumbs: [Crumb(words("permits.desk"), PermitURL.desk.filled())],
            section: PermitURL.desk.filled(), isWide: true,
            body: "\(chart)\(form)\(ui.section(name(plan.part), table + more))")
    }

    /// What a part of the plan is called: the month of today has only its rest.
    private func name(_ part: VisitPart) -> String {
        guard let month = part.month else { return words("permits.visits.part.now") }
        let name = "\(HumanText.monthName(month.month, ui.language)) \(month.year)"
        return part.from == month ? name : words("permits.visits.part.rest", ["month": name])
    }

    private var chart: HTML {
        let now = plan.counts.first?.permits ?? 0
        let later = plan.counts.dropFirst().reduce(0) { $0 + $1.permits }
        let last = plan.counts.last.map { name($0.part) } ?? ""
        let drawing = ui.barChart(
            ChartData(
                id: "jatuh-tempo", title: words("permits.visits.months"),
                summary: words(
                    "permits.visits.months.says",
                    [
                        "now": HumanText.number(now, ui.language),
                        "later": HumanText.number(later, ui.language), "last": last,
                    ]),
                label: words("permits.visits.month"), names: plan.counts.map { name($0.part) },
                series: [.init(words("permits.visits.count"), plan.counts.map(\.permits))]))
        let how = words("permits.visits.months.how", ["minutes": "\(VisitCounts.minutes)"])
        return "\(drawing)<p class=\"hint\">\(how)</p>"
    }

    private var form: HTML {
        let kinds = plan.kinds.map {
            ($0.text, catalogue.permitTitle($0).text(ui.language))
        }
        let months = plan.counts.compactMap { count in
            count.part.code.map { ($0, name(count.part)) }
        }
        return """
            <form method="get" action="\(url: PermitURL.visits.filled())" \
            class="permit-filter permit-plan">\
            \(narrowing("jenis", "permits.kind", kinds, plan.kind?.text, ui))\
            \(narrowing(
                "bulan", "permits.visits.month", months, plan.part.code,
                any: "permits.visits.part.now", ui))\
            <button type="submit" class="button">\(words("permits.visits.narrow"))</button></form>
            """
    }

    private var table: HTML {
        ui.table(
            caption: words("permits.visits"),
            columns: [
                .init(words("permits.column.number")), .init(words("permits.column.place")),
                .init(words("permits.visits.why")),
                .init(words("permits.visits.last")), .init(words("permits.visits.due")),
                .init(words("permits.visits.act")),
            ],
            rows: plan.due.map { item in
                let permit = item.permit
                let kind = catalogue.permitTitle(permit.kind).text(ui.language)
                return TableRow([
                    """
                    \(ui.link(permit.number, PermitURL.desk(permit.number)))<br>\
                    <span class="hint">\(kind)</span>
                    """,
                    "\(permit.where(catalogue))", "\(permit.whyVisited(catalogue, ui))",
                    "\(permit.lastVisit(ui))", "\(HumanText.day(item.due, ui.language))",
                    act(item),
                ])
            }, empty: ui.empty(words("permits.visits.none"), words("permits.visits.none.text")))
    }

    private var more: HTML {
        guard let place = plan.next else { return HTML() }
        let next = PermitURL.adding(
            [
                ("jenis", plan.kind?.text), ("bulan", plan.part.code), ("setelah", place.text),
            ], to: PermitURL.visits.filled())
        return """
            <p><a class="page-step" rel="next" href="\(url: next)">\(words("permits.more"))</a></p>
            """
    }

    private func act(_ item: DueVisit) -> HTML {
        guard let running = item.running else {
            return ui.action(
                words("permits.visit.begin"),
                PermitURL.visit.filled(PermitNumber.slug(item.permit.number)),
                values: ["sebab": VisitReason.regular.rawValue])
        }
        return ui.link(
            words("permits.visit.running", ["number": running.text]),
            PermitURL.deskCase.filled(running.text))
    }
}

extension Permit {
    /// Why it is visited as often as it is; empty where nobody visits.
    func whyVisited(_ catalogue: Catalogue, _ ui: UI) -> String {
        guard let visits = catalogue.visits(of: kind) else { return "" }
        let days = HumanText.number(visits.days(risk), ui.language)
        guard let levels = catalogue.services[kind]?.riskLevels else {
            return ui.words("permits.visits.why.plain", ["days": days])
        }
        let field = levels.field.label.text(ui.language)
        guard !risk.isEmpty else {
            return ui.words("permits.visits.why.unknown", ["field": field, "days": days])
        }
        let level = levels.options.first { $0.code == risk }
        return ui.words(
            "permits.visits.why.risk",
            ["field": field, "level": level?.label.text(ui.language) ?? risk, "days": days])
    }

    /// The day of the last visit; where there was none, that of the issue.
    func lastVisit(_ ui: UI) -> String {
        if let visited { return HumanText.day(visited, ui.language) }
        return ui.words("permits.visits.never", ["day": HumanText.day(issued, ui.language)])
    }
}
