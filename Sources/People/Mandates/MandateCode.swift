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

/// Codes that people read to each other.
enum SpokenSymbols {
    static func make(_ length: Int, _ random: RandomSource) -> String {
        let alphabet = TrackingCode.alphabet
        return String(
            decoding: (0..<length).map { _ in alphabet[random.number(below: alphabet.count)] },
            as: UTF8.self)
    }

    /// Without blanks and dashes, in capitals; nil when another symbol is in it.
    static func read(_ typed: String, _ length: Int) -> String? {
        let symbols = typed.uppercased().utf8.filter { ![32, 45].contains($0) }
        guard symbols.count == length, symbols.allSatisfy(TrackingCode.alphabet.contains) else {
            return nil
        }
        return String(decoding: symbols, as: UTF8.self)
    }
}
