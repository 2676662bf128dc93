extension LetterBlock.ListStyle {
    /// The name of the style in a PDF structure tree.
    var numbering: String {
        switch self {
        case .numbers: "Decimal"
        case .letters: "LowerAlpha"
        case .bullets: "Disc"
        }
    }

    func label(_ index: Int) -> String {
        switch self {
        case .numbers: return "\(index + 1)."
        case .bullets: return "–"
        case .letters:
            let letter = Unicode.Scalar(UInt8(ascii: "a") + UInt8(index % 26))
            return index < 26 ? "\(letter)." : "\(letter)\(index / 26)."
        }
    }
}
