import Cases
import Contracts
import Kernel
import Web

struct OverviewModel: Sendable {
    let open: [Sitting]
    /// Sheets that wait for a leader's word.
    let late: [Sitting]
    let series: [SheetSeries]
    let openSheets: Int64
    /// Pages in the trays.
    let tray: Int64
    let posts: [PositionID: LocalizedText]
}

func overviewView(
    _ model: OverviewModel, _ form: FormState, _ catalogue: Catalogue, mayAllow: Bool, _ ui: UI
) -> HTML {
    let words = ui.words
    let zone = catalogue.profile.zone
    func title(_ sitting: Sitting) -> String {
        catalogue.services[sitting.service].map { words($0.title) } ?? sitting.service.text
    }
    func moment(_ instant: Instant) -> String { HumanText.dateTime(instant, zone, ui.language) }
    let figures = ui.facts([
        (words("counter.overview.drafts"), "\(model.open.count)"),
        (words("counter.overview.sheets"), "\(model.openSheets)"),
        (words("counter.overview.tray"), "\(model.tray)"),
        (words("counter.overview.late"), "\(model.late.count)"),
    ])
    let late = ui.table(
        caption: words("counter.overview.late"),
        columns: [
            .init(words("counter.number")), .init(words("counter.service.column")),
            .init(words("counter.sheet.received")), .init(words("counter.sheet.what")),
        ],
        rows: model.late.map { sitting in
            let number = sitting.sheet?.text ?? ""
            let action =
                mayAllow
                ? ui.action(words("counter.sheet.allow"), CounterURL.allow.filled(number))
                : HTML.text(words("counter.sheet.waits"))
            return TableRow([
                .text(number), .text(title(sitting)),
                .text(sitting.receivedAt.map(moment) ?? ""), action,
            ])
        }, empty: "<p class=\"hint\">\(words("counter.overview.late.none"))</p>")
    let open = ui.table(
        caption: words("counter.overview.drafts"),
        columns: [
            .init(words("counter.service.column")), .init(words("counter.post")),
            .init(words("counter.unit")), .init(words("counter.since")),
        ],
        rows: model.open.map { sitting in
            TableRow([
                .text(title(sitting)),
                .text(model.posts[sitting.position].map { words($0) } ?? "–"),
                .text(catalogue.officeName(sitting.unit)), .text(moment(sitting.begunAt)),
            ])
        }, empty: "<p class=\"hint\">\(words("counter.overview.drafts.none"))</p>")
    return """
        \(ui.problems(form.problems))\(figures)\
        \(ui.section(words("counter.overview.late"), late))\
        \(ui.section(words("counter.overview.drafts"), open))\
        <p>\(ui.link(words("counter.sheets"), CounterURL.sheets.filled()))</p>
        """
}
