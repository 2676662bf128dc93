import Crypto
import Kernel

/// Signs documents: a key of our own, or a service that keeps the key.
public protocol DocumentSigner: Sendable {
    /// - Returns: the document with the signature as a new revision.
    func sign(
        _ document: [UInt8], _ request: SignatureRequest
    ) async throws(SigningError) -> [UInt8]
}

/// Asks a time-stamp service (RFC 3161): takes SHA-256 of a signature, gives back the token.
public typealias StampSource = @Sendable (_ digest: [UInt8]) async throws -> [UInt8]

/// Signs with a key that is in memory.
public struct KeySigner: DocumentSigner {
    private let seal: SealKey
    private let stamps: StampSource?

    /// - Parameter stamps: makes signatures PAdES B-T.
    public init(_ seal: SealKey, stamps: StampSource? = nil) {
        self.seal = seal
        self.stamps = stamps
    }

    public func sign(
        _ document: [UInt8], _ request: SignatureRequest
    ) async throws(SigningError) -> [UInt8] {
        let prepared = try PreparedSignature(
            document, request, certificates: seal.certificates)
        let signature = try seal.key.signature(of: prepared.toBeSigned)
        guard let stamps else { return try prepared.finish(signature) }
        let token: [UInt8]
        do {
            token = try await stamps(Array(SHA256.hash(data: signature)))
        } catch {
            throw .noTimeStamp
        }
        guard TimeStamp(token: token, over: signature) != nil else { throw .noTimeStamp }
        return try prepared.finish(signature, stamp: token)
    }
}
