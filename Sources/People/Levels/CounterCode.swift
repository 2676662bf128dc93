import Kernel

/// A code that a citizen shows at a counter, so that the officer finds the account without asking
/// for its contact: `K7M-P4X`, of the symbols of `TrackingCode`.
public struct CounterCode: Sendable, Hashable {
    static let length = 6
    public static let minutes: Int64 = 10

    let symbols: String

    init(_ random: RandomSource) {
        let alphabet = TrackingCode.alphabet
        symbols = String(
            decoding: (0..<Self.length).map { _ in
                alphabet[random.number(below: alphabet.count)]
            }, as: UTF8.self)
    }

    /// Forgives case, blanks and dashes; nil for what no code can be.
    public init?(_ typed: String) {
        let symbols = typed.uppercased().utf8.filter { ![32, 45].contains($0) }
        guard symbols.count == Self.length, symbols.allSatisfy(TrackingCode.alphabet.contains)
        else {
            return nil
        }
        self.symbols = String(decoding: symbols, as: UTF8.self)
    }

    /// As it is shown and read aloud.
    public var text: String { "\(symbols.prefix(3))-\(symbols.suffix(3))" }
}

/// A code that still counts, for the page of its owner.
public struct ShownCode: Sendable, Hashable {
    public let code: CounterCode
    public let expiresAt: Instant
}
