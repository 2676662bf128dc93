/// Why a file cannot be read as PDF. Whatever the file, reading ends in a value or in one of these.
public enum PDFReadError: Error, Sendable, Hashable {
    /// It does not begin as a PDF.
    case notPDF
    /// It begins as a PDF, and its end is not there.
    case truncated
    /// It breaks the rules at this byte.
    case damaged(at: Int)
    /// Larger, deeper or with more objects than any letter has.
    case tooLarge
    /// Its contents are locked with a password.
    case encrypted
}

/// What a file may cost to read.
enum PDFReadLimits {
    /// Bytes of a file.
    static let bytes = 32 << 20
    /// Arrays and dictionaries within each other.
    static let depth = 48
    /// Objects of all revisions.
    static let objects = 200_000
    /// Revisions, each with its own cross-reference section.
    static let revisions = 256
    /// Bytes of one unpacked stream.
    static let unpacked = 16 << 20
    /// Bytes of all streams that are unpacked for one file.
    static let unpackedTotal = 64 << 20
}
