/// Reads XML piece by piece: elements and text, and nothing that could be used against the reader.
///
/// There are no document types, no entities but the five of XML and numbers, no other encoding
/// than UTF-8; attributes, comments and instructions are passed over. Prefixes of names are cut
/// off. Depth, elements and bytes are bounded, and every step goes forward, so time is bounded by
/// the number of bytes.
struct XMLReader {
    enum Piece: Equatable {
        case start(String)
        case text(String)
        case end(String)
    }

    private let bytes: [UInt8]
    private let limits: GeoLimits
    private var place = 0
    private var open: [ArraySlice<UInt8>] = []
    private var elements = 0
    private var hasRoot = false
    /// The end of an element that was closed in its own tag.
    private var pendingEnd: String?

    /// - Throws: `GeoReadError.malformed` when there are too many bytes, or no UTF-8.
    init(_ bytes: [UInt8], _ limits: GeoLimits) throws(GeoReadError) {
        guard bytes.count <= limits.bytes else {
            throw .malformed(offset: limits.bytes, "more than \(limits.bytes) bytes")
        }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw .malformed(offset: 0, "not UTF-8")
        }
        self.bytes = bytes
        self.limits = limits
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
        try declaration()
    }

    /// Nil at the end of the document.
    mutating func next() throws(GeoReadError) -> Piece? {
        if let name = pendingEnd {
            pendingEnd = nil
            open.removeLast()
            return .end(name)
        }
        while place < bytes.count {
            if bytes[place] != UInt8(ascii: "<") {
                if let text = try text() { return .text(text) }
            } else if has("<!--") {
                try skip("<!--", to: "-->", "a comment does not end")
            } else if has("<![CDATA[") {
                return .text(try section())
            } else if has("<?") {
                try skip("<?", to: "?>", "an instruction does not end")
            } else if has("<!") {
                throw fault("document types are not read")
            } else if has("</") {
                return .end(try endTag())
            } else {
                return .start(try startTag())
            }
        }
        guard open.isEmpty, hasRoot else { throw fault("the document ends too early") }
        return nil
    }

    // MARK: Pieces

    private func fault(_ reason: String) -> GeoReadError { .malformed(offset: place, reason) }

    private func has(_ mark: StaticString) -> Bool {
        mark.withUTF8Buffer { bytes[place...].starts(with: $0) }
    }

    private var current: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipSpace() -> Bool {
        let start = place
        while let byte = current, Self.isSpace(byte) { place += 1 }
        return place > start
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    /// Goes behind the end mark and gives what is before it.
    @discardableResult
    private mutating func skip(
        _ opening: StaticString, to closing: StaticString, _ reason: String
    ) throws(GeoReadError) -> ArraySlice<UInt8> {
        let start = place + opening.utf8CodeUnitCount
        var end = start
        let mark = closing.withUTF8Buffer { Array($0) }
        while end + mark.count <= bytes.count {
            if bytes[end] == mark[0], bytes[end...].starts(with: mark) {
                place = end + mark.count
                return bytes[start..<end]
            }
            end += 1
        }
        throw fault(reason)
    }

    /// Another encoding than UTF-8 must not be read as if it were.
    private mutating func declaration() throws(GeoReadError) {
        guard has("<?xml"), place + 5 < bytes.count, Self.isSpace(bytes[place + 5]) else { return }
        let content = try skip("<?xml", to: "?>", "the declaration does not end")
        let text = String(decoding: content, as: UTF8.self).lowercased()
        guard let named = text.firstRange(of: "encoding") else { return }
        let value = text[named.upperBound...].drop { $0.isWhitespace || $0 == "=" }
        let name = value.dropFirst().prefix { $0 != "\"" && $0 != "'" }
        guard ["utf-8", "utf8", "us-ascii", "ascii"].contains(name) else {
            throw .malformed(offset: 0, "another encoding than UTF-8")
        }
    }

    private mutating func startTag() throws(GeoReadError) -> String {
        guard !(hasRoot && open.isEmpty) else { throw fault("a second root") }
        place += 1
        let name = try name()
        elements += 1
        guard elements <= limits.values else { throw fault("more than \(limits.values) elements") }
        guard open.count < limits.depth else { throw fault("nested deeper than \(limits.depth)") }
        open.append(name)
        hasRoot = true
        while true {
            let hasSpace = skipSpace()
            guard let byte = current else { throw fault("a tag does not end") }
            if byte == UInt8(ascii: ">") {
                place += 1
                return Self.local(name)
            }
            if has("/>") {
                place += 2
                pendingEnd = Self.local(name)
                return Self.local(name)
            }
            guard hasSpace else { throw fault("a tag does not end") }
            try attribute()
        }
    }

    private mutating func attribute() throws(GeoReadError) {
        _ = try name()
        _ = skipSpace()
        guard current == UInt8(ascii: "=") else { throw fault("an attribute has no value") }
        place += 1
        _ = skipSpace()
        guard let quote = current, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
        else { throw fault("an attribute has no value") }
        place += 1
        while let byte = current, byte != quote {
            guard byte != UInt8(ascii: "<") else { throw fault("`<` in an attribute") }
            place += 1
        }
        guard current == quote else { throw fault("an attribute does not end") }
        place += 1
    }

    private mutating func endTag() throws(GeoReadError) -> String {
        let start = place
        place += 2
        let name = try name()
        _ = skipSpace()
        guard current == UInt8(ascii: ">") else { throw fault("a tag does not end") }
        place += 1
        guard let opened = open.popLast(), opened == name else {
            throw .malformed(offset: start, "an element ends that did not begin")
        }
        return Self.local(name)
    }

    private mutating func name() throws(GeoReadError) -> ArraySlice<UInt8> {
        let start = place
        while let byte = current, Self.isName(byte) { place += 1 }
        guard place > start, place - start <= limits.name, bytes[start] != UInt8(ascii: "-"),
            bytes[start] != UInt8(ascii: "."), !Numeral.isDigit(bytes[start])
        else { throw fault("a name is missing") }
        return bytes[start..<place]
    }

    private static func isName(_ byte: UInt8) -> Bool {
        Numeral.isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":") || byte >= 0x80
    }

    private static func local(_ name: ArraySlice<UInt8>) -> String {
        let start = name.lastIndex(of: UInt8(ascii: ":")).map { $0 + 1 } ?? name.startIndex
        return String(decoding: name[start...], as: UTF8.self)
    }

    // MARK: Text

    private mutating func section() throws(GeoReadError) -> String {
        guard !open.isEmpty else { throw fault("text outside of the root") }
        let content = try skip("<![CDATA[", to: "]]>", "a section does not end")
        return String(decoding: content, as: UTF8.self)
    }

    /// Up to the next tag; nil for blanks around the root.
    private mutating func text() throws(GeoReadError) -> String? {
        let start = place
        let end = bytes[place...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        guard !open.isEmpty else {
            guard bytes[start..<end].allSatisfy(Self.isSpace) else {
                throw fault("text outside of the root")
            }
            place = end
            return nil
        }
        var text = ""
        var run = place
        while place < end {
            guard bytes[place] == UInt8(ascii: "&") else {
                place += 1
                continue
            }
            text += String(decoding: bytes[run..<place], as: UTF8.self)
            text.unicodeScalars.append(try reference())
            run = place
        }
        return text + String(decoding: bytes[run..<end], as: UTF8.self)
    }

    private static let entities: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'",
    ]

    /// `&amp;`, `&#13;`, `&#xD;`.
    private mutating func reference() throws(GeoReadError) -> Unicode.Scalar {
        let body = bytes[(place + 1)...].prefix(12)
        guard let end = body.firstIndex(of: UInt8(ascii: ";")) else {
            throw fault("`&` begins no character")
        }
        let name = String(decoding: bytes[(place + 1)..<end], as: UTF8.self)
        guard let scalar = Self.entities[name] ?? Self.numbered(name) else {
            throw fault("an unknown entity")
        }
        place = end + 1
        return scalar
    }

    private static func numbered(_ name: String) -> Unicode.Scalar? {
        guard name.hasPrefix("#") else { return nil }
        let isHexadecimal = name.hasPrefix("#x")
        let digits = name.dropFirst(isHexadecimal ? 2 : 1)
        // The initializer of a number takes a sign, too.
        guard digits.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
            let value = UInt32(digits, radix: isHexadecimal ? 16 : 10)
        else { return nil }
        return Unicode.Scalar(value)
    }
}
