import Cases
import Contracts
import Kernel
import Web

/// Permits that are due for a visit, the longest due first.
struct VisitView {
    let due: [DueVisit]
    let catalogue: Catalogue
    let today: Day
    let ui: UI

    private var words: Wording { ui.words }

    var page: Page {
        Page(
            words("permits.visits"), lead: words("permits.visits.lead"),
            crumbs: [Crumb(words("permits.desk"), PermitURL.desk.filled())],
            section: PermitURL.desk.filled(), isWide: true, body: table)
    }

    private var table: HTML {
        ui.table(
            caption: words("permits.visits"),
            columns: [
                .init(words("permits.column.number")), .init(words("permits.column.kind")),
                .init(words("permits.column.place")), .init(words("permits.visits.last")),
                .init(words("permits.visits.due")), .init(words("permits.visits.act")),
            ],
            rows: due.map { item in
                let permit = item.permit
                return TableRow([
                    ui.link(permit.number, PermitURL.desk(permit.number)),
                    "\(catalogue.permitTitle(permit.kind).text(ui.language))",
                    "\(permit.where(catalogue))",
                    "\(permit.visited.map(day) ?? words("permits.visits.never"))",
                    "\(day(item.due))", act(item),
                ])
            }, empty: ui.empty(words("permits.visits.none"), words("permits.visits.none.text")))
    }

    private func day(_ day: Day) -> String { HumanText.day(day, ui.language) }

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
