import Crypto
import Kernel

/// How a blob stands in its file: chunks of 64 KiB of plain text, each sealed by AES-256-GCM and
/// followed by its tag, nothing else. Only the last chunk may be shorter; an empty blob is one
/// empty last chunk.
///
/// The key belongs to one blob and each index is sealed once with it, so the index is the nonce.
/// Index, "is last" and the blob's id are authenticated: a chunk moved, dropped, added or taken
/// from another blob is not accepted.
enum BlobFormat {
    static let chunk = 65_536
    static let sealedChunk = chunk + 16

    static func seal(
        _ plain: ArraySlice<UInt8>, index: Int64, last: Bool, of id: UUIDv7,
        with key: SymmetricKey
    ) throws -> [UInt8] {
        let box = try AES.GCM.seal(
            plain, using: key, nonce: try nonce(index),
            authenticating: place(index: index, last: last, id: id))
        // Nonce, sealed bytes and tag stand in one piece.
        if let whole = box.combined { return Array(whole.dropFirst(12)) }
        return Array(box.ciphertext) + Array(box.tag)
    }

    static func open(
        _ sealed: [UInt8], index: Int64, last: Bool, of id: UUIDv7, with key: SymmetricKey
    ) throws -> [UInt8] {
        guard sealed.count >= 16 else { throw BlobError.damaged(id) }
        do {
            let box = try AES.GCM.SealedBox(
                nonce: try nonce(index), ciphertext: sealed.dropLast(16), tag: sealed.suffix(16))
            let place = place(index: index, last: last, id: id)
            return Array(try AES.GCM.open(box, using: key, authenticating: place))
        } catch {
            throw BlobError.damaged(id)
        }
    }

    /// How many chunks a blob of `size` bytes has.
    static func chunks(size: Int64) -> Int64 { max(1, (size + Int64(chunk) - 1) / Int64(chunk)) }

    private static func nonce(_ index: Int64) throws -> AES.GCM.Nonce {
        var bytes: [UInt8] = [0, 0, 0, 0]
        bytes.append(bigEndian: index)
        return try AES.GCM.Nonce(data: bytes)
    }

    private static func place(index: Int64, last: Bool, id: UUIDv7) -> [UInt8] {
        var bytes = Array("pendopo blob v1".utf8) + id.bytes
        bytes.append(bigEndian: index)
        bytes.append(last ? 1 : 0)
        return bytes
    }
}
