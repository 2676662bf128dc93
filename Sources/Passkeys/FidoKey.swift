import CFido

/// A public key as libfido2 wants it.
struct FidoKey: ~Copyable {
    private let algorithm: PasskeyAlgorithm
    private let handle: FidoHandle

    /// - Throws: `.malformedKey` when the bytes are no key of the algorithm.
    init(_ algorithm: PasskeyAlgorithm, _ bytes: [UInt8]) throws(PasskeyError) {
        let handle = try Self.empty(algorithm)
        let code =
            switch algorithm {
            case .es256: es256_pk_from_ptr(handle.pointer, bytes, bytes.count)
            case .edDSA: eddsa_pk_from_ptr(handle.pointer, bytes, bytes.count)
            case .rs256: rs256_pk_from_ptr(handle.pointer, bytes, bytes.count)
            }
        guard code == FIDO_OK else { throw .malformedKey }
        self.algorithm = algorithm
        self.handle = handle
    }

    private static func empty(_ algorithm: PasskeyAlgorithm) throws(PasskeyError) -> FidoHandle {
        switch algorithm {
        case .es256: try FidoHandle(es256_pk_new(), es256_pk_free)
        case .edDSA: try FidoHandle(eddsa_pk_new(), eddsa_pk_free)
        case .rs256: try FidoHandle(rs256_pk_new(), rs256_pk_free)
        }
    }

    func verify(_ assertion: borrowing FidoHandle) -> Int32 {
        fido_assert_verify(
            assertion.pointer, 0, Int32(algorithm.rawValue), UnsafeRawPointer(handle.pointer))
    }
}
