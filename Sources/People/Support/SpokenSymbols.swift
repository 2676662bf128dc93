import Kernel

/// Codes that people read to each other.
public enum SpokenSymbols {
    public static func make(_ length: Int, _ random: RandomSource) -> String {
        let alphabet = TrackingCode.alphabet
        return String(
            decoding: (0..<length).map { _ in alphabet[random.number(below: alphabet.count)] },
            as: UTF8.self)
    }

    /// Without blanks and dashes, in capitals; nil when another symbol is in it.
    public static func read(_ typed: String, _ length: Int) -> String? {
        let symbols = typed.uppercased().utf8.filter { ![32, 45].contains($0) }
        guard symbols.count == length, symbols.allSatisfy(TrackingCode.alphabet.contains) else {
            return nil
        }
        return String(decoding: symbols, as: UTF8.self)
    }
}
