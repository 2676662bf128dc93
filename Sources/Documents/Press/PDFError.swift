/// Why a document could not be printed.
public enum PDFError: Error, Sendable, Hashable {
    /// More characters than `PDFLimits.characters`.
    case tooMuchText
    /// More pages than `PDFLimits.pages`.
    case tooManyPages(Int)
    /// One row or block is higher than a page.
    case tooHigh
    /// The type family is not installed; a substitute would change the letter.
    case missingFamily(String)
    /// The text for the QR code is empty or too long.
    case badCode
    /// A path of the emblem, or a colour.
    case badEmblem(String)
    /// The library below refused; its own words.
    case press(String)
}

/// How much one document may be.
public struct PDFLimits: Sendable, Hashable {
    public var characters: Int
    public var pages: Int

    public init(characters: Int = 200_000, pages: Int = 60) {
        self.characters = characters
        self.pages = pages
    }
}
