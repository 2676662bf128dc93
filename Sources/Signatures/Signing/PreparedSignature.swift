import Crypto
import Kernel

/// A document that waits for its signature: all is written but the signature itself, so that the
/// key may be anywhere.
///
/// Sign `toBeSigned` with SHA-256 by the key of the first certificate, then `finish`.
public struct PreparedSignature: Sendable {
    /// The bytes that the key signs: the attributes of RFC 5652 §5.4.
    public let toBeSigned: [UInt8]
    /// The signer's certificate first, then those above it.
    public let certificates: [X509Certificate]
    private let document: [UInt8]
    /// Where the digits of `/Contents` stand, without the angle brackets.
    private let hole: Range<Int>

    /// - Throws: `SigningError` for a document that cannot be signed.
    public init(
        _ document: [UInt8], _ request: SignatureRequest, certificates: [X509Certificate]
    ) throws(SigningError) {
        guard let own = certificates.first else { throw .badCertificate }
        let opened: (bytes: [UInt8], hole: Range<Int>)
        do {
            var field = try SignatureField(document, request)
            opened = try field.write()
        } catch let error as SigningError {
            throw error
        } catch let error as PDFReadError {
            throw .unreadable(error)
        } catch {
            throw .unreadable(.damaged(at: 0))
        }
        self.document = opened.bytes
        hole = opened.hole
        self.certificates = certificates
        let outside = [
            opened.bytes[..<(opened.hole.lowerBound - 1)],
            opened.bytes[(opened.hole.upperBound + 1)...],
        ]
        toBeSigned =
            SignedAttributes(certificate: own, digest: DigestKind.sha256.hash(outside)).encoded
    }

    /// SHA-256 of the bytes to be signed, for signers that take digests.
    public var digest: [UInt8] { Array(SHA256.hash(data: toBeSigned)) }

    /// The signed document.
    /// - Parameters:
    ///   - signature: of `toBeSigned`; ECDSA as DER or RSA PKCS#1 v1.5.
    ///   - stamp: an RFC 3161 token over SHA-256 of the signature, which makes it PAdES B-T.
    /// - Throws: `.badKey` when the signature is not by the first certificate's key.
    public func finish(
        _ signature: [UInt8], stamp: [UInt8]? = nil
    ) throws(SigningError) -> [UInt8] {
        guard let own = certificates.first,
            VerifyingKey.isValid(
                signature, of: toBeSigned, digest: .sha256, algorithm: .ecdsaSHA256,
                publicKey: own.publicKey)
        else { throw .badKey }
        let message = CMSWriting.signedData(
            attributes: toBeSigned, signature: signature, certificates: certificates,
            stamp: stamp)
        guard message.count * 2 <= hole.count else { throw .tooLong }
        var signed = document
        signed.replaceSubrange(
            hole.lowerBound..<hole.lowerBound + message.count * 2,
            with: Hexadecimal.text(message).utf8)
        return signed
    }
}
