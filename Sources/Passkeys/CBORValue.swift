/// The part of CBOR (RFC 8949) that CTAP2 permits, without floating point numbers and tags.
indirect enum CBORValue: Sendable, Hashable {
    enum Key: Sendable, Hashable {
        case integer(Int64)
        case text(String)
    }

    case integer(Int64)
    case bytes([UInt8])
    case text(String)
    case array([CBORValue])
    case map([Key: CBORValue])
    case bool(Bool)
    case null

    var integerValue: Int64? { if case .integer(let value) = self { value } else { nil } }
    var bytesValue: [UInt8]? { if case .bytes(let value) = self { value } else { nil } }
    var textValue: String? { if case .text(let value) = self { value } else { nil } }
    var mapValue: [Key: CBORValue]? { if case .map(let value) = self { value } else { nil } }
}
