import Cases
import Kernel
import People
import Web

/// Who is kept from reporting, until when and why; who reported is not said.
struct BlocksView {
    let blocks: [ReporterBlock]
    let names: Nameplates
    let catalogue: Catalogue
    let today: Day
    let ui: UI

    private var words: Wording { ui.words }

    var page: Page {
        Page(
            words("complaints.blocks"), lead: words("complaints.blocks.lead"),
            crumbs: [Crumb(words("complaints.desk"), DeskURL.list.filled())],
            section: DeskURL.list.filled(), isWide: true,
            body: ui.table(
                caption: words("complaints.blocks"),
                columns: [
                    .init(words("complaints.column.number")),
                    .init(words("complaints.reason")), .init(words("complaints.block.day")),
                    .init(words("complaints.block.by")), .init(words("complaints.block.state")),
                ], rows: blocks.map { TableRow(cells($0)) },
                empty: ui.empty(
                    words("complaints.blocks.none"), words("complaints.blocks.none.text"))))
    }

    private func cells(_ block: ReporterBlock) -> [HTML] {
        let state =
            block.holds(on: today)
            ? ui.action(
                words("complaints.block.lift"), DeskURL.unblock.filled(block.id.text), .quiet)
            : ui.tag(
                words(block.liftedAt == nil ? "complaints.block.over" : "complaints.block.gone"))
        let number = (try? TrackingCode(block.number))?.text ?? block.number
        return [
            ui.link(number, DeskURL.deskCase.filled(number)), "\(block.reason ?? "–")",
            "\(HumanText.day(block.until, ui.language))",
            "\(names.accounts[block.by] ?? "–")", state,
        ]
    }
}
