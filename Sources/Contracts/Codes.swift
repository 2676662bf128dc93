import Kernel

/// A short name that a city's files use for one thing: lower-case letters, digits and hyphens,
/// beginning with a letter, at most 40 bytes.
public protocol Code: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    var text: String { get }
    init?(_ text: String)
}

extension Code {
    public var description: String { text }
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }

    static func isValid(_ text: String) -> Bool {
        guard let first = text.utf8.first, (1...40).contains(text.utf8.count) else { return false }
        return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first)
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || byte == UInt8(ascii: "-")
            }
    }
}

/// A unit of the city's organisation (OPD or a part of one), such as `dpmptsp`.
public struct UnitCode: Code {
    public let text: String
    public init?(_ text: String) {
        guard Self.isValid(text) else { return nil }
        self.text = text
    }
}

/// What a position may do in a flow, such as `front-office` or `kepala`.
public struct RoleCode: Code {
    public let text: String
    public init?(_ text: String) {
        guard Self.isValid(text) else { return nil }
        self.text = text
    }
}

/// A service of the catalogue, such as `penelitian`.
public struct ServiceCode: Code {
    public let text: String
    public init?(_ text: String) {
        guard Self.isValid(text) else { return nil }
        self.text = text
    }
}
