import Kernel

extension Base64URL {
    /// - Parameter most: bytes of the result.
    static func read(_ text: String, most: Int) throws(PasskeyError) -> [UInt8] {
        guard text.utf8.count <= (most * 4 + 2) / 3 else { throw .tooLarge }
        guard let bytes = decode(text, limit: most) else { throw .malformedText }
        return bytes
    }
}
