import Contracts
import Crypto
import Kernel

/// What the public log will hold of an entry: a commitment that tells nothing by itself and proves
/// the entry to whoever is shown entry and salt.
///
/// `commitment = SHA-256(salt ‖ canonical)`, salt being 16 random bytes and `canonical` the
/// RFC 8785 form (no white space, names sorted) of this object, absent values being `null`:
/// ```
/// {
///   "act": number of the act within the case,
///   "actor": {"account": id, "kind": kind, "name": part of the house, "position": id},
///   "at": milliseconds since 1970 UTC,
///   "case": id,
///   "facts": the facts as written,
///   "id": id of the entry,
///   "sealed": the private part as written,
///   "service": code, "type": type, "unit": code,
///   "v": 1
/// }
/// ```
/// Ids are text of 36 characters, lower case.
enum Commitment {
    static func of(_ entry: LedgerEntry, id: UUIDv7, act: Int64?, salt: [UInt8]) -> [UInt8] {
        of(value(entry, id: id, act: act), salt: salt)
    }

    static func of(_ value: JSONValue, salt: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: salt + value.canonical))
    }

    /// The private entry.
    static func value(_ entry: LedgerEntry, id: UUIDv7, act: Int64?) -> JSONValue {
        let actor: JSONValue = [
            "account": text(entry.actor.account?.text),
            "kind": .string(entry.actor.kind),
            "name": text(entry.actor.systemName),
            "position": text(entry.actor.position?.text),
        ]
        return [
            "act": act.map { .integer($0) } ?? .null,
            "actor": actor,
            "at": .integer(entry.at.milliseconds),
            "case": text(entry.caseID?.text),
            "facts": entry.facts,
            "id": .string(id.text),
            "sealed": entry.sealed ?? .null,
            "service": text(entry.service),
            "type": .string(entry.type),
            "unit": text(entry.unit),
            "v": 1,
        ]
    }

    private static func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
}
