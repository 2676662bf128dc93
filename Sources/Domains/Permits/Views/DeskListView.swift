import Cases
import Contracts
import Kernel
import Web

/// The list of officers who keep the register: what waits for a decision, a search, the permits.
struct DeskListView {
    let waiting, permits: [Permit]
    /// The number after which the list goes on.
    let next: [UInt8]?
    let filter: PermitFilter
    let form: FormState
    /// Whether these are the permits of one holder.
    let isByHolder: Bool
    let catalogue: Catalogue
    let today: Day
    let ui: UI

    private var words: Wording { ui.words }
    private var hasSystems: Bool { catalogue.services.values.contains { $0.terms.intake != nil } }

    var page: Page {
        Page(
            words("permits.desk"), lead: words("permits.desk.lead"),
            section: PermitURL.desk.filled(), isWide: true,
            body: """
                \(HTML.when(!waiting.isEmpty, ui.section(
                    words("permits.desk.waiting"), table(waiting, words("permits.desk.waiting")))))\
                <div class="permit-finds">\(search)\(holderForm)</div>\
                \(ui.section(
                    words("permits.desk.list"), table(permits, words("permits.desk.list"))))\
                \(more)\(ui.linkButton(
                    words("permits.visits"), PermitURL.visits.filled(), .secondary)) \
                \(HTML.when(hasSystems, ui.linkButton(
                    words("permits.systems"), PermitURL.systems.filled(), .secondary)))
                """)
    }

    private var search: HTML {
        ui.card(
            nil,
            ui.search(
                PermitURL.desk.filled(), value: filter.text, label: words("permits.search"),
                hint: words("permits.search.hint")))
    }

    private var holderForm: HTML {
        ui.card(
            nil,
            ui.form(PermitURL.find.filled(), form) { field in
                """
                \(field.text("pemegang", words("permits.desk.holder"),
                    hint: words("permits.desk.holder.hint"), autocomplete: "off", max: 120))\
                \(field.submit(words("permits.desk.find"), .secondary))
                """
            })
    }

    private func table(_ permits: [Permit], _ caption: String) -> HTML {
        ui.table(
            caption: caption,
            columns: [
                .init(words("permits.column.number")), .init(words("permits.column.kind")),
                .init(words("permits.column.holder")), .init(words("permits.column.until")),
                .init(words("permits.column.state")),
            ],
            rows: permits.map { permit in
                TableRow([
                    ui.link(permit.number, PermitURL.desk(permit.number)),
                    "\(catalogue.permitTitle(permit.kind).text(ui.language))",
                    "\(permit.holder.isEmpty ? "–" : permit.holder)",
                    "\(lastDay(permit, ui))",
                    stateTag(permit.state(on: today), ui),
                ])
            },
            empty: "<p>\(words(none))</p>"
        )
    }

    private var none: String {
        if isByHolder { return "permits.desk.none.holder" }
        return next == nil ? "permits.none.found" : "permits.none.here"
    }

    private var more: HTML {
        guard let number = next else { return HTML() }
        let next = PermitURL.adding(
            [
                ("q", filter.text.isEmpty ? nil : filter.text),
                ("keadaan", filter.state?.rawValue),
                ("setelah", PermitNumber.slug(key: number)),
            ], to: PermitURL.desk.filled())
        return "<p><a rel=\"next\" href=\"\(url: next)\">\(words("permits.more"))</a></p>"
    }
}
