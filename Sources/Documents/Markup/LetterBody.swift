/// A letter's text after reading the markup.
public struct LetterBody: Sendable, Hashable {
    /// The type family; pinned by the template, since another machine's substitute would change
    /// a legal letter.
    public var family: String
    /// Type size in points.
    public var size: Double
    public var blocks: [LetterBlock]

    public static let defaultFamily = "Liberation Serif"
    public static let defaultSize = 11.5

    public init(
        _ blocks: [LetterBlock], family: String = defaultFamily, size: Double = defaultSize
    ) {
        self.blocks = blocks
        self.family = family
        self.size = size
    }
}
