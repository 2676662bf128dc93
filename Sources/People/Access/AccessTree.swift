import Crypto
import Kernel
import Store

/// The root over the looks of an hour: the Merkle tree hash of RFC 9162, so that one row can be
/// shown to belong to it without the others.
///
/// Rows stand in the order of their ids. `leaf = SHA-256(0x00 ‖ canonical)`,
/// `node = SHA-256(0x01 ‖ left ‖ right)`, the left part being the greatest power of two that is
/// smaller than the count; `canonical` is the RFC 8785 form of this object, absent values `null`:
/// ```
/// {
///   "account": id, "at": milliseconds since 1970 UTC, "case": id, "flags": number, "id": id,
///   "part": code, "position": id, "purpose": code, "service": code, "step": id of the step,
///   "subject": id, "v": 1
/// }
/// ```
/// Ids are text of 36 characters, lower case.
enum AccessTree {
    typealias Hash = [UInt8]

    /// What `leaf(_:)` reads.
    static let columns = AccessRow.columns

    static func leaf(_ row: Row) -> Hash {
        let whole: JSONValue = [
            "account": .string(row.uuid(2).text),
            "at": .integer(row.int(1)),
            "case": text(row.optionalUUID(5)?.text),
            "flags": .integer(row.int(10)),
            "id": .string(row.uuid(0).text),
            "part": .string(row.text(7)),
            "position": .string(row.uuid(3).text),
            "purpose": .string(row.text(8)),
            "service": text(row.optionalText(6)),
            "step": text(row.optionalText(9)),
            "subject": .string(row.uuid(4).text),
            "v": 1,
        ]
        return Array(SHA256.hash(data: [0] + whole.canonical))
    }

    static func root(_ leaves: [Hash]) -> Hash {
        guard leaves.count > 1 else { return leaves.first ?? Array(SHA256.hash(data: [])) }
        var left = 1
        while left * 2 < leaves.count { left *= 2 }
        let (first, rest) = (Array(leaves[..<left]), Array(leaves[left...]))
        return Array(SHA256.hash(data: [1] + root(first) + root(rest)))
    }

    private static func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
}
