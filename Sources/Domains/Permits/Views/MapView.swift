import Contracts
import Forms
import Kernel
import Web

/// How many permits hold in each kelurahan: a drawing of the city's own outlines, and the same
/// numbers as a table. Nobody else is asked for pictures.
struct MapView {
    let counts: [RegionCode: Int64]
    let places: Places
    let ui: UI

    private var words: Wording { ui.words }

    /// What a number opens: the permits that it counts.
    private static func holding(_ region: RegionCode) -> [(String, String?)] {
        [("kelurahan", region.text), ("keadaan", PermitState.inForce.rawValue)]
    }

    /// What the drawing shows, in hundred-thousandths of a degree (about a metre).
    private struct Frame {
        let west, north, width, height: Int64

        init?(_ points: [MapPoint]) {
            let latitudes = points.map { $0.latitude / 10 }
            let longitudes = points.map { $0.longitude / 10 }
            guard let south = latitudes.min(), let top = latitudes.max(),
                let left = longitudes.min(), let right = longitudes.max()
            else { return nil }
            let margin = max((top - south), (right - left)) / 40
            west = left - margin
            north = top + margin
            width = right - left + 2 * margin
            height = top - south + 2 * margin
        }

        func path(_ outline: [MapPoint]) -> String {
            "M"
                + outline.map { "\($0.longitude / 10 - west) \(north - $0.latitude / 10)" }
                .joined(separator: "L") + "Z"
        }
    }

    var page: Page {
        Page(
            words("permits.map"), lead: words("permits.map.lead"),
            crumbs: [
                Crumb(words("permits.crumb.home"), "/"),
                Crumb(words("permits.register"), PermitURL.list.filled()),
            ], section: PermitURL.list.filled(), isWide: true, isIndexed: true,
            body: "\(drawing)\(ui.section(words("permits.map.table"), table))")
    }

    /// Few, some, many: a fifth of the largest number each.
    private func level(_ count: Int64, of most: Int64) -> Int64 {
        count == 0 || most == 0 ? 0 : 1 + (count - 1) * 4 / most
    }

    private var drawing: HTML {
        guard let frame = Frame(places.outlines.values.flatMap(\.self)) else { return HTML() }
        let most = counts.values.max() ?? 0
        let areas = places.outlines.sorted { $0.key < $1.key }
        return """
            <figure class="permit-map" role="group" aria-label="\(words("permits.map.label"))">\
            <svg viewBox="0 0 \(frame.width) \(frame.height)">\(HTML.each(areas) { area in
                let count = counts[area.key] ?? 0
                let name = places.region(area.key)?.title ?? area.key.text
                let label = words(
                    "permits.map.area",
                    ["name": name, "count": HumanText.number(count, ui.language)])
                return """
                    <a href="\(url: PermitURL.list(Self.holding(area.key)))" \
                    aria-label="\(label)"><title>\(label)</title>\
                    <path class="permit-area permit-area-\(level(count, of: most))" \
                    d="\(frame.path(area.value))"/></a>
                    """
            })</svg><figcaption>\(words("permits.map.caption"))</figcaption></figure>
            """
    }

    private var table: HTML {
        let known = places.regions.filter { (counts[$0.code] ?? 0) > 0 }
            .sorted { counts[$0.code] ?? 0 > counts[$1.code] ?? 0 }
        return ui.table(
            caption: words("permits.map.table"),
            columns: [
                .init(words("permits.region")), .init(words("permits.map.count"), isNumber: true),
            ],
            rows: known.map { region in
                TableRow([
                    ui.link(
                        region.title, PermitURL.list(Self.holding(region.code))),
                    "\(HumanText.number(counts[region.code] ?? 0, ui.language))",
                ])
            }, empty: "<p>\(words("permits.map.none"))</p>")
    }
}
