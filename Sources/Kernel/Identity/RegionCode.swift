/// A code of the Ministry of Home Affairs for a region (Permendagri 58/2021): `PP.KK.CC.DDDD`, or
/// its beginning. Codes of Statistics Indonesia (BPS) look alike and differ.
public struct RegionCode: Sendable, Hashable, Comparable, Codable {
    public enum Level: Int, Sendable, Hashable, Comparable, CaseIterable {
        case provinsi = 1
        /// Kota or kabupaten.
        case kota
        case kecamatan
        /// Kelurahan or desa.
        case kelurahan

        public static func < (left: Level, right: Level) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    /// Two digits of each known province (Kepmendagri 300.2.2-2138 Tahun 2025).
    public static let provinces: Set<Int> = Set(
        [11...19, 21...21, 31...36, 51...53, 61...65, 71...76, 81...82, 91...96].joined())

    /// 2, 4, 6 or 10.
    public let digits: String

    /// From `32.71.03.1001` or `3271031001`, or their beginnings at a group's end; nil for others.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        let groups = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let all = Array(groups.joined())
        let widths = groups.map(\.count)
        guard all.allSatisfy(Digits.isDigit), [2, 4, 6, 10].contains(all.count),
            widths.count == 1 || widths == Array([2, 2, 2, 4].prefix(widths.count))
        else { return nil }
        let zero = UInt8(ascii: "0")
        guard all[0] != zero else { return nil }
        for start in [2, 4] where all.count > start && all[start] == zero && all[start + 1] == zero
        {
            return nil
        }
        // 1 kelurahan, 2 desa, 3 desa adat.
        if all.count == 10 {
            guard (1...3).contains(all[6] - zero), all[7...] != [zero, zero, zero] else {
                return nil
            }
        }
        digits = String(decoding: all, as: UTF8.self)
    }

    public var level: Level {
        switch digits.utf8.count {
        case 2: .provinsi
        case 4: .kota
        case 6: .kecamatan
        default: .kelurahan
        }
    }

    /// `32.71.03.1001`.
    public var text: String {
        let bytes = Array(digits.utf8)
        var result: [UInt8] = []
        for (place, byte) in bytes.enumerated() {
            if place == 2 || place == 4 || place == 6 { result.append(UInt8(ascii: ".")) }
            result.append(byte)
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The region that it lies in; nil for a province.
    public var parent: RegionCode? {
        switch level {
        case .provinsi: nil
        case .kota: RegionCode(String(digits.prefix(2)))
        case .kecamatan: RegionCode(String(digits.prefix(4)))
        case .kelurahan: RegionCode(String(digits.prefix(6)))
        }
    }

    /// Whether `other` is this region or lies in it.
    public func contains(_ other: RegionCode) -> Bool {
        other.digits.utf8.starts(with: digits.utf8)
    }

    /// A village with a government of its own (desa, desa adat) rather than a kelurahan: its head
    /// is a kepala desa, not a lurah.
    public var isDesa: Bool {
        guard level == .kelurahan else { return false }
        return digits.utf8.dropFirst(6).first != UInt8(ascii: "1")
    }

    public static func < (left: RegionCode, right: RegionCode) -> Bool {
        left.digits < right.digits
    }
}

extension RegionCode: CustomStringConvertible {
    public var description: String { text }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let code = RegionCode(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not a region code")
        }
        self = code
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
