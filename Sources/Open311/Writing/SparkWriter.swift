import Kernel

/// Writes one document in XML or, by the Spark convention, in JSON: the root has no name there, a
/// container of one kind of children is a list however many there are, what is empty is null.
///
/// A value goes straight into bytes, with no tree in between: an answer has up to 1,000 reports.
public struct SparkWriter: Sendable {
    let format: GeoFormat
    private let clock: GeoClock
    /// Whether what goes beyond the specification is written.
    let isExtended: Bool
    private(set) var bytes: [UInt8] = []
    /// Whether something stands before the next member or element, in JSON.
    private var needsComma = false

    init(_ format: GeoFormat, _ zone: Zone, isExtended: Bool = false) {
        self.format = format
        self.isExtended = isExtended
        clock = GeoClock(zone)
    }

    /// What was written since the last time.
    mutating func take() -> [UInt8] {
        let taken = bytes
        // As long as this one was, the next one will be.
        bytes = []
        bytes.reserveCapacity(taken.count)
        return taken
    }

    // MARK: Structure

    mutating func open(root: StaticString, isList: Bool) {
        switch format {
        case .xml:
            bytes += #"<?xml version="1.0" encoding="utf-8"?>"#.utf8
            bytes.append(0x0A)
            openTag(root)
        case .json: bytes.append(UInt8(ascii: isList ? "[" : "{"))
        }
    }

    mutating func close(root: StaticString, isList: Bool) {
        switch format {
        case .xml: closeTag(root)
        case .json: bytes.append(UInt8(ascii: isList ? "]" : "}"))
        }
        bytes.append(0x0A)
    }

    /// A child of a list that has members of its own.
    mutating func item(_ name: StaticString, _ members: (inout SparkWriter) -> Void) {
        separate()
        enclose(name, "{", "}", members)
    }

    /// A child of a list that is a text.
    mutating func item(_ name: StaticString, _ text: String) {
        separate()
        value(name, text, emptyIsNull: false)
    }

    /// A member that is a list; it is one also when it is empty.
    mutating func list<Element>(
        _ name: StaticString, _ elements: [Element], _ item: (inout SparkWriter, Element) -> Void
    ) {
        label(name)
        enclose(name, "[", "]") { writer in
            for element in elements { item(&writer, element) }
        }
    }

    /// A member with members of its own. It needs two at least, lest it look like a list in XML.
    mutating func object(_ name: StaticString, _ members: (inout SparkWriter) -> Void) {
        label(name)
        enclose(name, "{", "}", members)
    }

    private mutating func enclose(
        _ name: StaticString, _ opening: Unicode.Scalar, _ closing: Unicode.Scalar,
        _ content: (inout SparkWriter) -> Void
    ) {
        if format == .xml { openTag(name) } else { bytes.append(UInt8(ascii: opening)) }
        needsComma = false
        content(&self)
        if format == .xml { closeTag(name) } else { bytes.append(UInt8(ascii: closing)) }
        needsComma = true
    }

    // MARK: Members

    /// Null when it is empty.
    mutating func text(_ name: StaticString, _ text: String?) {
        label(name)
        value(name, text ?? "", emptyIsNull: true)
    }

    /// A text that is never null.
    mutating func word(_ name: StaticString, _ text: String) {
        label(name)
        value(name, text, emptyIsNull: false)
    }

    mutating func number(_ name: StaticString, _ number: Int) {
        label(name)
        bare(name) { $0.bytes += String(number).utf8 }
    }

    mutating func flag(_ name: StaticString, _ flag: Bool) {
        label(name)
        bare(name) { $0.bytes += (flag ? "true" : "false").utf8 }
    }

    mutating func moment(_ name: StaticString, _ moment: Instant?) {
        label(name)
        guard let moment else { return null(name) }
        if format == .xml { openTag(name) } else { quote() }
        clock.append(moment, to: &bytes)
        if format == .xml { closeTag(name) } else { quote() }
    }

    /// Micro-degrees as decimal degrees.
    mutating func degrees(_ name: StaticString, _ value: Int64?) {
        label(name)
        guard let value else { return null(name) }
        bare(name) { GeoPoint.append(value, to: &$0.bytes) }
    }

    // MARK: Pieces

    private mutating func value(_ name: StaticString, _ text: String, emptyIsNull: Bool) {
        if text.isEmpty, emptyIsNull { return null(name) }
        if format == .xml {
            openTag(name)
            EscapedText.appendXML(text, to: &bytes)
            closeTag(name)
        } else {
            quote()
            let start = bytes.count
            EscapedText.appendJSON(text, to: &bytes)
            guard bytes.count == start, emptyIsNull else { return quote() }
            // Of all its characters none could be written.
            bytes.removeLast()
            null(name)
        }
    }

    private mutating func bare(_ name: StaticString, _ content: (inout SparkWriter) -> Void) {
        if format == .xml { openTag(name) }
        content(&self)
        if format == .xml { closeTag(name) }
    }

    private mutating func null(_ name: StaticString) {
        switch format {
        case .xml:
            bytes.append(UInt8(ascii: "<"))
            append(name)
            bytes.append(UInt8(ascii: "/"))
            bytes.append(UInt8(ascii: ">"))
        case .json: bytes += "null".utf8
        }
    }

    /// The name before a member of an object in JSON.
    private mutating func label(_ name: StaticString) {
        guard format == .json else { return }
        separate()
        quote()
        append(name)
        quote()
        bytes.append(UInt8(ascii: ":"))
        needsComma = true
    }

    private mutating func separate() {
        guard format == .json else { return }
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func quote() { bytes.append(UInt8(ascii: "\"")) }

    private mutating func openTag(_ name: StaticString) {
        bytes.append(UInt8(ascii: "<"))
        append(name)
        bytes.append(UInt8(ascii: ">"))
    }

    private mutating func closeTag(_ name: StaticString) {
        bytes.append(UInt8(ascii: "<"))
        bytes.append(UInt8(ascii: "/"))
        append(name)
        bytes.append(UInt8(ascii: ">"))
    }

    private mutating func append(_ name: StaticString) {
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }
}
