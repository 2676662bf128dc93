import Kernel

/// Judges one signature whose cover is sound: its mathematics, certificate and time.
struct SignatureJudge {
    let cover: SignatureCover
    var report: SignatureReport
    let check: CertificateCheck
    /// Known for sure to be older than this.
    let proven: Instant?

    mutating func run() {
        if report.isTimeStamp {
            judgeStamp()
        } else {
            judgeSignature()
        }
    }

    private mutating func worsen(_ verdict: SignatureVerdict, _ problem: SignatureProblem?) {
        guard verdict.weight > report.verdict.weight else { return }
        report.verdict = verdict
        report.problem = problem
    }

    private mutating func judgeStamp() {
        guard let stamp = TimeStamp(token: cover.message, over: cover.parts) else {
            return worsen(.altered, .digestDiffers)
        }
        describe(stamp.authority)
        report.time = stamp.time
        report.level = .t
        let result = check.check(
            stamp.authority, others: stamp.certificates, lists: [], stated: stamp.time,
            proven: proven)
        worsen(result.verdict, result.problem)
        if result.verdict == .valid { report.provenTime = stamp.time }
        report.isRevocationKnown = result.isRevocationKnown
    }

    private mutating func judgeSignature() {
        let kinds: [PDFObject] = [.name("ETSI.CAdES.detached"), .name("adbe.pkcs7.detached")]
        guard let kind = cover.entries["SubFilter"], kinds.contains(kind),
            let message = try? CMSSignature(der: cover.message), message.contentType == .data,
            message.content == nil
        else { return worsen(.unreadable, .unreadable) }
        describe(message.signer)
        let digest = message.digest.hash(cover.parts)
        guard message.messageDigest == digest else { return worsen(.altered, .digestDiffers) }
        guard message.holds(for: digest) else { return worsen(.altered, .signatureDiffers) }
        guard message.signer.maySign, message.signer.maySignDocuments else {
            return worsen(.untrusted, .wrongUsage)
        }
        let stamped = stampTime(message)
        report.provenTime = stamped
        let sure = [stamped, proven].compactMap(\.self).min()
        let result = check.check(
            message.signer, others: message.certificates, lists: message.revocationLists,
            stated: report.time, proven: sure)
        worsen(result.verdict, result.problem)
        report.isRevocationKnown = result.isRevocationKnown
        level(message, isStamped: stamped != nil)
    }

    private mutating func describe(_ certificate: X509Certificate) {
        report.signer = certificate.name
        report.title = certificate.title
        report.issuer = certificate.issuerName
        report.serial = certificate.serialText
    }

    /// The time of a stamp whose maker is trusted.
    private func stampTime(_ message: CMSSignature) -> Instant? {
        guard let token = message.stamp,
            let stamp = TimeStamp(token: token, over: message.signature)
        else { return nil }
        let result = check.check(
            stamp.authority, others: stamp.certificates + message.certificates, lists: [],
            stated: stamp.time, proven: proven)
        return result.verdict == .valid ? stamp.time : nil
    }

    private mutating func level(_ message: CMSSignature, isStamped: Bool) {
        guard cover.entries["SubFilter"] == .name("ETSI.CAdES.detached"),
            message.namesCertificate, !message.hasSigningTime
        else { return }
        report.level = .b
        guard isStamped else { return }
        let store = check.store
        let proves = !(store.revocationLists + store.answers).isEmpty && report.isRevocationKnown
        report.level = proves && !store.certificates.isEmpty ? .lt : .t
    }
}
