import SwiftASN1

/// A tree to be written as DER (X.690), by swift-asn1.
indirect enum DERValue {
    case sequence([DERValue])
    /// Sorted, as DER wants sets of one kind.
    case setOf([DERValue])
    case constructed(ASN1Identifier, [DERValue])
    case primitive(ASN1Identifier, [UInt8])
    /// DER already.
    case raw([UInt8])

    static func oid(_ oid: OID) -> DERValue { .primitive(.objectIdentifier, oid.content) }
    static func octets(_ bytes: [UInt8]) -> DERValue { .primitive(.octetString, bytes) }
    static func utf8(_ text: String) -> DERValue { .primitive(.utf8String, Array(text.utf8)) }
    static func bits(_ bytes: [UInt8], unused: UInt8 = 0) -> DERValue {
        .primitive(.bitString, [unused] + bytes)
    }
    static let null = DERValue.primitive(.null, [])
    static func bool(_ flag: Bool) -> DERValue { .primitive(.boolean, [flag ? 0xFF : 0]) }

    /// A whole number that is not negative, from its bytes.
    static func integer(_ bytes: [UInt8]) -> DERValue {
        let significant = Array(bytes.drop { $0 == 0 })
        guard let first = significant.first else { return .primitive(.integer, [0]) }
        return .primitive(.integer, (first >= 0x80 ? [0] : []) + significant)
    }

    static func integer(_ number: Int) -> DERValue {
        integer((0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) })
    }

    /// `[n]` around, in context.
    static func explicit(_ tag: UInt, _ values: [DERValue]) -> DERValue {
        .constructed(ASN1Identifier(tagWithNumber: tag, tagClass: .contextSpecific), values)
    }

    static func implicit(_ tag: UInt, _ bytes: [UInt8]) -> DERValue {
        .primitive(ASN1Identifier(tagWithNumber: tag, tagClass: .contextSpecific), bytes)
    }

    var encoded: [UInt8] {
        var serializer = DER.Serializer()
        write(into: &serializer)
        return serializer.serializedBytes
    }

    private func write(into serializer: inout DER.Serializer) {
        switch self {
        case .sequence(let values): Self.write(values, .sequence, &serializer)
        case .constructed(let identifier, let values):
            Self.write(values, identifier, &serializer)
        case .setOf(let values):
            let sorted = values.map(\.encoded).sorted { $0.lexicographicallyPrecedes($1) }
            Self.write(sorted.map { .raw($0) }, .set, &serializer)
        case .primitive(let identifier, let bytes):
            serializer.appendPrimitiveNode(identifier: identifier) { $0 += bytes }
        case .raw(let bytes): serializer.serializeRawBytes(bytes)
        }
    }

    private static func write(
        _ values: [DERValue], _ identifier: ASN1Identifier, _ serializer: inout DER.Serializer
    ) {
        serializer.appendConstructedNode(identifier: identifier) { coder in
            for value in values { value.write(into: &coder) }
        }
    }
}
