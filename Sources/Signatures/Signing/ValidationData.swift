import Kernel

/// What proves a signature later, kept in the document itself (DSS, ETSI EN 319 142-1 §5.4.2):
/// with a time-stamp it makes PAdES B-LT.
public enum ValidationData {
    /// The document with a further revision that holds certificates and revocation lists.
    /// - Parameters:
    ///   - certificates: the chains of signer and time-stamp; the root may be among them.
    ///   - lists: CRLs as DER.
    ///   - answers: by OCSP (RFC 6960), as DER.
    public static func add(
        certificates: [X509Certificate], lists: [[UInt8]], answers: [[UInt8]] = [],
        to document: [UInt8]
    ) throws(SigningError) -> [UInt8] {
        do throws(PDFReadError) {
            let reader = try PDFReader(document)
            var catalog = try reader.catalog
            var update = PDFUpdate(reader)
            var store = try reader.dictionary(catalog["DSS"])
            func streams(_ values: [[UInt8]], _ old: PDFObject?) throws(PDFReadError) -> PDFObject {
                let before = try reader.resolve(old).arrayValue ?? []
                return .array(before + values.map { .reference(update.add(.stream([:], $0))) })
            }
            store["Certs"] = try streams(certificates.map(\.der), store["Certs"])
            if !lists.isEmpty { store["CRLs"] = try streams(lists, store["CRLs"]) }
            if !answers.isEmpty { store["OCSPs"] = try streams(answers, store["OCSPs"]) }
            if let number = catalog["DSS"]?.referenceValue {
                update.set(number, .dictionary(store))
            } else {
                guard let root = reader.root else { throw PDFReadError.damaged(at: reader.end) }
                catalog["DSS"] = .reference(update.add(.dictionary(store)))
                update.set(root, .dictionary(catalog))
            }
            return update.finish().bytes
        } catch {
            throw .unreadable(error)
        }
    }

    /// The document with the chains of its signers and time-stamps, and the revocation lists of
    /// their issuers; unchanged when none of the lists at hand speaks of them.
    /// - Parameter now: lists that have ended by then prove nothing.
    public static func complete(
        _ document: [UInt8], from trust: Trust, at now: Instant
    ) throws(SigningError) -> [UInt8] {
        let signers: [Signer]
        do throws(PDFReadError) {
            signers = try Self.signers(PDFReader(document))
        } catch {
            throw .unreadable(error)
        }
        var certificates: [[UInt8]] = []
        var lists: [[UInt8]] = []
        for signer in signers {
            let chain = OpenSSL.chain(
                signer.certificate, others: signer.others + trust.others.map(\.der),
                roots: trust.roots.map(\.der), at: now
            ).chain
            certificates += chain.filter { !certificates.contains($0) }
            for (own, issuer) in zip(chain, chain.dropFirst()) {
                lists += trust.revocationLists.filter { list in
                    let found = OpenSSL.look(own, issuer: issuer, in: list)
                    return found.listing == .unlisted && found.next.map { $0 > now } != false
                        && !lists.contains(list)
                }
            }
        }
        guard !lists.isEmpty else { return document }
        return try add(
            certificates: certificates.compactMap { try? X509Certificate(der: $0) },
            lists: lists, to: document)
    }

    private struct Signer {
        let certificate: [UInt8]
        let others: [[UInt8]]
    }

    /// Who signed the document and its time-stamps, as far as it can be read.
    private static func signers(_ reader: PDFReader) throws(PDFReadError) -> [Signer] {
        try SignatureForm(reader).fields.filter(\.isSigned).flatMap { field -> [Signer] in
            guard let cover = try? SignatureCover(field, in: reader),
                let message = try? CMSSignature(der: cover.message)
            else { return [] }
            var found = [Signer(certificate: message.signer.der, others: message.certificates)]
            if let token = message.stamp,
                let stamp = TimeStamp(token: token, over: message.signature)
            {
                found.append(
                    Signer(
                        certificate: stamp.authority.der,
                        others: stamp.certificates + message.certificates))
            }
            return found
        }
    }
}
