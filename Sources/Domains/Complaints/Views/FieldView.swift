import Cases
import Forms
import Geo
import Kernel
import Web

// The parts of a round that go along where there is no line: what waits in the phone, the form of
// what was done, and a small map.

extension RoundView {
    /// What waits in this phone; the script fills it, and without one nothing waits.
    var pocket: HTML {
        """
        <section id="lapangan" class="report-queue" hidden data-officer="\(mark)" \
        data-words="\(fieldWords.text)"><h2 tabindex="-1">\(ui.words("complaints.field"))</h2>\
        <p class="hint">\(ui.words("complaints.field.text"))</p><p role="status"></p>\
        <ul class="report-cards"></ul><div class="buttons">\
        <button type="button" class="button button-secondary" data-keep>\
        \(ui.words("complaints.field.keep"))</button>\
        <button type="button" class="button button-quiet" data-forget hidden>\
        \(ui.words("complaints.field.forget"))</button></div></section>\
        <noscript><p class="hint">\(ui.words("complaints.field.paper"))</p></noscript>
        """
    }

    private var fieldWords: JSONValue {
        let keys = [
            "waiting", "sent", "kept", "failed", "old", "photos", "remove", "sure", "again",
            "signIn", "kerjakan", "tidak-ada", "selesai", "menunggu", "kirim", "masuk", "salah",
            "noted", "far",
        ]
        return .object(
            Dictionary(
                uniqueKeysWithValues: keys.map { key in
                    let text = ui.words("complaints.field.\(key)", ["one": "#", "two": "#"])
                    return (key, JSONValue.string(text))
                }))
    }

    /// What was done here, for whoever has no line: always by the queue of the phone.
    func done(_ stop: RoundStop) -> HTML {
        let service = catalogue.services[stop.report.service]
        guard let form = service?.flow.step(stop.step)?.form else { return HTML() }
        let number = stop.report.number.text
        let view = QuestionView(ui: ui, places: catalogue.places)
        let body = ui.form(
            DeskURL.field.filled(), hasFiles: true, prefix: "selesai-\(number)"
        ) { field in
            """
            \(field.hidden("jenis", FieldAct.Kind.done.rawValue))\
            \(field.textarea("catatan", ui.words("complaints.field.what"), rows: 3, max: 4_000))\
            \(HTML.each(form.fields) { view.html($0, field) })\
            \(field.submit(ui.words("complaints.field.done"), .primary))
            """
        }
        let folded = ui.details(ui.words("complaints.field.here"), body)
        return "<div data-field-done hidden>\(folded)</div>"
    }

    /// Outlines of kelurahan around the stops, which are numbered as in the list.
    var map: HTML {
        let points = stops.enumerated().compactMap { number, stop in
            stop.point.map { (number + 1, $0) }
        }
        guard let all = GeoBox([start.point] + points.map(\.1)) else { return HTML() }
        let box = all.expanded(metres: 400)
        let frame = MapFrame(box, width: 640, height: 480)
        let rings = catalogue.places.outlines.sorted { $0.key < $1.key }
            .map { $0.value.compactMap(\.geo) }
            .filter { GeoBox($0)?.intersects(box) == true }
        let way = ([start.point] + points.map(\.1)).map { "\(frame.x($0)),\(frame.y($0))" }
            .joined(separator: " ")
        return """
            <figure class="report-map round-map">\
            <svg viewBox="0 0 \(frame.width) \(frame.height)" role="img" \
            aria-label="\(ui.words("complaints.field.map"))">\
            \(HTML.each(rings) { ring in
                let path = GeoRing(ring).map { frame.path($0) } ?? ""
                return "<path class=\"report-area\" d=\"\(path)\"/>"
            })<polyline class="round-way" points="\(way)"/>\
            \(HTML.each(points) { number, point in
                let (x, y) = (frame.x(point), frame.y(point))
                return """
                    <g class="report-heap"><circle cx="\(x)" cy="\(y)" r="14"/>\
                    <text x="\(x)" y="\(y + 5)">\(number)</text></g>
                    """
            })</svg><figcaption>\(ui.words("complaints.field.map"))</figcaption></figure>
            """
    }
}
