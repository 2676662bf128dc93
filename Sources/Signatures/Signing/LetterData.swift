import Kernel

/// The data of a letter inside its PDF: canonical JSON (RFC 8785) as an attachment
/// (ISO 32000-1 §7.11.4), whose SHA-256 the statement in the QR code names.
public enum LetterData {
    /// How the attachment is called.
    public static let name = "surat.json"
    /// How the receipt of an act from the ledger is called inside a PDF.
    public static let receipt = "bukti.json"

    /// The document with the data; to be done before the first signature.
    /// - Parameters:
    ///   - name: of the attachment.
    ///   - time: when the data were written.
    public static func attach(
        _ data: JSONValue, to document: [UInt8], named name: String = name, at time: Instant,
        zone: Zone
    ) throws(SigningError) -> [UInt8] {
        do throws(PDFReadError) {
            let reader = try PDFReader(document)
            var catalog = try reader.catalog
            guard let root = reader.root else { throw PDFReadError.damaged(at: reader.end) }
            var update = PDFUpdate(reader)
            let bytes = data.canonical
            let parameters: [String: PDFObject] = [
                "Size": .integer(bytes.count),
                "ModDate": .string(Array(PDFWriting.date(time, zone).utf8)),
            ]
            let stream = update.add(
                .stream(
                    [
                        "Type": .name("EmbeddedFile"), "Subtype": .name("application/json"),
                        "Params": .dictionary(parameters),
                    ], bytes))
            let file = update.add(
                .dictionary([
                    "Type": .name("Filespec"), "F": PDFWriting.text(name),
                    "UF": PDFWriting.text(name), "AFRelationship": .name("Data"),
                    "EF": .dictionary(["F": .reference(stream), "UF": .reference(stream)]),
                ]))
            var names = try reader.dictionary(catalog["Names"])
            names["EmbeddedFiles"] = .dictionary([
                "Names": .array([PDFWriting.text(name), .reference(file)])
            ])
            catalog["Names"] = .dictionary(names)
            catalog["AF"] = .array([.reference(file)])
            update.set(root, .dictionary(catalog))
            return update.finish().bytes
        } catch {
            throw .unreadable(error)
        }
    }

    /// The bytes of the attachment, as they are; nothing when the document has none.
    public static func bytes(in document: [UInt8], named name: String = name) -> [UInt8]? {
        guard let reader = try? PDFReader(document),
            let names = try? reader.dictionary(reader.catalog["Names"]),
            let files = try? reader.dictionary(names["EmbeddedFiles"]),
            let list = try? reader.resolve(files["Names"]).arrayValue,
            let place = list.firstIndex(where: { $0.stringValue == Array(name.utf8) }),
            place + 1 < list.count, let file = try? reader.dictionary(list[place + 1]),
            let parts = try? reader.dictionary(file["EF"]),
            case .stream(let head, let raw)? = try? reader.resolve(parts["F"])
        else { return nil }
        return try? reader.unpack(head, raw)
    }
}
