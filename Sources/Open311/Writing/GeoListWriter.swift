import Kernel

/// Writes a list piece by piece: rows go in as they come from the database, bytes go out when
/// there are enough of them.
public struct GeoListWriter<Item: GeoItem>: Sendable {
    private var writer: SparkWriter

    /// - Parameters:
    ///   - zone: in which moments are written.
    ///   - isExtended: whether what goes beyond the specification is written: only for who asked.
    public init(_ format: GeoFormat, zone: Zone, isExtended: Bool = false) {
        writer = SparkWriter(format, zone, isExtended: isExtended)
        writer.open(root: Item.root, isList: true)
    }

    public mutating func add(_ item: Item) { item.write(to: &writer) }

    /// How many bytes wait to be taken.
    public var count: Int { writer.bytes.count }

    /// What was written since the last time.
    public mutating func take() -> [UInt8] { writer.take() }

    /// The end of the document, with what was not taken before.
    public consuming func end() -> [UInt8] {
        writer.close(root: Item.root, isList: true)
        return writer.bytes
    }
}

/// Whole answers.
public enum GeoBody {
    /// `services`, `requests`, a single request, receipts, tokens, updates, errors: a list always,
    /// also of one or none.
    public static func list<Item: GeoItem>(
        _ items: [Item], _ format: GeoFormat, zone: Zone, isExtended: Bool = false
    ) -> [UInt8] {
        var list = GeoListWriter<Item>(format, zone: zone, isExtended: isExtended)
        for item in items { list.add(item) }
        return list.end()
    }

    public static func definition(
        _ definition: GeoServiceDefinition, _ format: GeoFormat
    ) -> [UInt8] {
        var writer = SparkWriter(format, .utc)
        writer.open(root: "service_definition", isList: false)
        writer.word("service_code", definition.serviceCode)
        let places = Array(definition.attributes.enumerated())
        writer.list("attributes", places) { writer, place in
            writer.item("attribute") { writer in
                place.element.write(order: place.offset + 1, to: &writer)
            }
        }
        writer.close(root: "service_definition", isList: false)
        return writer.bytes
    }

    public static func discovery(
        _ discovery: GeoDiscovery, _ format: GeoFormat, zone: Zone
    ) -> [UInt8] {
        var writer = SparkWriter(format, zone)
        writer.open(root: "discovery", isList: false)
        writer.moment("changeset", discovery.changeset)
        writer.word("contact", discovery.contact)
        writer.word("key_service", discovery.keyService)
        writer.list("endpoints", discovery.endpoints) { writer, endpoint in
            writer.item("endpoint") { writer in
                writer.word("specification", endpoint.specification)
                writer.word("url", endpoint.url)
                writer.moment("changeset", endpoint.changeset)
                writer.word("type", endpoint.isProduction ? "production" : "test")
                writer.list("formats", endpoint.formats) { $0.item("format", $1) }
            }
        }
        writer.close(root: "discovery", isList: false)
        return writer.bytes
    }
}

extension GeoAttribute {
    fileprivate func write(order: Int, to writer: inout SparkWriter) {
        writer.flag("variable", isVariable)
        writer.word("code", code)
        writer.word("datatype", datatype.rawValue)
        writer.flag("required", isRequired)
        writer.text("datatype_description", datatypeDescription)
        writer.number("order", order)
        writer.text("description", description)
        guard datatype.isList else { return }
        writer.list("values", values) { writer, choice in
            writer.item("value") { writer in
                writer.word("key", choice.key)
                writer.word("name", choice.name)
            }
        }
    }
}
