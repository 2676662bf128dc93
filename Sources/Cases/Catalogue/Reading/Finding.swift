/// What the checker found in a file of the city: where, what is wrong, how to mend it.
public struct Finding: Sendable, Hashable, Comparable, CustomStringConvertible {
    public enum Severity: String, Sendable, Hashable {
        /// The catalogue cannot be published.
        case error
        /// It can, but somebody should look.
        case warning
    }

    public let file: String
    /// From 1; 0 when the whole file is meant.
    public let line: Int
    /// From 1, in Unicode scalars.
    public let column: Int
    public let severity: Severity
    public let message: String
    public let mend: String?

    public init(
        file: String, line: Int, column: Int, severity: Severity = .error, message: String,
        mend: String? = nil
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.severity = severity
        self.message = message
        self.mend = mend
    }

    /// `file:line:column: error: message (mend: …)`
    public var description: String {
        let end = mend.map { " (mend: \($0))" } ?? ""
        return "\(file):\(line):\(column): \(severity.rawValue): \(message)\(end)"
    }

    public static func < (left: Finding, right: Finding) -> Bool {
        (left.file, left.line, left.column, left.message)
            < (right.file, right.line, right.column, right.message)
    }
}
