/// Styles and scripts, joined and compressed once at start; their address holds a hash of their
/// content, so a browser keeps them for ever.
struct Assets: Sendable {
    struct File: Sendable {
        let address: String
        let type: String
        let plain: [UInt8]
        let packed: [UInt8]?
    }

    let style: File
    let script: File
    /// Scripts of the domains, for the few pages that ask for them.
    let more: File
    let icon: File
    private let byName: [String: File]

    /// `styles` are the style files of the house and of the domains, in order.
    init(
        styles: [String], script: String, more: [String], icon: String, pages: [PageAsset] = []
    ) {
        style = Self.file("gaya", "css", "text/css; charset=utf-8", styles.joined(separator: "\n"))
        self.script = Self.file("laku", "js", "text/javascript; charset=utf-8", script)
        self.more = Self.file(
            "bantu", "js", "text/javascript; charset=utf-8", more.joined(separator: "\n"))
        self.icon = Self.file("tanda", "svg", "image/svg+xml", icon)
        byName = Dictionary(
            ([style, self.script, self.more, self.icon] + pages.map(\.file)).map {
                ($0.address, $0)
            }
        ) { first, _ in first }
    }

    func file(_ name: String) -> File? { byName["/aset/" + name] }

    static func file(
        _ name: String, _ ending: String, _ type: String, _ text: String
    ) -> File {
        let bytes = Array(text.utf8)
        let hash = Signature.digest(bytes, digits: 12)
        return File(
            address: "/aset/\(name)-\(hash).\(ending)", type: type, plain: bytes,
            packed: Gzip.compress(bytes, level: 9))
    }
}
