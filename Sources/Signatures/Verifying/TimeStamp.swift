import Kernel
import SwiftASN1

/// A time-stamp token (RFC 3161 §2.4.2) whose signature and imprint are right. Whether its maker
/// is trusted is asked apart.
struct TimeStamp {
    let time: Instant
    let authority: X509Certificate
    let certificates: [[UInt8]]

    /// Nothing when the token is not one over exactly these bytes.
    init?(token: [UInt8], over parts: [ArraySlice<UInt8>]) {
        guard let message = try? CMSSignature(der: token), message.contentType == .timeStampInfo,
            let content = message.content,
            message.holds(for: message.digest.hash([content[...]])),
            message.signer.mayStamp,
            let info = try? ASN1Node.reading(content).expectSequence(), info.count >= 5
        else { return nil }
        let imprint = info[2].children
        guard let oid = imprint.first?.children.first?.oid, let digest = DigestKind(oid),
            imprint.count == 2, imprint[1].primitive == digest.hash(parts),
            let time = try? X509Time.instant(info[4])
        else { return nil }
        self.time = time
        authority = message.signer
        certificates = message.certificates
    }

    init?(token: [UInt8], over bytes: [UInt8]) { self.init(token: token, over: [bytes[...]]) }

    /// What is sent to a service: SHA-256, and its certificate is wished for (§2.4.1).
    /// - Parameter nonce: random bytes, which the answer repeats.
    static func request(digest: [UInt8], nonce: [UInt8]) -> [UInt8] {
        DERValue.sequence([
            .integer(1), .sequence([.sequence([.oid(.sha256), .null]), .octets(digest)]),
            .integer(nonce), .bool(true),
        ]).encoded
    }

    /// The token of an answer that grants (§2.4.2); nothing otherwise.
    static func token(response: [UInt8]) -> [UInt8]? {
        guard let fields = try? ASN1Node.reading(response).expectSequence(), fields.count == 2,
            let status = fields[0].children.first?.primitive, status == [0] || status == [1]
        else { return nil }
        return fields[1].bytes
    }
}

/// Talks to a time-stamp service over HTTP (RFC 3161 §3.4), through a closure that posts
/// `application/timestamp-query` and gives back the body.
public enum TimeStampClient {
    /// - Parameter nonce: fresh random bytes for each question.
    public static func source(
        nonce: @escaping @Sendable () -> [UInt8],
        post: @escaping @Sendable ([UInt8]) async throws -> [UInt8]
    ) -> StampSource {
        { digest in
            let answer = try await post(TimeStamp.request(digest: digest, nonce: nonce()))
            guard let token = TimeStamp.token(response: answer) else {
                throw SigningError.noTimeStamp
            }
            return token
        }
    }
}
