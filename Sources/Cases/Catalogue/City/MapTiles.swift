/// Pictures of a map by somebody else, which a city may lay under its own: whoever looks at the
/// map then asks that host for them, so a city names one only if it wants that.
public struct MapTiles: Sendable, Hashable {
    /// `https://peta.example/{z}/{x}/{y}.png`.
    public let url: String
    /// Who made them; stands on the map.
    public let attribution: String

    /// The host that a browser is allowed to ask, such as `https://peta.example`.
    public var origin: String {
        let host = url.dropFirst(Self.scheme.count).prefix { $0 != "/" }
        return Self.scheme + host
    }

    private static let scheme = "https://"

    /// `tiles: {url: …, attribution: …}`.
    static func read(_ value: YAMLValue) -> MapTiles? {
        guard let entry = value.mapping(["url", "attribution"]),
            let place = entry.required("url"), let url = place.text(),
            let attribution = entry.required("attribution")?.text()
        else { return nil }
        let host = url.dropFirst(scheme.count).prefix { $0 != "/" }
        let isHost = host.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x61...0x7A).contains($0)
                || [0x2D, 0x2E, 0x3A].contains($0)
        }
        guard url.hasPrefix(scheme), !host.isEmpty, isHost,
            ["{z}", "{x}", "{y}"].allSatisfy(url.contains)
        else {
            place.error(
                "`\(url)` is no address of map tiles",
                mend: "write one like `https://peta.example/{z}/{x}/{y}.png`, in small letters")
            return nil
        }
        return MapTiles(url: url, attribution: attribution)
    }
}
