/// What proves a signature later, kept in the document itself (DSS, ETSI EN 319 142-1 §5.4.2):
/// with a time-stamp it makes PAdES B-LT.
public enum ValidationData {
    /// The document with a further revision that holds certificates and revocation lists.
    /// - Parameters:
    ///   - certificates: the chains of signer and time-stamp; the root may be among them.
    ///   - lists: CRLs as DER.
    public static func add(
        certificates: [X509Certificate], lists: [[UInt8]], to document: [UInt8]
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
            store["CRLs"] = try streams(lists, store["CRLs"])
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
}
