import CCurl

/// One request by libcurl, on the thread that calls `run`.
struct CurlTransfer {
    let request: OutboundRequest
    let limits: OutboundLimits
    let authorities: String?

    /// Bytes of an answer's head: more than any honest server needs.
    private static let maxHead = 1 << 16

    func run() throws(OutboundError) -> OutboundAnswer {
        guard let address = WebAddress(request.url) else { throw .refusedURL }
        let allowed = allowedKinds(address.scheme)
        guard !allowed.isEmpty else { throw .refusedURL }
        guard request.headers.allSatisfy(\.isSendable) else { throw .badRequest }
        guard
            let fetch = cfetch_open(
                address.text, allowed.rawValue, limits.connectTimeout, limits.timeout, Self.maxHead,
                limits.maxBody)
        else { throw .unreachable("no memory") }
        defer { cfetch_close(fetch) }
        if let authorities { cfetch_trust(fetch, authorities) }
        for header in request.headers {
            // libcurl sends an empty header when it ends in a semicolon instead of a colon.
            let line =
                header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)"
            guard cfetch_header(fetch, line) == 0 else { throw .unreachable("no memory") }
        }
        let code = perform(fetch)
        if let error = Self.error(code, fetch) { throw error }
        return OutboundAnswer(
            status: cfetch_status(fetch), head: Self.bytes(fetch, cfetch_head),
            body: Self.bytes(fetch, cfetch_body))
    }

    /// Plain HTTP would show everything on the way, so without permission it stays in the machine.
    func allowedKinds(_ scheme: WebAddress.Scheme) -> AddressKinds {
        var kinds: AddressKinds = [.open]
        if limits.allowsPrivateAddresses, request.reach == .anywhere {
            kinds.formUnion([.loopback, .inside])
        }
        if scheme == .http, !limits.allowsPlainHTTP { kinds.formIntersection(.loopback) }
        return kinds
    }

    private func perform(_ fetch: OpaquePointer) -> Int32 {
        guard request.method == .post else { return cfetch_perform(fetch) }
        return request.body.withUnsafeBytes { body in
            cfetch_post(fetch, body.baseAddress, body.count)
            return cfetch_perform(fetch)
        }
    }

    private static func error(_ code: Int32, _ fetch: OpaquePointer) -> OutboundError? {
        let reason = String(cString: cfetch_reason(fetch))
        let isSent = cfetch_sent(fetch) != 0
        switch Int(code) {
        case Int(CFETCH_OK): return nil
        case Int(CFETCH_TIMED_OUT): return isSent ? .timedOut : .unreachable(reason)
        case Int(CFETCH_TOO_LARGE): return .tooLarge
        case Int(CFETCH_REFUSED_ADDRESS): return .refusedAddress
        case Int(CFETCH_REFUSED_URL): return .refusedURL
        case Int(CFETCH_UNTRUSTED): return .untrusted(reason)
        case Int(CFETCH_BAD_ANSWER): return .badAnswer(reason)
        default: return isSent ? .badAnswer(reason) : .unreachable(reason)
        }
    }

    private static func bytes(
        _ fetch: OpaquePointer,
        _ part: (OpaquePointer?, UnsafeMutablePointer<Int>?) -> UnsafePointer<CChar>?
    ) -> [UInt8] {
        var length = 0
        guard let start = part(fetch, &length) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: length))
    }
}
