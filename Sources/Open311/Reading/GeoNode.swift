import Kernel

/// An answer of either format as one kind of tree: XML's elements, JSON's members and elements.
struct GeoNode: Sendable, Hashable {
    /// Empty for the elements of a list in JSON.
    let name: String
    /// Without blanks around it; nil when there is none.
    var text: String?
    var children: [GeoNode] = []
    /// A list of JSON, whose elements have no names.
    var isArray = false

    /// Which format it is says its first byte: the type that a server gives is often wrong.
    init(_ bytes: [UInt8], _ limits: GeoLimits) throws(GeoReadError) {
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        let body = hasMark ? Array(bytes[3...]) : bytes
        let first = body.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
        switch first {
        case UInt8(ascii: "<"): self = try Self.xml(body, limits)
        case UInt8(ascii: "["), UInt8(ascii: "{"): self = try Self.json(body, limits)
        default: throw .malformed(offset: 0, "neither XML nor JSON")
        }
    }

    private init(name: String) { self.name = name }

    /// In place: a text may come in very many pieces.
    private mutating func add(_ more: String) {
        if text == nil { text = more } else { text?.append(more) }
    }

    // MARK: Formats

    private static func xml(
        _ bytes: [UInt8], _ limits: GeoLimits
    ) throws(GeoReadError) -> GeoNode {
        // Some servers leave a blank line before the declaration.
        let body = Array(bytes.drop { $0 != UInt8(ascii: "<") })
        var reader = try XMLReader(body, limits)
        // The last is the innermost element; the first holds the root.
        var open = [GeoNode(name: "")]
        while let piece = try reader.next() {
            switch piece {
            case .start(let name): open.append(GeoNode(name: name))
            case .text(let text): open[open.count - 1].add(text)
            case .end:
                var node = open.removeLast()
                node.text = node.children.isEmpty ? trimmed(node.text) : nil
                open[open.count - 1].children.append(node)
            }
        }
        guard let root = open[0].children.first else { throw .unexpected("no root") }
        return root
    }

    private static func json(
        _ bytes: [UInt8], _ limits: GeoLimits
    ) throws(GeoReadError) -> GeoNode {
        let value: JSONValue
        do {
            let bounds = JSONValue.Limits(
                bytes: limits.bytes, depth: limits.depth, values: limits.values)
            value = try JSONValue(parsing: bytes, limits: bounds)
        } catch {
            throw .malformed(offset: error.offset, error.reason)
        }
        return node("", value)
    }

    private static func node(_ name: String, _ value: JSONValue) -> GeoNode {
        var node = GeoNode(name: name)
        switch value {
        case .null: break
        case .bool(let value): node.text = value ? "true" : "false"
        case .integer(let value): node.text = String(value)
        case .double: node.text = value.text
        case .string(let text): node.text = trimmed(text)
        case .array(let elements):
            node.isArray = true
            node.children = elements.map { Self.node("", $0) }
        case .object(let members):
            node.children = members.map { Self.node($0.key, $0.value) }
        }
        return node
    }

    /// Characters that no document can hold are left out: some servers send them all the same.
    private static func trimmed(_ text: String?) -> String? {
        guard let text else { return nil }
        let rest = GeoParameters.trimmed(EscapedText.plain(text))
        return rest.isEmpty ? nil : rest
    }

    // MARK: Questions

    subscript(name: String) -> GeoNode? { children.first { $0.name == name } }

    /// The text of a member.
    func text(_ name: String) -> String? { self[name]?.text }

    /// The elements of a list, in whichever way it was written: as children of one name in XML,
    /// as a list of JSON, as one element alone, or once more in an object around.
    /// - Parameters:
    ///   - item: the name of an element in XML.
    ///   - mark: a member that every element has.
    func items(_ item: String, mark: String) -> [GeoNode] {
        if isArray { return children }
        if self[mark] != nil { return [self] }
        let named = children.filter { $0.name == item }
        if !named.isEmpty { return named.flatMap { $0.isArray ? $0.children : [$0] } }
        let around = children.first { $0.isArray || $0[item] != nil || $0[mark] != nil }
        return around?.items(item, mark: mark) ?? []
    }
}
