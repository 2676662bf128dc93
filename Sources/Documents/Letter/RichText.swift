/// Text with bold and italic parts.
public struct RichText: Sendable, Hashable, ExpressibleByStringLiteral {
    public struct Run: Sendable, Hashable {
        public var text: String
        public var bold: Bool
        public var italic: Bool

        public init(_ text: String, bold: Bool = false, italic: Bool = false) {
            self.text = text
            self.bold = bold
            self.italic = italic
        }
    }

    public var runs: [Run]

    public init(runs: [Run]) { self.runs = runs }

    public init(_ text: String, bold: Bool = false, italic: Bool = false) {
        runs = [Run(text, bold: bold, italic: italic)]
    }

    public init(stringLiteral value: String) { self.init(value) }

    /// The words without their looks.
    public var plain: String { runs.map(\.text).joined() }
}
