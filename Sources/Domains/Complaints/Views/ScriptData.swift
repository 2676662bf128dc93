import Cases
import Forms
import Kernel
import Web

// What the scripts of reports read from their page: names of fields, addresses, and their words.

/// What a map needs beside its element: where its scripts and its data are.
func mapData(_ catalogue: Catalogue, _ ui: UI) -> HTML {
    let words = scriptWords(
        [
            "label": "complaints.map.live", "in": "complaints.map.in", "out": "complaints.map.out",
            "approximate": "complaints.map.approximate", "open": "complaints.map.open",
            "heap": "complaints.map.heap", "caption": "complaints.map.touch",
        ], ui)
    let tiles = catalogue.profile.tiles.map { tiles in
        JSONValue.object(["url": .string(tiles.url), "attribution": .string(tiles.attribution)])
            .text
    }
    return """
         data-map-script="\(ComplaintFiles.map.address)" \
        data-map-style="\(ComplaintFiles.mapStyle.address)" \
        data-outlines="\(ComplaintURL.outlines.filled())" \
        data-points="\(ComplaintURL.points.filled())" data-report="/laporan/"\
        \(attribute: "data-tiles", tiles) data-map-words="\(words.text)"
        """
}

/// The reports that wait in this browser; the script fills it, and without one there are none.
/// - Parameter carriesWords: for pages without a form, which else has them.
func queueList(_ ui: UI, carriesWords: Bool = false) -> HTML {
    let words = carriesWords ? writeWords(ui).text : nil
    return """
        <section id="antrean" class="report-queue" hidden\(attribute: "data-words", words)>\
        <h2 tabindex="-1">\(ui.words("complaints.queue"))</h2>\
        <p class="hint">\(ui.words("complaints.queue.text"))</p><p role="status"></p>\
        <ul class="report-cards"></ul></section>
        """
}

var writeScript: HTML {
    "<script src=\"\(url: ComplaintFiles.write.address)\" defer></script>"
}

/// Words of the script; `#` stands for what it fills in.
func writeWords(_ ui: UI) -> JSONValue {
    let states = ["menunggu", "kirim", "kode", "sibuk", "salah", "hilang"]
    let keys = [
        "pick": "map.pick", "close": "map.close", "failed": "map.failed", "take": "point.take",
        "inside": "point.inside", "small": "photo.small", "smaller": "photo.smaller",
        "photoPlace": "photo.place", "photoPlaceGo": "photo.place.go", "photoDay": "photo.day",
        "photoDayGo": "photo.day.go", "waiting": "queue.waiting", "photos": "queue.photos",
        "untitled": "queue.untitled", "code": "queue.code", "again": "queue.again",
        "edit": "queue.edit", "remove": "queue.remove", "removeSure": "queue.remove.sure",
        "sent": "queue.sent", "offline": "queue.offline",
    ]
    guard case .object(var members) = scriptWords(keys.mapValues { "complaints.\($0)" }, ui) else {
        return .object([:])
    }
    members["states"] = scriptWords(
        Dictionary(uniqueKeysWithValues: states.map { ($0, "complaints.queue.\($0)") }), ui)
    return .object(members)
}

/// Words of the script that draws a way.
func wayWords(_ ui: UI) -> JSONValue {
    scriptWords(
        [
            "pick": "complaints.way.pick", "close": "complaints.map.close",
            "failed": "complaints.map.failed", "undo": "complaints.way.undo",
            "tap": "complaints.way.tap",
        ], ui)
}

/// Texts whose places a script fills: each is called by a number and becomes `#`.
private func scriptWords(_ keys: [String: String], _ ui: UI) -> JSONValue {
    .object(
        keys.mapValues { .string(ui.words($0, ["one": "#", "two": "#"])) })
}

extension WriteView {
    /// Which inputs are the photo, the place, the text and the day.
    func scriptData(_ fields: [Field]) -> HTML {
        let rule = open?.rule ?? service.terms.report
        let day = fields.first {
            if case .date = $0.kind { true } else { false }
        }
        func input(_ id: String?) -> String? { id.map(SentFields.name) }
        return """
            \(attribute: "data-photos", input(rule?.photos))\
            \(attribute: "data-place", input(rule?.place))\
            \(attribute: "data-text", input(rule?.text))\(attribute: "data-day", input(day?.id))\
            \(attribute: "data-today", isOffline ? nil : today.iso)\
            \(flag: "data-offline", isOffline) data-words="\(writeWords(ui).text)"\
            \(mapData(catalogue, ui))
            """
    }
}
