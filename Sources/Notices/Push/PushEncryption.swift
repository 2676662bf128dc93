import Crypto
import Kernel

/// A message for one browser, encrypted so that its push service cannot read it: `aes128gcm`
/// (RFC 8188) with the keys of RFC 8291, in one record.
enum PushEncryption {
    /// Records are as long as the standard's own example says; we send one.
    private static let recordSize: UInt32 = 4_096
    /// Payload and padding: 4,096 bytes less header, tag and delimiter (RFC 8291 §4).
    static let longest = 3_993
    /// Lengths are rounded up to this, so that they tell less.
    private static let grain = 128

    /// - Parameters:
    ///   - ours: a key for this message alone.
    ///   - salt: 16 random bytes.
    static func seal(
        _ payload: [UInt8], for target: PushTarget, with ours: P256.KeyAgreement.PrivateKey,
        salt: [UInt8], isPadded: Bool = true
    ) throws -> [UInt8] {
        precondition(salt.count == 16 && payload.count <= longest)
        let theirs = try P256.KeyAgreement.PublicKey(x963Representation: target.key)
        let point = Array(ours.publicKey.x963Representation)
        let shared = try ours.sharedSecretFromKeyAgreement(with: theirs)
        let info = Array("WebPush: info".utf8) + [0] + target.key + point
        let input = shared.hkdfDerivedSymmetricKey(
            using: SHA256.self, salt: target.secret, sharedInfo: info, outputByteCount: 32)
        let key = derive(input, salt, "Content-Encoding: aes128gcm", 16)
        let nonce = derive(input, salt, "Content-Encoding: nonce", 12)
        var plain = payload + [2]
        if isPadded {
            let length = min((plain.count + grain - 1) / grain * grain, longest + 1)
            plain += [UInt8](repeating: 0, count: length - plain.count)
        }
        let box = try AES.GCM.seal(
            plain, using: key, nonce: AES.GCM.Nonce(data: nonce.withUnsafeBytes { Array($0) }))
        let head = salt + recordSize.bigEndianBytes + [UInt8(point.count)] + point
        return head + Array(box.ciphertext) + Array(box.tag)
    }

    private static func derive(
        _ input: SymmetricKey, _ salt: [UInt8], _ info: String, _ count: Int
    ) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: input, salt: salt, info: Array(info.utf8) + [0],
            outputByteCount: count)
    }
}
