/// A piece of markup, held as UTF-8 bytes.
///
/// Written by string interpolation: the literal parts are trusted markup, every interpolated value
/// is escaped, so that a page cannot be changed by what somebody typed. Attributes are always
/// quoted; `&`, `<`, `>`, `"` and `'` are escaped everywhere, so one rule serves both.
///
/// ```swift
/// let row: HTML = "<td>\(name)</td><td><a href=\"\(url: link)\">\(title)</a></td>"
/// ```
public struct HTML: Sendable, Hashable {
    /// The markup as UTF-8.
    public internal(set) var bytes: [UInt8]

    /// Empty markup.
    public init() { bytes = [] }

    /// Empty markup with room for a number of bytes.
    public init(reserving capacity: Int) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    init(trusted bytes: [UInt8]) { self.bytes = bytes }

    public var isEmpty: Bool { bytes.isEmpty }

    /// The markup as text, for tests and logs of the house.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Appends a piece; with a literal argument this is how views are written.
    public mutating func write(_ part: HTML) { bytes.append(contentsOf: part.bytes) }

    public static func + (left: HTML, right: HTML) -> HTML {
        var sum = left
        sum.write(right)
        return sum
    }

    public static func += (left: inout HTML, right: HTML) { left.write(right) }

    /// A piece for every element, one after the other.
    @inlinable
    public static func each<S: Sequence>(
        _ elements: S, _ piece: (S.Element) throws -> HTML
    ) rethrows -> HTML {
        var all = HTML()
        for element in elements { all.write(try piece(element)) }
        return all
    }

    /// A piece when a condition holds, else nothing.
    @inlinable
    public static func when(_ condition: Bool, _ piece: @autoclosure () -> HTML) -> HTML {
        condition ? piece() : HTML()
    }

    /// A piece made from a value when there is one.
    @inlinable
    public static func with<T>(_ value: T?, _ piece: (T) throws -> HTML) rethrows -> HTML {
        guard let value else { return HTML() }
        return try piece(value)
    }

    /// Plain text, escaped.
    public static func text(_ text: String) -> HTML {
        var html = HTML(reserving: text.utf8.count + 16)
        Escaping.append(text, to: &html.bytes)
        return html
    }

    /// Plain text of several lines: line breaks become `<br>`.
    public static func lines(_ text: String) -> HTML {
        var html = HTML(reserving: text.utf8.count + 64)
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            if index > 0 { html.bytes.append(contentsOf: "<br>".utf8) }
            Escaping.append(String(line), to: &html.bytes)
        }
        return html
    }
}
