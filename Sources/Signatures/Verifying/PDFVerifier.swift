import Kernel

/// Judges the signatures of a PDF file, in memory.
public struct PDFVerifier: Sendable {
    private let trust: Trust
    private let now: Instant
    private let knownSince: Instant?

    private typealias Judged = (
        field: SignatureForm.Field, cover: SignatureCover?, report: SignatureReport
    )

    /// - Parameters:
    ///   - knownSince: when this very file was recorded where nobody can rewrite it; counts as
    ///     proof of time against a later revocation.
    public init(trust: Trust, now: Instant, knownSince: Instant? = nil) {
        self.trust = trust
        self.now = now
        self.knownSince = knownSince
    }

    public func verify(_ bytes: [UInt8]) -> DocumentReport {
        let reader: PDFReader
        let form: SignatureForm
        do throws(PDFReadError) {
            reader = try PDFReader(bytes)
            form = try SignatureForm(reader)
        } catch {
            return unreadable(bytes, error)
        }
        let signed = form.fields.filter(\.isSigned)
        guard !signed.isEmpty else {
            return earlier(bytes, below: bytes.count, .takenOff)
                ?? DocumentReport(
                    .unsigned, revisions: reader.sections.count, bytes: bytes.count)
        }
        // Each one costs a reading of the file; no letter has that many heads.
        guard signed.count <= 32 else {
            return DocumentReport(.unreadable, problem: .unreadable, bytes: bytes.count)
        }
        var covers: [Judged] = signed.map { field in
            do throws(SignatureCover.Fault) {
                let cover = try SignatureCover(field, in: reader)
                return (field, cover, report(field, cover, reader))
            } catch {
                let verdict: SignatureVerdict =
                    error.problem == .unreadable ? .unreadable : .altered
                return (
                    field, nil,
                    SignatureReport(
                        field: field.name, verdict: verdict, problem: error.problem)
                )
            }
        }
        covers.sort { ($0.cover?.end ?? .max) < ($1.cover?.end ?? .max) }
        judgeCertificates(&covers, reader)
        let reports = covers.map(\.report)
        let worst = reports.max { $0.verdict.weight < $1.verdict.weight }
        var result = DocumentReport(
            worst?.verdict ?? .unsigned, problem: worst?.problem, signatures: reports,
            revisions: reader.sections.count, bytes: bytes.count)
        if reports.allSatisfy(\.isTimeStamp), result.verdict == .valid {
            result.verdict = .unsigned
        }
        if reader.hasTail {
            result.verdict = .altered
            result.problem = .strayBytes
        }
        return result
    }

    private func unreadable(_ bytes: [UInt8], _ error: PDFReadError) -> DocumentReport {
        if error == .notPDF { return DocumentReport(.notPDF, bytes: bytes.count) }
        if let earlier = earlier(bytes, below: bytes.count, .strayBytes) { return earlier }
        return DocumentReport(
            error == .truncated ? .truncated : .unreadable, problem: .unreadable,
            bytes: bytes.count)
    }

    /// When the file as a whole shows no signature: the newest part of it that does, which then was
    /// altered.
    private func earlier(
        _ bytes: [UInt8], below end: Int, _ problem: SignatureProblem
    ) -> DocumentReport? {
        let mark = Array("%%EOF".utf8)
        var place = end - mark.count - 1
        var tries = 0
        while place > 0, tries < 8 {
            if bytes[place] == mark[0], bytes[place...].starts(with: mark) {
                tries += 1
                let end = place + mark.count
                let signed = (try? PDFReader(bytes, end: end)).flatMap {
                    try? SignatureForm($0).fields.contains(where: \.isSigned)
                }
                if signed == true {
                    var report = verify(Array(bytes[..<end]))
                    report.verdict = .altered
                    report.problem = problem
                    report.bytes = bytes.count
                    return report
                }
            }
            place -= 1
        }
        return nil
    }

    // MARK: The document

    private func report(
        _ field: SignatureForm.Field, _ cover: SignatureCover, _ reader: PDFReader
    ) -> SignatureReport {
        var report = SignatureReport(field: field.name, verdict: .valid)
        report.revision = cover.before.sections.count
        report.coveredBytes = cover.end
        report.coversWholeFile = reader.bytes[cover.end...].allSatisfy(PDFScanner.isSpace)
        let text = { (key: String) in
            cover.entries[key]?.stringValue.map { PDFObject.text($0) } ?? ""
        }
        report.position = text("Reason")
        report.time = PDFWriting.instant(text("M"))
        report.isTimeStamp = cover.entries["SubFilter"] == .name("ETSI.RFC3161")
        do throws(PDFReadError) {
            let found = try RevisionCheck(before: cover.before, after: reader).findings()
            report.later = Set(found.map(\.change).filter(\.isPermitted))
            let wrong = found.filter { !$0.change.isPermitted }.min {
                ($0.revision, $0.change.rawValue) < ($1.revision, $1.change.rawValue)
            }
            if let wrong {
                report.verdict = .altered
                report.problem = .changed(wrong.change, revision: wrong.revision)
            } else if let level = try SignatureForm.permission(cover.entries, reader), level == 1,
                found.contains(where: { $0.change != .validationData })
            {
                report.verdict = .altered
                report.problem = .changed(.form, revision: report.revision + 1)
            }
        } catch {
            report.verdict = .altered
            report.problem = .strayBytes
        }
        return report
    }

    // MARK: The certificates

    private func judgeCertificates(
        _ covers:
            inout [(
                field: SignatureForm.Field, cover: SignatureCover?, report: SignatureReport
            )], _ reader: PDFReader
    ) {
        let store = ValidationStore(reader)
        let check = CertificateCheck(trust: trust, store: store, now: now)
        // From the newest on, for time-stamps prove what stands before them.
        var proven = knownSince
        for index in covers.indices.reversed() {
            guard let cover = covers[index].cover else { continue }
            var judge = SignatureJudge(
                cover: cover, report: covers[index].report, check: check, proven: proven)
            judge.run()
            covers[index].report = judge.report
            if judge.report.isTimeStamp, judge.report.verdict == .valid,
                let time = judge.report.provenTime
            {
                proven = min(proven ?? time, time)
            }
        }
    }
}
