import Kernel

/// Certificates and proofs of revocation that a document carries (DSS, ETSI EN 319 142-1 §5.4.2).
struct ValidationStore {
    var certificates: [[UInt8]] = []
    var revocationLists: [[UInt8]] = []
    /// By OCSP (RFC 6960).
    var answers: [[UInt8]] = []

    init() {}

    init(_ reader: PDFReader) {
        guard let store = try? reader.dictionary(reader.catalog["DSS"]) else { return }
        func streams(_ key: String) -> [[UInt8]] {
            let items = (try? reader.resolve(store[key]).arrayValue) ?? []
            return items.prefix(64).compactMap { item in
                guard case .stream(let head, let raw)? = try? reader.resolve(item) else {
                    return nil
                }
                return try? reader.unpack(head, raw)
            }
        }
        certificates = streams("Certs")
        revocationLists = streams("CRLs")
        answers = streams("OCSPs")
    }
}

/// Whether a certificate is one of the city's, at a time.
struct CertificateCheck {
    let trust: Trust
    let store: ValidationStore
    let now: Instant

    struct Result {
        var verdict = SignatureVerdict.valid
        var problem: SignatureProblem?
        var isRevocationKnown = false
    }

    /// - Parameters:
    ///   - stated: when the signer says to have signed.
    ///   - proven: when it was there for sure.
    func check(
        _ certificate: X509Certificate, others: [[UInt8]], lists: [[UInt8]], stated: Instant?,
        proven: Instant?
    ) -> Result {
        let time = min(proven ?? stated ?? now, now)
        let helpers = others + trust.others.map(\.der) + store.certificates
        let (code, chain) = OpenSSL.chain(
            certificate.der, others: helpers, roots: trust.roots.map(\.der), at: time)
        switch code {
        case 0: break
        // Not yet valid, expired (X509_V_ERR).
        case 9, 10:
            return Result(
                verdict: .expired,
                problem: .expired(code == 9 ? certificate.notBefore : certificate.notAfter))
        default: return Result(verdict: .untrusted, problem: .chain(code))
        }
        // The signer's word may not lie in the time to come.
        if proven == nil, let stated, stated > now.adding(hours: 24) {
            return Result(verdict: .expired, problem: .expired(stated))
        }
        return revocation(
            chain, lists + trust.revocationLists + store.revocationLists, proven: proven,
            stated: stated)
    }

    private func revocation(
        _ chain: [[UInt8]], _ lists: [[UInt8]], proven: Instant?, stated: Instant?
    ) -> Result {
        var result = Result()
        for (own, issuer) in zip(chain, chain.dropFirst()) {
            let told =
                lists.lazy.map { OpenSSL.look(own, issuer: issuer, in: $0).listing }
                + store.answers.lazy.map {
                    OpenSSL.look(own, issuer: issuer, inAnswer: $0).listing
                }
            for found in told {
                if found == .unlisted, own == chain.first { result.isRevocationKnown = true }
                guard case .revoked(let at) = found else { continue }
                if own == chain.first { result.isRevocationKnown = true }
                if let proven, proven < at { continue }
                let claimsEarlier = proven == nil && stated.map { $0 < at } == true
                result.verdict = claimsEarlier ? .unproven : .revoked
                result.problem = .revoked(at)
                return result
            }
        }
        return result
    }
}
