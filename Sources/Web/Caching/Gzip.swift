import CZlib

/// Compression of whole answers.
enum Gzip {
    /// Answers below this size are sent as they are.
    static let threshold = 1_024

    static func compress(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8]? {
        // 15 bits of window, 16 more for the gzip header.
        deflated(bytes, level: level, window: 31, memory: 8, after: [], flush: Z_FINISH)
    }

    /// Compresses in one call.
    /// - Parameters:
    ///   - window: bits of the window as zlib counts them: 31 gzip, -15 raw.
    ///   - before: what stands before it in the stream, as far as it may refer to it.
    ///   - flush: `Z_FINISH` ends the stream, `Z_SYNC_FLUSH` a part of it at a full byte.
    static func deflated(
        _ bytes: [UInt8], level: Int32, window: Int32, memory: Int32, after before: [UInt8],
        flush: Int32
    ) -> [UInt8]? {
        var stream = z_stream()
        guard
            deflateInit2_(
                &stream, level, Z_DEFLATED, window, memory, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { return nil }
        defer { deflateEnd(&stream) }
        if !before.isEmpty {
            let code = before.withUnsafeBufferPointer {
                deflateSetDictionary(&stream, $0.baseAddress, UInt32($0.count))
            }
            guard code == Z_OK else { return nil }
        }
        // The mark of a full byte needs a little more than the bound.
        let bound = Int(deflateBound(&stream, UInt(bytes.count))) + 16
        var input = bytes
        return input.withUnsafeMutableBufferPointer { source in
            var isDone = false
            let out = [UInt8](unsafeUninitializedCapacity: bound) { target, count in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(bound)
                let code = deflate(&stream, flush)
                isDone =
                    code == (flush == Z_FINISH ? Z_STREAM_END : Z_OK) && stream.avail_in == 0
                count = bound - Int(stream.avail_out)
            }
            return isDone ? out : nil
        }
    }

    /// Undoes `compress`; for the rare client that takes no gzip, and for tests.
    static func expand(_ bytes: [UInt8], limit: Int = 64 * 1024 * 1024) -> [UInt8]? {
        var stream = z_stream()
        guard
            inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { return nil }
        defer { inflateEnd(&stream) }
        var input = bytes
        var output: [UInt8] = []
        return input.withUnsafeMutableBufferPointer { source in
            stream.next_in = source.baseAddress
            stream.avail_in = UInt32(source.count)
            while output.count < limit {
                var state = Z_OK
                let piece = [UInt8](unsafeUninitializedCapacity: 16_384) { target, count in
                    stream.next_out = target.baseAddress
                    stream.avail_out = 16_384
                    state = inflate(&stream, Z_NO_FLUSH)
                    count = 16_384 - Int(stream.avail_out)
                }
                output += piece
                if state == Z_STREAM_END { return output }
                guard state == Z_OK else { return nil }
            }
            return nil
        }
    }

    /// Whether an `Accept-Encoding` header takes gzip.
    static func isAccepted(_ header: String?) -> Bool {
        guard let header else { return false }
        for item in header.split(separator: ",") {
            let parts = item.lowercased().split(separator: ";").map { $0.filter { $0 != " " } }
            guard let name = parts.first, name == "gzip" || name == "*" else { continue }
            let refuses = parts.dropFirst().contains {
                ["q=0", "q=0.0", "q=0.00", "q=0.000"].contains($0)
            }
            return !refuses
        }
        return false
    }
}
