import Web

/// Scripts and styles that only pages of reports load.
enum ComplaintFiles {
    /// The map: Leaflet, from Debian's package, and what draws the city with it.
    static let map = PageAsset(
        "peta", .script, text("leaflet.min.js") + "\n" + text("complaints-map.js"))
    static let mapStyle = PageAsset("peta", .style, text("leaflet.css"))

    /// The public list: brings the map when the page is there.
    static let list = PageAsset("laporan", .script, text("complaints-loader.js"))

    /// Writing a report.
    static let write = PageAsset(
        "lapor", .script,
        ["store", "loader", "queue", "photo", "place", "write"].map { text("complaints-\($0).js") }
            .joined(separator: "\n"))

    /// Work before a code is sent, while many reports come in.
    static let work = PageAsset("hitung", .script, text("complaints-work.js"))

    /// Before and after a repair over each other.
    static let compare = PageAsset("banding", .script, text("complaints-compare.js"))

    /// The round of an officer, for where there is no line.
    static let field = PageAsset(
        "lapangan", .script,
        ["store", "photo", "field-queue", "field"].map { text("complaints-\($0).js") }
            .joined(separator: "\n"))

    /// Drawing a way on the map.
    static let way = PageAsset(
        "rute", .script, text("complaints-loader.js") + "\n" + text("complaints-way.js"))

    static let icon = PageAsset("ikon", .drawing, text("complaints-icon.svg"))

    static var all: [PageAsset] {
        [map, mapStyle, list, write, work, compare, field, way, icon]
    }

    /// Of the whole site, so it has an address without a hash.
    static let worker = Array(
        (Scripts.shellWorker
            + ["store", "queue", "field-queue", "worker"].map { text("complaints-\($0).js") }
            .joined(separator: "\n")).utf8)

    private static func text(_ name: String) -> String {
        Scripts.text(name, in: Embedded.files)
    }
}
