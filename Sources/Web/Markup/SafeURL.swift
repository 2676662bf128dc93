/// Decides which addresses a page may carry.
enum SafeURL {
    private static let schemes: Set<String> = ["http", "https", "mailto", "tel"]

    /// The address itself, or `#` when it could run a script or leave by an unknown scheme.
    static func checked(_ url: String) -> String {
        // Browsers drop tabs, line breaks and leading spaces before reading the scheme.
        guard !url.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return "#" }
        guard url.utf8.first != UInt8(ascii: " ") else { return "#" }
        for (index, byte) in zip(url.utf8.indices, url.utf8) {
            switch byte {
            case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): return url
            case UInt8(ascii: ":"):
                return schemes.contains(url[..<index].lowercased()) ? url : "#"
            default: continue
            }
        }
        return url
    }

    /// A path of this site to which a browser may be sent: begins with one slash, no host, no
    /// backslash, no control character. `nil` for everything else.
    static func local(_ path: String) -> String? {
        let bytes = Array(path.utf8)
        guard bytes.first == UInt8(ascii: "/"), bytes.count <= 2_000 else { return nil }
        if bytes.count > 1, bytes[1] == UInt8(ascii: "/") { return nil }
        let isPlain = bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }
        return isPlain ? path : nil
    }
}
