import Forms

/// Two numbers that somebody gave as a place, whichever comes first, in micro-degrees.
struct TypedPair: Sendable, Hashable {
    let latitude, longitude: Int64

    /// As forms understand it. What is no point of the earth as it stands, because latitude and
    /// longitude changed places, is read as a pair of decimal numbers.
    init?(_ typed: String) {
        if let point = MapPoint(typed: typed) {
            self.init(latitude: point.latitude, longitude: point.longitude)
            return
        }
        let parts = typed.split { $0 == "," || $0 == ";" || $0.isWhitespace }.map(String.init)
        guard parts.count == 2, let first = Self.number(parts[0]),
            let second = Self.number(parts[1])
        else { return nil }
        self.init(latitude: first, longitude: second)
    }

    init(latitude: Int64, longitude: Int64) {
        self.latitude = latitude
        self.longitude = longitude
    }

    private static func number(_ text: String) -> Int64? {
        MapPoint.microDegrees(text.contains(".") ? text : text + ".0")
    }
}
