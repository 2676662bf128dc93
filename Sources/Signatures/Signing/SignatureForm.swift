/// The signature fields of a document (ISO 32000-1 §12.7).
struct SignatureForm {
    struct Field {
        let number: Int
        let name: String
        let entries: [String: PDFObject]

        var value: Int? { entries["V"]?.referenceValue }
        var isSigned: Bool { entries["V"] != nil && entries["V"] != .null }
    }

    /// In the order of the form.
    let fields: [Field]
    /// Whether a certification forbids every change, further signatures too (DocMDP P=1).
    let isLocked: Bool

    init(_ reader: PDFReader) throws(PDFReadError) {
        let catalog = try reader.catalog
        let form = try reader.dictionary(catalog["AcroForm"])
        var waiting = (try reader.resolve(form["Fields"]).arrayValue ?? []).reversed().map {
            (node: $0, name: "", kind: PDFObject?.none)
        }
        var found: [Field] = []
        var seen: Set<Int> = []
        while let (node, path, inherited) = waiting.popLast() {
            guard let number = node.referenceValue, seen.insert(number).inserted else { continue }
            let entries = try reader.dictionary(node)
            let own = try reader.resolve(entries["T"]).stringValue.map { PDFObject.text($0) }
            let name = [path, own ?? ""].filter { !$0.isEmpty }.joined(separator: ".")
            let kind = entries["FT"] ?? inherited
            let kids = try reader.resolve(entries["Kids"]).arrayValue ?? []
            let children = kids.reversed().map { (node: $0, name: name, kind: kind) }
            waiting += children
            if kind == .name("Sig"), entries["V"] != nil || children.isEmpty {
                found.append(Field(number: number, name: name, entries: entries))
            }
        }
        fields = found
        let permissions = try reader.dictionary(catalog["Perms"])
        isLocked =
            try Self.permission(try reader.dictionary(permissions["DocMDP"]), reader) == 1
    }

    /// What DocMDP permits after the signature: 1 nothing, 2 filling in, 3 remarks too.
    static func permission(
        _ signature: [String: PDFObject], _ reader: PDFReader
    ) throws(PDFReadError) -> Int? {
        for item in try reader.resolve(signature["Reference"]).arrayValue ?? [] {
            let reference = try reader.dictionary(item)
            guard reference["TransformMethod"] == .name("DocMDP") else { continue }
            let parameters = try reader.dictionary(reference["TransformParams"])
            return parameters["P"]?.integerValue ?? 2
        }
        return nil
    }
}
