/// Names a file's type by its first bytes: what a browser claims is not believed.
public enum FileType {
    private static let signatures: [(type: String, offset: Int, bytes: [UInt8])] = [
        ("application/pdf", 0, Array("%PDF-".utf8)),
        ("image/jpeg", 0, [0xFF, 0xD8, 0xFF]),
        ("image/png", 0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        ("image/webp", 8, Array("WEBP".utf8)),
        ("image/heic", 4, Array("ftypheic".utf8)),
        ("application/zip", 0, [0x50, 0x4B, 0x03, 0x04]),
    ]

    /// The media type, or `application/octet-stream` when it is not one the house knows.
    public static func of(_ bytes: [UInt8]) -> String {
        for signature in signatures {
            let end = signature.offset + signature.bytes.count
            if bytes.count >= end, Array(bytes[signature.offset..<end]) == signature.bytes {
                return signature.type
            }
        }
        return "application/octet-stream"
    }
}
