import Kernel

/// What whoever offers a mandate hands on: `K7MP4-XQ2RT`, of the symbols of `TrackingCode`
/// (50 bits of chance).
public struct MandateCode: Sendable, Hashable {
    static let length = 10

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
    public var text: String { "\(symbols.prefix(5))-\(symbols.suffix(5))" }
}
