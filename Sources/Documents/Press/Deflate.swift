import CZlib

/// zlib streams as PDF uses them.
enum Deflate {
    /// Content streams of a letter are small; more is a sign of something wrong.
    private static let maximum = 32 << 20

    static func unpack(_ packed: [UInt8]) throws(PDFError) -> [UInt8] {
        var room = max(packed.count * 8, 4096)
        while room <= maximum {
            var bytes = [UInt8](repeating: 0, count: room)
            var length = uLongf(room)
            let status = uncompress(&bytes, &length, packed, uLong(packed.count))
            if status == Z_OK { return Array(bytes.prefix(Int(length))) }
            guard status == Z_BUF_ERROR else { break }
            room *= 4
        }
        throw .press("a content stream cannot be unpacked")
    }

    static func pack(_ bytes: [UInt8]) throws(PDFError) -> [UInt8] {
        var length = compressBound(uLong(bytes.count))
        var packed = [UInt8](repeating: 0, count: Int(length))
        guard compress2(&packed, &length, bytes, uLong(bytes.count), 6) == Z_OK else {
            throw .press("a content stream cannot be packed")
        }
        return Array(packed.prefix(Int(length)))
    }
}
