import Kernel

/// The target of a request, taken apart with suspicion.
struct RequestTarget: Sendable {
    let path: String
    let query: String
    /// Decoded segments of the path.
    let segments: [String]
    /// The path ended with a slash that no page of ours has.
    let endsWithSlash: Bool

    enum Fault: Error { case malformed, tooLong, notFound }

    init(_ target: String) throws(Fault) {
        let bytes = Array(target.utf8)
        guard bytes.count <= 4_096 else { throw .tooLong }
        guard bytes.first == UInt8(ascii: "/") else { throw .malformed }
        guard bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw .malformed }
        let cut = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.endIndex
        path = String(decoding: bytes[..<cut], as: UTF8.self)
        query =
            cut == bytes.endIndex ? "" : String(decoding: bytes[(cut + 1)...], as: UTF8.self)
        var parts = bytes[..<cut].split(
            separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        parts.removeFirst()
        endsWithSlash = parts.count > 1 && parts.last?.isEmpty == true
        if parts.last?.isEmpty == true { parts.removeLast() }
        var segments: [String] = []
        for part in parts {
            guard let text = PercentCoding.decode(part, plusIsSpace: false) else {
                throw .malformed
            }
            // An encoded slash or a dot segment never names a page of ours.
            if text.isEmpty || text == "." || text == ".." { throw .notFound }
            for byte in text.utf8 {
                if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") { throw .notFound }
                if byte < 32 || byte == 127 { throw .malformed }
            }
            segments.append(text)
        }
        self.segments = segments
    }
}
