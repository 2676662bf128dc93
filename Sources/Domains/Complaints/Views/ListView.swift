import Cases
import Contracts
import Forms
import Geo
import Kernel
import Web

/// A page of the public list, with its map.
struct ListView {
    let filter: ReportFilter
    let isFirst: Bool
    let reports: [Report]
    /// The last report of this part, where the list goes on.
    let next: Report?
    let clusters: [MapCluster]
    let catalogue: Catalogue
    let ui: UI

    private var words: Wording { ui.words }

    private var query: [(name: String, value: String?)] {
        [
            ("kategori", filter.topic), ("keadaan", filter.state?.rawValue),
            ("wilayah", filter.region?.text),
        ]
    }

    var page: Page {
        Page(
            words("complaints.list"), lead: words("complaints.list.lead"),
            crumbs: [Crumb(words("complaints.crumb.home"), "/")],
            section: ComplaintURL.list.filled(), isWide: true,
            isIndexed: isFirst && query.allSatisfy { $0.value == nil }, feed: feed,
            manifest: ComplaintURL.manifest.filled(),
            pictureOrigin: catalogue.profile.tiles?.origin,
            body: """
                <p>\(ui.linkButton(words("complaints.new"), ComplaintURL.new.filled()))</p>\
                <div class="report-board"><div>\(form)\(list)\(more)</div>\(map)</div>\
                <ul class="report-links" id="sesudah-peta" tabindex="-1">\
                <li>\(ui.link(words("complaints.download"), download))</li>\
                <li>\(ui.link(words("complaints.feed"), feed))</li>\
                <li>\(ui.link(words("complaints.alerts"), ComplaintURL.alerts.filled()))</li>\
                <li>\(ui.link(words("complaints.figures"), ComplaintURL.figures.filled()))</li>\
                </ul>\
                <script src="\(url: ComplaintFiles.list.address)" defer></script>
                """)
    }

    private var feed: String {
        ComplaintURL.feed.filled()
            + ComplaintURL.list(query).dropFirst(
                ComplaintURL.list.filled().count)
    }

    private var download: String {
        ComplaintURL.table.filled()
            + ComplaintURL.list(query).dropFirst(
                ComplaintURL.list.filled().count)
    }

    private var form: HTML {
        let topics = catalogue.topics.all.filter { !$0.isNone && !$0.isSecret }
            .map { ($0.code, $0.title.text(ui.language)) }
        let states = ReportState.allCases.filter { $0 != .archived }
            .map { ($0.rawValue, stateWord($0, ui)) }
        let regions =
            catalogue.places.districts.map { ($0.code.text, $0.name) }
            + catalogue.places.regions.map { ($0.code.text, $0.title) }
        return """
            <form method="get" action="\(url: ComplaintURL.list.filled())" class="report-filter">\
            \(select("kategori", "complaints.topic", topics, filter.topic))\
            \(select("keadaan", "complaints.state", states, filter.state?.rawValue))\
            \(select("wilayah", "complaints.region", regions, filter.region?.text))\
            <button type="submit" class="button button-secondary">\
            \(words("complaints.filter"))</button>\
            </form>
            """
    }

    private func select(
        _ name: String, _ label: String, _ choices: [(value: String, text: String)],
        _ chosen: String?
    ) -> HTML {
        """
        <div class="field"><label for="\(name)">\(words(label))</label>\
        <select id="\(name)" name="\(name)"><option value="">\(words("complaints.any"))</option>\
        \(HTML.each(choices) {
            let isChosen = $0.value == chosen
            return "<option value=\"\($0.value)\"\(flag: "selected", isChosen)>\($0.text)</option>"
        })</select></div>
        """
    }

    private var list: HTML {
        guard !reports.isEmpty else {
            return ui.empty(words("complaints.none.found"), words("complaints.none.text"))
        }
        return """
            <ul class="report-cards">\(HTML.each(reports) { reportCard($0, catalogue, ui) })</ul>
            """
    }

    private var more: HTML {
        guard let next else { return HTML() }
        let place = "\(next.at.milliseconds).\(next.caseID.text)"
        let address = ComplaintURL.list(query + [("setelah", place)])
        return """
            <p><a class="page-step" rel="next" href="\(url: address)">\
            \(words("complaints.more"))</a></p>
            """
    }

    private var map: HTML {
        let outlines = catalogue.places.outlines.sorted { $0.key < $1.key }
        let rings = outlines.map { ($0.key, $0.value.compactMap(\.geo)) }
        guard let box = GeoBox(rings.flatMap(\.1)) else { return HTML() }
        let frame = MapFrame(box, width: 640, height: 720)
        return """
            <figure class="report-map" role="group" aria-label="\(words("complaints.map.label"))" \
            data-map="now"\(mapData(catalogue, ui)) \
            data-query="\(mapQuery)"><a class="map-skip" href="#sesudah-peta">\
            \(words("complaints.map.skip"))</a>\
            <svg viewBox="0 0 \(frame.width) \(frame.height)">\(HTML.each(rings) { code, ring in
                let name = catalogue.placeName(code)
                let address = ComplaintURL.list([("wilayah", code.text)])
                let path = GeoRing(ring).map { frame.path($0) } ?? ""
                return """
                    <a href="\(url: address)" aria-label="\(name)"><title>\(name)</title>\
                    <path class="report-area" d="\(path)"/></a>
                    """
            })\(HTML.each(clusters) { cluster($0, frame) })</svg>\
            <figcaption>\(words("complaints.map.caption"))</figcaption></figure>
            """
    }

    private var mapQuery: String {
        String(ComplaintURL.list(query).dropFirst(ComplaintURL.list.filled().count + 1))
    }

    private func cluster(_ cluster: MapCluster, _ frame: MapFrame) -> HTML {
        let size = 6 + min(16, 3 * (64 - cluster.count.leadingZeroBitCount))
        let (x, y) = (frame.x(cluster.centre), frame.y(cluster.centre))
        let count = HumanText.number(cluster.count, ui.language)
        return """
            <g class="report-heap"><circle cx="\(x)" cy="\(y)" r="\(size)"/>\
            <text x="\(x)" y="\(y + 5)">\(count)</text></g>
            """
    }
}
