import SwiftASN1

/// DER that is not what it should be.
struct DERFault: Error {}

extension ASN1Node {
    static func reading(_ bytes: [UInt8]) throws(DERFault) -> ASN1Node {
        do { return try DER.parse(bytes) } catch { throw DERFault() }
    }

    /// What stands in it, or nothing when it is a plain value.
    var children: [ASN1Node] {
        if case .constructed(let nodes) = content { Array(nodes) } else { [] }
    }

    var primitive: [UInt8]? {
        if case .primitive(let bytes) = content { Array(bytes) } else { nil }
    }

    var bytes: [UInt8] { Array(encodedBytes) }

    var oid: OID? { identifier == .objectIdentifier ? primitive.map { OID(content: $0) } : nil }

    /// Whether it is `[n]` in context.
    func isTagged(_ number: UInt) -> Bool {
        identifier.tagClass == .contextSpecific && identifier.tagNumber == number
    }

    func expectSequence() throws(DERFault) -> [ASN1Node] {
        guard identifier == .sequence else { throw DERFault() }
        return children
    }

    /// The octets, for OCTET STRING and its implicit kin.
    func expectOctets() throws(DERFault) -> [UInt8] {
        guard identifier == .octetString, let primitive else { throw DERFault() }
        return primitive
    }

    func expectInteger() throws(DERFault) -> [UInt8] {
        guard identifier == .integer, let primitive, !primitive.isEmpty else { throw DERFault() }
        return primitive
    }
}

extension Array where Element == ASN1Node {
    func at(_ index: Int) throws(DERFault) -> ASN1Node {
        guard indices.contains(index) else { throw DERFault() }
        return self[index]
    }
}
