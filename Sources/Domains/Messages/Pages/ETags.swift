import Kernel
import Web

/// Bytes with a name of their own, so that whoever has them is not sent them again.
enum ETags {
    /// - Parameters:
    ///   - known: what the caller says it has (`If-None-Match`).
    ///   - changed: an HTTP date, where the bytes have one.
    static func answer(
        _ bytes: [UInt8], type: String, known: String?, changed: String? = nil,
        isPrivate: Bool = false
    ) -> Reply {
        let tag = "\"\(Hexadecimal.text(bytes.fingerprint.bigEndianBytes))\""
        let isKnown = known.map { $0 == "*" || $0.contains(tag) } ?? false
        var reply = isKnown ? Reply.notModified : Reply.data(bytes, type: type)
        reply = reply.header("ETag", tag).header(
            "Cache-Control", isPrivate ? "private, no-cache" : "public, max-age=300")
        return changed.map { reply.header("Last-Modified", $0) } ?? reply
    }
}

extension [UInt8] {
    /// FNV-1a, 64 bits: tells editions apart, protects nothing.
    fileprivate var fingerprint: UInt64 {
        reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    }
}
