import Cases
import Contracts
import Kernel
import Web

/// Figures of units, drawn and as a table.
struct BoardView {
    let units: [(code: UnitCode, figures: ReportFigures)]
    let days: Int
    let catalogue: Catalogue
    let ui: UI

    private var words: Wording { ui.words }

    var page: Page {
        Page(
            words("complaints.board"), lead: words("complaints.board.lead"),
            crumbs: [Crumb(words("complaints.desk"), DeskURL.list.filled())],
            section: DeskURL.list.filled(), isWide: true,
            body: units.isEmpty
                ? ui.empty(words("complaints.board.none"), words("complaints.board.none.text"))
                : "\(spans)\(charts)\(table)\(how)")
    }

    private func name(_ code: UnitCode) -> String {
        catalogue.unit(code)?.short ?? code.text
    }

    private var spans: HTML {
        ui.tabs(
            words("complaints.board.span"),
            BoardPages.spans.map { span in
                (
                    words("complaints.board.days", ["count": "\(span)"]),
                    DeskURL.narrowed(DeskURL.board, [("hari", "\(span)")]), nil
                )
            }, current: DeskURL.narrowed(DeskURL.board, [("hari", "\(days)")]))
    }

    private var charts: HTML {
        let names = units.map { name($0.code) }
        let open = units.reduce(0) { $0 + $1.figures.open }
        let overdue = units.reduce(0) { $0 + $1.figures.overdue }
        let values = ["open": "\(open)", "overdue": "\(overdue)"]
        return ui.barChart(
            ChartData(
                id: "terbuka", title: words("complaints.board.open"),
                summary: words("complaints.board.open.says", values),
                label: words("complaints.unit"), names: names,
                series: [
                    .init(
                        words("complaints.board.inTime"),
                        units.map { $0.figures.open - $0.figures.overdue }),
                    .init(words("complaints.board.overdue"), units.map(\.figures.overdue)),
                ]))
            + ui.barChart(
                ChartData(
                    id: "tepat", title: words("complaints.board.kept"),
                    summary: words("complaints.board.kept.says"),
                    label: words("complaints.unit"), names: names,
                    series: [
                        .init(
                            words("complaints.board.percent"),
                            units.map { $0.figures.inTimeShare ?? 0 })
                    ]))
    }

    private var table: HTML {
        ui.table(
            caption: words("complaints.board"),
            columns: [
                .init(words("complaints.unit")),
                .init(words("complaints.board.received"), isNumber: true),
                .init(words("complaints.board.open"), isNumber: true),
                .init(words("complaints.board.overdue"), isNumber: true),
                .init(words("complaints.board.kept"), isNumber: true),
                .init(words("complaints.board.toAnswer"), isNumber: true),
                .init(words("complaints.board.toRepair"), isNumber: true),
                .init(words("complaints.board.refuted"), isNumber: true),
                .init(words("complaints.board.satisfied"), isNumber: true),
            ],
            rows: units.map { unit in
                TableRow(cells(unit.code, unit.figures))
            })
    }

    private func cells(_ code: UnitCode, _ figures: ReportFigures) -> [HTML] {
        let address = DeskURL.narrowed(DeskURL.list, [("unit", code.text)])
        return [
            ui.link(name(code), address), number(figures.received), number(figures.open),
            number(figures.overdue), percent(figures.inTimeShare),
            hours(figures.answerHours.median, ui), hours(figures.repairHours.median, ui),
            percent(figures.refutedShare), percent(figures.satisfaction),
        ]
    }

    private func number(_ count: Int) -> HTML { "\(HumanText.number(count, ui.language))" }

    private func percent(_ share: Int?) -> HTML {
        guard let share else { return "–" }
        return "\(share) %"
    }

    private var how: HTML {
        ui.details(words("complaints.board.how"), "<p>\(words("complaints.board.how.text"))</p>")
    }
}

/// “5 jam”, “3 hari 2 jam”: how long something took.
func hours(_ count: Int64?, _ ui: UI) -> HTML { "\(hoursText(count, ui))" }

func hoursText(_ count: Int64?, _ ui: UI) -> String {
    guard let count else { return "–" }
    let (days, rest) = (Int(count / 24), Int(count % 24))
    let parts = [
        days == 0 ? nil : HumanText.count(days, .day, ui.language),
        rest == 0 && days > 0 ? nil : HumanText.count(rest, .hour, ui.language),
    ]
    return parts.compactMap(\.self).joined(separator: " ")
}
