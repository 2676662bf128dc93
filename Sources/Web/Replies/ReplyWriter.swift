import Hummingbird
import NIOCore

/// Writes a body piece by piece, as fast as the client reads.
public struct ReplyWriter {
    var target: any ResponseBodyWriter

    public mutating func write(_ bytes: [UInt8]) async throws {
        try await target.write(ByteBuffer(bytes: bytes))
    }

    public mutating func write(_ text: String) async throws {
        try await target.write(ByteBuffer(string: text))
    }
}
