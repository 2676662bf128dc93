import CSSL
import Kernel

/// The few things that OpenSSL does for us: chains, what was revoked, and PKCS#12.
enum OpenSSL {
    enum Listing: Equatable {
        case unlisted
        case revoked(at: Instant)
        case otherIssuer
        case unreadable
    }

    /// Lends bytes to C for the time of a call.
    private static func lend<Result>(
        _ list: [[UInt8]], _ body: ([cssl_view]) -> Result
    ) -> Result {
        let joined = list.flatMap { $0 }
        return joined.withUnsafeBufferPointer { buffer in
            var place = 0
            let views = list.map { item in
                defer { place += item.count }
                return cssl_view(
                    bytes: buffer.baseAddress.map { $0 + place }, count: item.count)
            }
            return body(views)
        }
    }

    private static func take(_ buffer: inout cssl_buffer) -> [UInt8] {
        defer { cssl_free(&buffer) }
        return Array(UnsafeBufferPointer(start: buffer.bytes, count: buffer.count))
    }

    /// - Returns: the chain from the leaf to the root, or the code that OpenSSL gives (X509_V_ERR).
    static func chain(
        _ leaf: [UInt8], others: [[UInt8]], roots: [[UInt8]], at time: Instant
    ) -> (code: Int, chain: [[UInt8]]) {
        lend([leaf] + others + roots) { views in
            var found = cssl_buffer(bytes: nil, count: 0)
            let helpers = Array(views[1..<1 + others.count])
            let anchors = Array(views[(1 + others.count)...])
            let code = cssl_check_chain(
                views[0], helpers, helpers.count, anchors, anchors.count,
                time.milliseconds / 1000, &found)
            return (Int(code), split(take(&found)))
        }
    }

    /// What a revocation list says of a certificate, and when it was made and will be made again.
    static func look(
        _ certificate: [UInt8], issuer: [UInt8], in list: [UInt8]
    ) -> (listing: Listing, made: Instant, next: Instant?) {
        ask(cssl_look_up, [list, issuer, certificate])
    }

    /// What an answer by OCSP (RFC 6960) says of it; the same words.
    static func look(
        _ certificate: [UInt8], issuer: [UInt8], inAnswer answer: [UInt8]
    ) -> (listing: Listing, made: Instant, next: Instant?) {
        ask(cssl_read_answer, [answer, issuer, certificate])
    }

    private typealias Question = (
        cssl_view, cssl_view, cssl_view, UnsafeMutablePointer<Int64>?,
        UnsafeMutablePointer<Int64>?, UnsafeMutablePointer<Int64>?
    ) -> Int32

    private static func ask(
        _ question: Question, _ parts: [[UInt8]]
    ) -> (listing: Listing, made: Instant, next: Instant?) {
        lend(parts) { views in
            var (revoked, made, next): (Int64, Int64, Int64) = (0, 0, 0)
            let code = question(views[0], views[1], views[2], &revoked, &made, &next)
            let listing: Listing =
                switch code {
                case 0: .unlisted
                case 1: .revoked(at: Instant(milliseconds: revoked * 1000))
                case 2: .otherIssuer
                default: .unreadable
                }
            return (
                listing, Instant(milliseconds: made * 1000),
                next == 0 ? nil : Instant(milliseconds: next * 1000)
            )
        }
    }

    /// - Returns: the key as PKCS#8 and the certificates, the key's own first.
    static func open(
        pkcs12 file: [UInt8], passphrase: String
    ) throws(SigningError) -> (key: [UInt8], certificates: [[UInt8]]) {
        let result = lend([file]) { views in
            var key = cssl_buffer(bytes: nil, count: 0)
            var certificates = cssl_buffer(bytes: nil, count: 0)
            let code = cssl_pkcs12_open(views[0], passphrase, &key, &certificates)
            return (code, take(&key), split(take(&certificates)))
        }
        guard result.0 != 1 else { throw .wrongPassphrase }
        guard result.0 == 0 else { throw .badKeyFile }
        return (result.1, result.2)
    }

    static func pkcs12(
        key: [UInt8], certificate: [UInt8], others: [[UInt8]], name: String, passphrase: String,
        rounds: Int32
    ) throws(SigningError) -> [UInt8] {
        let result = lend([key, certificate] + others) { views in
            var file = cssl_buffer(bytes: nil, count: 0)
            let rest = Array(views[2...])
            let code = cssl_pkcs12_make(
                views[0], views[1], rest, rest.count, name, passphrase, rounds, &file)
            return (code, take(&file))
        }
        guard result.0 == 0 else { throw .badKeyFile }
        return result.1
    }

    /// Takes values of DER apart that stand one behind another.
    static func split(_ bytes: [UInt8]) -> [[UInt8]] {
        var parts: [[UInt8]] = []
        var rest = bytes[...]
        while let length = DERLength.whole(rest), length <= rest.count {
            parts.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return parts
    }
}

/// The length of a DER value by its first bytes.
enum DERLength {
    /// Bytes of the whole value with its head; nothing when the head is not DER.
    static func whole(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= 2 else { return nil }
        let first = Int(bytes[bytes.startIndex + 1])
        if first < 128 { return 2 + first }
        let count = first & 127
        guard (1...4).contains(count), bytes.count >= 2 + count else { return nil }
        let length = bytes.dropFirst(2).prefix(count).reduce(0) { $0 << 8 | Int($1) }
        return 2 + count + length
    }
}
