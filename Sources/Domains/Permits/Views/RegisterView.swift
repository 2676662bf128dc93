import Cases
import Contracts
import Forms
import Kernel
import Web

/// A page of the public list.
struct RegisterModel {
    let filter: PermitFilter
    let isFirst: Bool
    let permits: [Permit]
    /// The number after which the list goes on.
    let next: [UInt8]?
    let catalogue: Catalogue
    let today: Day

    /// The parameters that keep the list as it is narrowed.
    var query: [(name: String, value: String?)] {
        [
            ("q", filter.text.isEmpty ? nil : filter.text), ("jenis", filter.kind?.text),
            ("keadaan", filter.state?.rawValue), ("kelurahan", filter.region?.text),
        ]
    }
}

struct RegisterView {
    let model: RegisterModel
    let ui: UI

    private var words: Wording { ui.words }

    var page: Page {
        Page(
            words("permits.register"), lead: words("permits.register.lead"),
            crumbs: [Crumb(words("permits.crumb.home"), "/")],
            section: PermitURL.list.filled(), isWide: true,
            isIndexed: model.isFirst && model.query.allSatisfy { $0.value == nil },
            body: """
                \(form)\(list)\(more)\(ui.buttons(
                    ui.linkButton(words("permits.map"), PermitURL.map.filled(), .secondary),
                    ui.linkButton(
                        words("permits.download"),
                        PermitURL.adding(model.query, to: PermitURL.table.filled()), .secondary)))
                """)
    }

    private var form: HTML {
        let kinds = model.catalogue.permitKinds.map {
            ($0.code.text, $0.title.text(ui.language))
        }
        let states = PermitState.allCases.map {
            ($0.rawValue, words("permits.state.\($0.rawValue)"))
        }
        let regions = model.catalogue.places.regions.map { ($0.code.text, $0.title) }
        return """
            <form method="get" action="\(url: PermitURL.list.filled())" class="permit-filter" \
            role="search"><div class="field"><label for="q">\(words("permits.search"))</label>\
            <p class="hint" id="q-hint">\(words("permits.search.hint"))</p>\
            <input type="search" id="q" name="q" maxlength="120" value="\(model.filter.text)" \
            aria-describedby="q-hint" autocomplete="off"></div>\
            \(narrowing("jenis", "permits.kind", kinds, model.filter.kind?.text, ui))\
            \(narrowing("keadaan", "permits.state", states, model.filter.state?.rawValue, ui))\
            \(narrowing("kelurahan", "permits.region", regions, model.filter.region?.text, ui))\
            <button type="submit" class="button">\(words("permits.search.submit"))</button></form>
            """
    }

    private var list: HTML {
        ui.table(
            caption: words("permits.register"),
            columns: [
                .init(words("permits.column.number")), .init(words("permits.column.kind")),
                .init(words("permits.column.holder")), .init(words("permits.column.place")),
                .init(words("permits.column.until")), .init(words("permits.column.state")),
            ],
            rows: model.permits.map { permit in
                TableRow([
                    ui.link(permit.number, PermitURL.one(permit.number)),
                    "\(model.catalogue.permitTitle(permit.kind).text(ui.language))",
                    "\(permit.holder.isEmpty ? "–" : permit.holder)",
                    "\(permit.where(model.catalogue))",
                    "\(lastDay(permit, ui))",
                    stateTag(permit.state(on: model.today), ui),
                ])
            },
            empty: empty)
    }

    private var empty: HTML {
        guard model.next == nil else {
            return ui.empty(words("permits.none.here"), words("permits.none.here.text"))
        }
        return ui.empty(
            words(model.isFirst ? "permits.none.found" : "permits.none.more"),
            words("permits.none.text"))
    }

    private var more: HTML {
        guard let number = model.next else { return HTML() }
        let next = PermitURL.list(
            model.query + [("setelah", PermitNumber.slug(key: number))])
        return """
            <p><a class="page-step" rel="next" href="\(url: next)">\(words("permits.more"))</a></p>
            """
    }
}

extension Permit {
    /// Place and kelurahan in a line.
    func `where`(_ catalogue: Catalogue) -> String {
        let parts = [place, region.map(catalogue.placeName)].compactMap(\.self)
        return parts.isEmpty ? "–" : parts.joined(separator: ", ")
    }
}

/// A choice by which a list is narrowed.
/// - Parameter any: the key of what narrows nothing.
func narrowing(
    _ name: String, _ label: String, _ choices: [(value: String, text: String)],
    _ chosen: String?, any: String = "permits.any", _ ui: UI
) -> HTML {
    """
    <div class="field"><label for="\(name)">\(ui.words(label))</label>\
    <select id="\(name)" name="\(name)"><option value="">\(ui.words(any))</option>\
    \(HTML.each(choices) {
        let isChosen = $0.value == chosen
        return "<option value=\"\($0.value)\"\(flag: "selected", isChosen)>\($0.text)</option>"
    })</select></div>
    """
}

/// The last day of a permit in words.
func lastDay(_ permit: Permit, _ ui: UI) -> String {
    permit.until.map { HumanText.day($0, ui.language) } ?? ui.words("permits.endless")
}

/// The state as a label.
func stateTag(_ state: PermitState, _ ui: UI) -> HTML {
    ui.tag(ui.words("permits.state.\(state.rawValue)"), state.tone)
}

extension PermitState {
    var tone: Tone {
        switch self {
        case .inForce: .success
        case .expired, .suspended: .warning
        case .revoked: .danger
        case .superseded: .neutral
        }
    }
}
