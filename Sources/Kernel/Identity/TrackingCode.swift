/// The number by which anybody follows a case: nine symbols of chance (40 bits) and a check
/// symbol, shown as `K7M-P4X-HT2R`.
///
/// The 23 symbols have no vowels (no words arise) and none that is easily read as another. 23 is
/// prime and each place has a weight of its own, so the check symbol catches every single wrong
/// symbol and every exchange of two.
public struct TrackingCode: Sendable, Hashable, Comparable, Codable {
    public static let alphabet = Array("23456789CDFGHJKMNPRTVWX".utf8)
    static let length = 10

    /// Ten symbols without dashes, as stored.
    public let symbols: String

    public init(random: RandomSource) {
        var values = (1..<Self.length).map { _ in random.number(below: Self.alphabet.count) }
        values.append(Self.check(values))
        symbols = String(decoding: values.map { Self.alphabet[$0] }, as: UTF8.self)
    }

    /// Forgives case, spaces and dashes. Refuses with `tracking.length`, `tracking.symbol` or
    /// `tracking.check`.
    public init(_ typed: String) throws(Refusal) {
        var values: [Int] = []
        for byte in typed.utf8 {
            if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") { continue }
            guard let value = Self.alphabet.firstIndex(of: ASCII.upper(byte)) else {
                throw Refusal(.invalid, "tracking.symbol")
            }
            values.append(value)
            guard values.count <= Self.length else { throw Refusal(.invalid, "tracking.length") }
        }
        guard values.count == Self.length else { throw Refusal(.invalid, "tracking.length") }
        guard Self.check(values.dropLast()) == values.last else {
            throw Refusal(.invalid, "tracking.check")
        }
        symbols = String(decoding: values.map { Self.alphabet[$0] }, as: UTF8.self)
    }

    /// The value that makes the weighted sum, weights ten to one, divisible by 23.
    private static func check(_ values: some Sequence<Int>) -> Int {
        var sum = 0
        var weight = length
        for value in values {
            sum += weight * value
            weight -= 1
        }
        let rest = sum % alphabet.count
        return rest == 0 ? 0 : alphabet.count - rest
    }

    /// `K7M-P4X-HT2R`.
    public var text: String {
        "\(symbols.prefix(3))-\(symbols.dropFirst(3).prefix(3))-\(symbols.suffix(4))"
    }

    /// Symbol by symbol, for reading aloud: `ka tujuh em, pe empat eks, ha te dua er`.
    public func spoken(_ language: Language) -> String {
        let names = language == .id ? Self.indonesianNames : Self.englishNames
        let words = symbols.utf8.map { byte in
            Self.alphabet.firstIndex(of: byte).map { names[$0] } ?? ""
        }
        return [words[0..<3], words[3..<6], words[6..<10]]
            .map { $0.joined(separator: " ") }.joined(separator: ", ")
    }

    private static let indonesianNames = [
        "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "ce", "de", "ef",
        "ge", "ha", "je", "ka", "em", "en", "pe", "er", "te", "ve", "we", "eks",
    ]
    private static let englishNames = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "C", "D", "F", "G", "H",
        "J", "K", "M", "N", "P", "R", "T", "V", "W", "X",
    ]

    public static func < (left: TrackingCode, right: TrackingCode) -> Bool {
        left.symbols < right.symbols
    }
}

extension TrackingCode: CustomStringConvertible {
    public var description: String { text }

    public init(from decoder: any Decoder) throws {
        self = try TrackingCode(try decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
