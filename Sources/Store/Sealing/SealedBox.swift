import Crypto

/// AES-256-GCM as it is stored everywhere in the house:
/// `version (1) ‖ nonce (12) ‖ ciphertext ‖ tag (16)`, the version being authenticated too.
///
/// Nonces come from the system and never from `World`: a demo with seeded randomness must not
/// repeat a nonce. 96 random bits are safe far beyond the number of values one case seals.
enum SealedBox {
    static let version: UInt8 = 1
    static let overhead = 1 + 12 + 16

    static func seal(
        _ plain: [UInt8], with key: SymmetricKey, bindingTo place: [UInt8]
    ) throws(SealingError) -> [UInt8] {
        do {
            let box = try AES.GCM.seal(plain, using: key, authenticating: [version] + place)
            var sealed: [UInt8] = [version]
            sealed.reserveCapacity(plain.count + overhead)
            sealed += box.nonce
            sealed += box.ciphertext
            sealed += box.tag
            return sealed
        } catch {
            throw .unreadable
        }
    }

    static func open(
        _ sealed: [UInt8], with key: SymmetricKey, bindingTo place: [UInt8]
    ) throws(SealingError) -> [UInt8] {
        guard sealed.count >= overhead, sealed[0] == version else { throw .unreadable }
        do {
            let box = try AES.GCM.SealedBox(
                nonce: AES.GCM.Nonce(data: sealed[1..<13]),
                ciphertext: sealed[13..<(sealed.count - 16)],
                tag: sealed[(sealed.count - 16)...])
            return Array(try AES.GCM.open(box, using: key, authenticating: [version] + place))
        } catch {
            throw .unreadable
        }
    }
}
