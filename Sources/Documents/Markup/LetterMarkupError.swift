/// What is wrong with the markup of a letter, on which line, and how to mend it.
public struct LetterMarkupError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Counted from 1.
    public let line: Int
    public let message: String
    public let mend: String

    public init(line: Int, _ message: String, mend: String) {
        self.line = line
        self.message = message
        self.mend = mend
    }

    public var description: String { "\(line): \(message) \(mend)" }
}
