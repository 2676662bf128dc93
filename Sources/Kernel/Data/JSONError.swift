/// Why bytes are not the JSON that is accepted, and where.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Counted in bytes from 0.
    public let offset: Int
    public let reason: String

    public init(offset: Int, reason: String) {
        self.offset = offset
        self.reason = reason
    }

    public var description: String { "JSON, byte \(offset): \(reason)" }
}
