import Kernel

/// A point on the map, in whole micro-degrees (about eleven centimetres).
public struct MapPoint: Sendable, Hashable {
    public let latitude, longitude: Int64

    /// Nil beyond the poles or the date line.
    public init?(latitude: Int64, longitude: Int64) {
        guard (-90_000_000...90_000_000).contains(latitude),
            (-180_000_000...180_000_000).contains(longitude)
        else { return nil }
        self.latitude = latitude
        self.longitude = longitude
    }

    /// As people type it and as links carry it: `-6.5971, 106.8060`, `6,5971° LS, 106,8060° BT`,
    /// an address of a map's page. Nil when there is no pair of numbers with decimals.
    public init?(typed: String) {
        guard typed.utf8.count <= 2_000 else { return nil }
        let text = typed.replacing("%2C", with: ",").replacing("%2c", with: ",")
        // The place that a link is about, rather than where its map happened to stand.
        for (north, east) in [("!3d", "!4d"), ("mlat=", "mlon=")] {
            guard let latitude = Self.number(after: north, in: text),
                let longitude = Self.number(after: east, in: text)
            else { continue }
            self.init(latitude: latitude, longitude: longitude)
            return
        }
        let numbers = Self.numbers(text)
        for (first, second) in zip(numbers, numbers.dropFirst()) {
            if let point = MapPoint(latitude: first, longitude: second) {
                self = point
                return
            }
        }
        return nil
    }

    /// `-6.681308` as whole micro-degrees; nil for anything but one number with decimals.
    public static func microDegrees(_ text: String) -> Int64? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard digits.utf8.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") }),
            digits.split(separator: ".").count == 2, digits.last != "."
        else { return nil }
        let found = numbers(text, isLink: true)
        return found.count == 1 ? found[0] : nil
    }

    /// `-6.597100, 106.806000`.
    public var text: String {
        "\(Self.decimal(latitude, ".", 6)), \(Self.decimal(longitude, ".", 6))"
    }

    /// `6,59710° LS, 106,80600° BT`; in English `6.59710° S, 106.80600° E`.
    public func display(_ language: Language) -> String {
        let point = language == .id ? "," : "."
        let sides = language == .id ? ["LU", "LS", "BT", "BB"] : ["N", "S", "E", "W"]
        let north = Self.decimal(Self.rounded(latitude), point, 5)
        let east = Self.decimal(Self.rounded(longitude), point, 5)
        return "\(north)° \(latitude < 0 ? sides[1] : sides[0]), "
            + "\(east)° \(longitude < 0 ? sides[3] : sides[2])"
    }

    /// Without its sign, to five decimals: a metre.
    private static func rounded(_ value: Int64) -> Int64 {
        (Int64(value.magnitude) + 5) / 10 * 10
    }

    /// The first `places` decimals of a number of micro-degrees.
    private static func decimal(_ value: Int64, _ point: String, _ places: Int) -> String {
        let digits = String(value.magnitude % 1_000_000)
        let padded = String(repeating: "0", count: 6 - digits.utf8.count) + digits
        let sign = value < 0 ? "-" : ""
        return "\(sign)\(value.magnitude / 1_000_000)\(point)\(padded.prefix(places))"
    }

    private static func number(after mark: String, in text: String) -> Int64? {
        guard let place = text.firstRange(of: mark) else { return nil }
        return numbers(String(text[place.upperBound...].prefix(24)), isLink: true).first
    }

    /// All numbers with decimals, in order, in micro-degrees. A comma is a decimal sign only where
    /// no point is, as in Indonesian.
    private static func numbers(_ text: String, isLink: Bool = false) -> [Int64] {
        let bytes = Array(text.utf8)
        let hasPoint = isLink || bytes.indices.contains { isDecimalSign(bytes, $0, ".") }
        let sign = UInt8(ascii: hasPoint ? "." : ",")
        var found: [Int64] = []
        var place = 0
        while place < bytes.count {
            guard let end = endOfNumber(bytes, place, sign) else {
                place += 1
                continue
            }
            let isNegative = place > 0 && bytes[place - 1] == UInt8(ascii: "-")
            let value = micro(bytes[place..<end], sign)
            found.append(isNegative || isSouthOrWest(bytes, end) ? -value : value)
            place = end
        }
        return found
    }

    private static func isDecimalSign(
        _ bytes: [UInt8], _ index: Int, _ sign: Unicode.Scalar
    ) -> Bool {
        bytes[index] == UInt8(ascii: sign) && index > 0 && index + 1 < bytes.count
            && isDigit(bytes[index - 1]) && isDigit(bytes[index + 1])
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// Behind a number of up to three digits, the sign and decimals that begins here.
    private static func endOfNumber(_ bytes: [UInt8], _ start: Int, _ sign: UInt8) -> Int? {
        guard isDigit(bytes[start]), start == 0 || !isDigit(bytes[start - 1]) else { return nil }
        var place = start
        while place < bytes.count, isDigit(bytes[place]) { place += 1 }
        guard place - start <= 3, place + 1 < bytes.count, bytes[place] == sign,
            isDigit(bytes[place + 1])
        else { return nil }
        place += 1
        while place < bytes.count, isDigit(bytes[place]) { place += 1 }
        return place
    }

    private static func micro(_ bytes: ArraySlice<UInt8>, _ sign: UInt8) -> Int64 {
        let parts = bytes.split(separator: sign)
        let whole = Int64(String(decoding: parts[0], as: UTF8.self)) ?? 0
        let decimals = Array(parts[1].prefix(6))
        let padded = decimals + [UInt8](repeating: 0x30, count: 6 - decimals.count)
        return whole * 1_000_000 + (Int64(String(decoding: padded, as: UTF8.self)) ?? 0)
    }

    /// `° LS`, `S`, `BB` behind a number.
    private static func isSouthOrWest(_ bytes: [UInt8], _ end: Int) -> Bool {
        let rest = String(decoding: bytes[end...].prefix(8), as: UTF8.self)
        let word = rest.drop { !$0.isLetter }.prefix { $0.isLetter }.uppercased()
        let between = rest.prefix { !$0.isLetter }
        return ["LS", "S", "BB", "W"].contains(word) && !between.contains { $0.isNumber }
    }
}
