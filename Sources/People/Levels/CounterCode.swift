import Kernel

/// A code that a citizen shows at a counter, so that the officer finds the account without asking
/// for its contact: `K7M-P4X`, of the symbols of `TrackingCode`.
public struct CounterCode: Sendable, Hashable {
    static let length = 6
    public static let minutes: Int64 = 10

    let symbols: String

    init(_ random: RandomSource) {
        symbols = SpokenSymbols.make(Self.length, random)
    }

    /// Forgives case, blanks and dashes; nil for what no code can be.
    public init?(_ typed: String) {
        guard let symbols = SpokenSymbols.read(typed, Self.length) else { return nil }
        self.symbols = symbols
    }

    /// As it is shown and read aloud.
    public var text: String { "\(symbols.prefix(3))-\(symbols.suffix(3))" }
}

/// A code that still counts, for the page of its owner.
public struct ShownCode: Sendable, Hashable {
    public let code: CounterCode
    public let expiresAt: Instant
}
