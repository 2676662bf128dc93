import Kernel

/// A code that an officer gives out at a counter and its owner types: `K7M-P4X-9QR`, of the symbols
/// of `TrackingCode`.
///
/// The first four symbols find the visit, the other five prove it. So wrong tries are counted at
/// the visit they were meant for, and nobody who does not know the first half can use them up.
public struct RecoveryCode: Sendable, Hashable {
    static let selectorLength = 4
    static let length = 9
    /// How long a code counts.
    public static let minutes: Int64 = 30
    /// Tries at the second half.
    static let attempts: Int64 = 5

    private let symbols: String

    init(_ random: RandomSource) {
        symbols = SpokenSymbols.make(Self.length, random)
    }

    /// Forgives case, blanks and dashes; nil for what no code can be.
    public init?(_ typed: String) {
        guard let symbols = SpokenSymbols.read(typed, Self.length) else { return nil }
        self.symbols = symbols
    }

    var selector: String { String(symbols.prefix(Self.selectorLength)) }
    var proof: String { String(symbols.dropFirst(Self.selectorLength)) }

    /// As it is shown and read aloud.
    public var text: String {
        "\(symbols.prefix(3))-\(symbols.dropFirst(3).prefix(3))-\(symbols.suffix(3))"
    }
}

/// It opens an account: no log shows it by accident.
extension RecoveryCode: CustomStringConvertible, CustomReflectable {
    public var description: String { "RecoveryCode(…)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
