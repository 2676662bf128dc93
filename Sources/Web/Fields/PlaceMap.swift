import Forms
import Kernel

/// A small map: the kelurahan that was named among its neighbours, and the point in it. Drawn here,
/// from the city's own outlines; nobody else is asked for pictures.
struct PlaceMap {
    let answer: PointAnswer
    let places: Places
    let ui: UI

    /// What the picture shows, in hundred-thousandths of a degree (about a metre).
    private struct Frame {
        let west, north, width, height: Int64

        init?(_ points: [MapPoint]) {
            let latitudes = points.map { $0.latitude / 10 }
            let longitudes = points.map { $0.longitude / 10 }
            guard let south = latitudes.min(), let top = latitudes.max(),
                let left = longitudes.min(), let right = longitudes.max()
            else { return nil }
            // Room for the neighbours, and never so near that a metre fills the picture.
            let margin = max((top - south) / 3, (right - left) / 3, 50)
            west = left - margin
            north = top + margin
            width = right - left + 2 * margin
            height = top - south + 2 * margin
        }

        func x(_ point: MapPoint) -> Int64 { point.longitude / 10 - west }
        func y(_ point: MapPoint) -> Int64 { north - point.latitude / 10 }

        func shows(_ point: MapPoint) -> Bool {
            (0...width).contains(x(point)) && (0...height).contains(y(point))
        }

        func path(_ outline: [MapPoint]) -> String {
            "M" + outline.map { "\(x($0)) \(y($0))" }.joined(separator: "L") + "Z"
        }
    }

    /// Nothing where the city gave no outline, or no point is known.
    var html: HTML {
        guard let point = answer.point, let own = places.outlines[answer.region],
            let frame = Frame(own + [point])
        else { return HTML() }
        let neighbours = places.outlines.filter { code, outline in
            code != answer.region && outline.contains(where: frame.shows)
        }.sorted { $0.key < $1.key }
        let name = places.region(answer.region)?.title ?? answer.region.text
        let size = max(frame.width, frame.height) / 40
        let label = ui.words("web.map", ["name": name, "point": point.display(ui.language)])
        return """
            <figure class="place-map"><svg viewBox="0 0 \(frame.width) \(frame.height)" role="img" \
            aria-label="\(label)">\
            \(HTML.each(neighbours) {
                "<path class=\"map-other\" d=\"\(frame.path($0.value))\"/>"
            })\
            <path class="map-own" d="\(frame.path(own))"/>\
            <circle class="map-point" cx="\(frame.x(point))" cy="\(frame.y(point))" r="\(size)"/>\
            </svg><figcaption>\(ui.words("web.map.caption", ["name": name]))</figcaption></figure>
            """
    }
}

extension UI {
    /// A small map of a place: its kelurahan among its neighbours, and the point.
    public func placeMap(_ answer: PointAnswer, _ places: Places) -> HTML {
        PlaceMap(answer: answer, places: places, ui: self).html
    }
}
