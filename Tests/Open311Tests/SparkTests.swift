import Kernel
import Testing

@testable import Open311

@Suite("XML and JSON say the same by the Spark convention")
struct SparkTests {
    @Test("services", arguments: 0..<40)
    func services(seed: UInt64) throws {
        let source = Source(seed)
        let list = (0..<source.number(0...3)).map { _ in source.service() }
        try compare { GeoBody.list(list, $0, zone: wib) }
    }

    @Test("definitions", arguments: 0..<40)
    func definitions(seed: UInt64) throws {
        let definition = Source(seed).definition()
        try compare { GeoBody.definition(definition, $0) }
    }

    @Test("requests, plain and extended", arguments: 0..<80)
    func requests(seed: UInt64) throws {
        let source = Source(seed)
        let list = (0..<source.number(0...4)).map { _ in source.request(hasDetails: true) }
        for isExtended in [false, true] {
            try compare { GeoBody.list(list, $0, zone: wib, isExtended: isExtended) }
        }
    }

    @Test("updates", arguments: 0..<40)
    func updates(seed: UInt64) throws {
        let update = Source(seed).update()
        try compare { GeoBody.list([update], $0, zone: .wit) }
    }

    @Test("receipts, tokens, errors, discovery")
    func others() throws {
        for receipt in [GeoReceipt(.none), GeoReceipt(.token("1")), GeoReceipt(.request("9"))] {
            try compare { GeoBody.list([receipt], $0, zone: wib) }
        }
        try compare { GeoBody.list([GeoToken(token: "t", requestID: nil)], $0, zone: wib) }
        try compare {
            GeoBody.list([GeoUpdateReceipt(updateID: "u", requestID: nil)], $0, zone: wib)
        }
        try compare { GeoBody.list([GeoError(code: 404, description: "<x>")], $0, zone: wib) }
        try compare { GeoBody.discovery(Sample.discovery, $0, zone: .utc) }
    }

    private func compare(_ write: (GeoFormat) -> [UInt8]) throws {
        let json = try JSONValue(parsing: write(.json))
        var reader = try XMLReader(write(.xml), GeoLimits())
        guard case .start = try reader.next() else {
            Issue.record("no root")
            return
        }
        #expect(try Self.spark(&reader) == Self.flat(json))
    }

    /// An element whose start was read, by the rules of the convention alone.
    private static func spark(_ reader: inout XMLReader) throws -> JSONValue {
        var text = ""
        var children: [(name: String, value: JSONValue)] = []
        while let piece = try reader.next() {
            switch piece {
            case .text(let more): text += more
            case .start(let name): children.append((name, try spark(&reader)))
            case .end:
                guard let first = children.first else { return text.isEmpty ? nil : .string(text) }
                if children.allSatisfy({ $0.name == first.name }) {
                    return .array(children.map(\.value))
                }
                return .object(Dictionary(children.map { ($0.name, $0.value) }) { $1 })
            }
        }
        return nil
    }

    /// Numbers and booleans as the text that they are in XML; an empty list is an empty element.
    private static func flat(_ value: JSONValue) -> JSONValue {
        switch value {
        case .bool(let value): .string(value ? "true" : "false")
        case .integer, .double: .string(value.text)
        case .array(let elements): elements.isEmpty ? nil : .array(elements.map(flat))
        case .object(let members): .object(members.mapValues(flat))
        case .null, .string: value
        }
    }
}
