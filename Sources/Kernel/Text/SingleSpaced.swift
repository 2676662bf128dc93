extension StringProtocol {
    /// In one line with single blanks, and none at the ends.
    public var singleSpaced: String {
        split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
