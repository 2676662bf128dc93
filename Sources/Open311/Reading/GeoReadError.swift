/// Why the answer of another server gives no values.
public enum GeoReadError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Neither XML nor JSON as it is accepted, with the byte from 0.
    case malformed(offset: Int, String)
    /// Well formed, and something else than was asked for.
    case unexpected(String)
    /// The server says why there is no answer.
    case refused([GeoError])

    public var description: String {
        switch self {
        case .malformed(let offset, let reason): "byte \(offset): \(reason)"
        case .unexpected(let reason): reason
        case .refused(let errors):
            errors.map { "\($0.code): \($0.description)" }.joined(separator: "; ")
        }
    }
}

/// Bounds of an answer from elsewhere.
public struct GeoLimits: Sendable, Hashable {
    public let bytes: Int
    public let depth: Int
    /// Elements of XML, values of JSON.
    public let values: Int
    /// Bytes of an element's name.
    let name = 200

    public init(bytes: Int = 16 << 20, depth: Int = 24, values: Int = 400_000) {
        self.bytes = bytes
        self.depth = depth
        self.values = values
    }
}

/// A list as another server told it: what could be read, and what could not.
public struct GeoRead<Value: Sendable>: Sendable {
    public let values: [Value]
    public let skipped: [GeoSkipped]
}

extension GeoRead: Equatable where Value: Equatable {}

/// A row of a list that could not be read.
public struct GeoSkipped: Sendable, Hashable {
    /// Its place in the list, from 0.
    public let index: Int
    /// The field that is missing or cannot be understood.
    public let field: String
}
