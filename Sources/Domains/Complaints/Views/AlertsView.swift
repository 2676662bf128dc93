import Cases
import Contracts
import Forms
import Geo
import Kernel
import Web

/// What somebody wants to hear of.
struct AlertsView {
    struct Alert: Sendable {
        let id: UUIDv7
        /// Empty: all.
        let topic, region: String
    }

    let alerts: [Alert]
    let ways: [WayShown]
    let catalogue: Catalogue
    let ui: UI

    private var words: Wording { ui.words }

    func page(_ form: FormState, _ way: FormState) -> Page {
        Page(
            words("complaints.alerts"), lead: words("complaints.alerts.lead"),
            crumbs: [Crumb(words("complaints.list"), ComplaintURL.list.filled())],
            section: ComplaintURL.list.filled(), pictureOrigin: catalogue.profile.tiles?.origin,
            body: list + add(form) + addWay(way))
    }

    private var list: HTML {
        guard !alerts.isEmpty || !ways.isEmpty else {
            return "<p>\(words("complaints.alerts.none"))</p>"
        }
        return """
            <ul class="report-cards">\(HTML.each(alerts) { item($0.id, name($0)) })\
            \(HTML.each(ways) { way in
                item(
                    way.id,
                    words(
                        "complaints.way.name",
                        [
                            "topic": topic(way.topic), "from": way.from, "to": way.to,
                            "km": HumanText.tenths(way.kilometres, ui.language),
                        ]))
            })</ul>
            """
    }

    private func item(_ id: UUIDv7, _ name: String) -> HTML {
        let end = ui.action(
            words("complaints.alert.end"), ComplaintURL.endAlert.filled(id.text), .quiet)
        return "<li class=\"report-card\"><p>\(name)</p>\(end)</li>"
    }

    private func topic(_ code: String) -> String {
        code.isEmpty
            ? words("complaints.alert.topics") : catalogue.topicTitle(code).text(ui.language)
    }

    private func name(_ alert: Alert) -> String {
        let place =
            alert.region.isEmpty
            ? words("complaints.alert.city")
            : RegionCode(alert.region).map(catalogue.placeName) ?? alert.region
        return "\(topic(alert.topic)), \(place)"
    }

    private var topics: [FormView.Choice] {
        catalogue.topics.all.filter { !$0.isNone && !$0.isSecret }
            .map { FormView.Choice($0.code, $0.title.text(ui.language)) }
    }

    private func add(_ state: FormState) -> HTML {
        let regions =
            catalogue.places.districts.map { FormView.Choice($0.code.text, $0.name) }
            + catalogue.places.regions.map { FormView.Choice($0.code.text, $0.title) }
        return ui.section(
            words("complaints.alert.add"), id: "tambah",
            ui.form(ComplaintURL.alerts.filled(), state) { form in
                """
                \(form.select(
                    "kategori", words("complaints.topic"), topics,
                    hint: words("complaints.alert.all"), isRequired: false))\
                \(form.select(
                    "wilayah", words("complaints.region"), regions,
                    hint: words("complaints.alert.all"), isRequired: false))\
                \(form.submit(words("complaints.alert.go")))
                """
            })
    }

    /// Along a way: drawn on the map, or written down.
    private func addWay(_ state: FormState) -> HTML {
        let form = ui.form(ComplaintURL.ways.filled(), state) { form in
            """
            \(form.textarea(
                DescribedWay.field, words("complaints.way"),
                hint: words("complaints.way.hint", ["metres": "\(Int(DescribedWay.reach))"]),
                rows: 4))\
            \(form.select(
                "topik", words("complaints.topic"), topics,
                hint: words("complaints.alert.all"), isRequired: false))\
            \(form.submit(words("complaints.alert.go")))
            """
        }
        return ui.section(
            words("complaints.way.add"), id: "rute",
            """
            <p>\(words("complaints.way.text"))</p>\
            <div data-way="\(DescribedWay.field)" data-way-words="\(wayWords(ui).text)"\
            \(mapData(catalogue, ui))>\(form)</div>\
            <script src="\(url: ComplaintFiles.way.address)" defer></script>
            """)
    }
}

/// A way as its owner sees it in the list.
struct WayShown: Sendable {
    let id: UUIDv7
    let topic, from, to: String
    /// Of its length, in tenths.
    let kilometres: Int64

    init(_ way: WayRows.Way, _ map: CityMap, _ catalogue: Catalogue) {
        id = way.id
        topic = way.topic
        let ends = [way.stops.first, way.stops.last].map { stop in
            stop.flatMap(map.region(at:)).map(catalogue.placeName) ?? stop?.typed ?? "–"
        }
        from = ends[0]
        to = ends[1]
        let metres = zip(way.stops, way.stops.dropFirst()).reduce(0) { $0 + $1.0.metres(to: $1.1) }
        kilometres = Int64((metres / 100).rounded())
    }
}
