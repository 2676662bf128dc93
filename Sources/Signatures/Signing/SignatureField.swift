import Kernel

/// Writes the revision that holds a signature: field, widget, signature with its hole
/// (ISO 32000-1 §12.7.4.5 and §12.8, ETSI EN 319 142-1).
struct SignatureField {
    private let request: SignatureRequest
    private let reader: PDFReader
    private var update: PDFUpdate
    private var catalog: [String: PDFObject]
    /// Annotations to be added, by page.
    private var widgets: [Int: [Int]] = [:]
    private let pages: [Int]

    init(_ document: [UInt8], _ request: SignatureRequest) throws {
        self.request = request
        reader = try PDFReader(document)
        update = PDFUpdate(reader)
        catalog = try reader.catalog
        pages = try reader.pages()
    }

    mutating func write() throws -> (bytes: [UInt8], hole: Range<Int>) {
        let form = try SignatureForm(reader)
        let isFirst = !form.fields.contains { $0.isSigned }
        guard isFirst || !form.isLocked else { throw SigningError.locked }
        let signature = update.reserve()
        if let prepared = form.fields.first(where: { $0.name == request.field }) {
            guard !prepared.isSigned else { throw SigningError.noField(request.field) }
            var entries = prepared.entries
            entries["V"] = .reference(signature)
            if let place = try place(of: entries) {
                entries["AP"] = try appearance(place)
            }
            update.set(prepared.number, .dictionary(entries))
        } else {
            // To a certified document nothing may be added that is seen.
            guard isFirst || request.place == nil else {
                throw SigningError.noField(request.field)
            }
            var added = [
                try addField(PreparedField(request.field, place: request.place), signature)
            ]
            if isFirst { added += try request.later.map { try addField($0, nil) } }
            try extendForm(added)
            try extendPages()
        }
        if isFirst {
            catalog["Perms"] = .dictionary(["DocMDP": .reference(signature)])
        }
        if let root = reader.root, try catalog != reader.catalog {
            update.set(root, .dictionary(catalog))
        }
        let (raw, contents, range) = signatureBytes(isFirst: isFirst)
        update.set(signature, raw: raw)
        var (bytes, places) = update.finish()
        let start = places[signature] ?? 0
        let hole = start + contents.lowerBound..<start + contents.upperBound
        fill(&bytes, at: start + range, hole)
        return (bytes, hole)
    }

    // MARK: The signature

    private static let rangeRoom = 48

    /// The dictionary, where in it the digits of the hole stand, and where its ByteRange begins.
    private func signatureBytes(isFirst: Bool) -> ([UInt8], Range<Int>, Int) {
        var entries: [String: PDFObject] = [
            "Filter": .name("Adobe.PPKLite"), "SubFilter": .name("ETSI.CAdES.detached"),
            "M": .string(Array(PDFWriting.date(request.time, request.zone).utf8)),
            "Name": PDFWriting.text(request.signer),
        ]
        if !request.position.isEmpty { entries["Reason"] = PDFWriting.text(request.position) }
        if !request.location.isEmpty { entries["Location"] = PDFWriting.text(request.location) }
        if isFirst {
            // Only filling in and further signatures are permitted (§12.8.2.2).
            let parameters: [String: PDFObject] = [
                "Type": .name("TransformParams"), "P": .integer(2), "V": .name("1.2"),
            ]
            entries["Reference"] = .array([
                .dictionary([
                    "Type": .name("SigRef"), "TransformMethod": .name("DocMDP"),
                    "TransformParams": .dictionary(parameters),
                ])
            ])
        }
        var bytes = Array("<< /Type /Sig /ByteRange ".utf8)
        let range = bytes.count
        bytes += [UInt8](repeating: 32, count: Self.rangeRoom)
        bytes += " /Contents <".utf8
        let contents = bytes.count..<bytes.count + request.room * 2
        bytes += [UInt8](repeating: UInt8(ascii: "0"), count: request.room * 2)
        bytes += ">".utf8
        bytes += PDFWriting.bytes(.dictionary(entries)).dropFirst(2)
        return (bytes, contents, range)
    }

    private func fill(_ bytes: inout [UInt8], at place: Int, _ hole: Range<Int>) {
        let (first, second) = (hole.lowerBound - 1, hole.upperBound + 1)
        let text = Array("[0 \(first) \(second) \(bytes.count - second)]".utf8)
        precondition(text.count <= Self.rangeRoom, "file of \(bytes.count) bytes")
        bytes.replaceSubrange(place..<place + text.count, with: text)
    }

    // MARK: Field and widget

    private mutating func addField(_ field: PreparedField, _ value: Int?) throws -> Int {
        let index = (field.place?.page ?? 1) - 1
        guard pages.indices.contains(index) else { throw SigningError.noField(field.name) }
        var entries: [String: PDFObject] = [
            "Type": .name("Annot"), "Subtype": .name("Widget"), "FT": .name("Sig"),
            "T": PDFWriting.text(field.name), "TU": PDFWriting.text(field.name),
            // Printed and locked (§12.5.3).
            "F": .integer(132), "P": .reference(pages[index]),
            "Rect": field.place?.rectangle ?? .array([PDFObject](repeating: .integer(0), count: 4)),
        ]
        if let value {
            entries["V"] = .reference(value)
            if let place = field.place { entries["AP"] = try appearance(place) }
        }
        let number = update.add(.dictionary(entries))
        widgets[pages[index], default: []].append(number)
        return number
    }

    private func place(of entries: [String: PDFObject]) throws -> SignaturePlace? {
        let edges = try reader.resolve(entries["Rect"]).arrayValue?.compactMap(\.integerValue) ?? []
        guard edges.count == 4, edges[2] > edges[0], edges[3] > edges[1] else { return nil }
        return SignaturePlace(
            page: 1, left: edges[0], bottom: edges[1], width: edges[2] - edges[0],
            height: edges[3] - edges[1])
    }

    private mutating func appearance(_ place: SignaturePlace) throws -> PDFObject {
        let face = SignatureFace(request: request, width: place.width, height: place.height)
        return .dictionary(["N": .reference(update.add(face.stream))])
    }

    private mutating func extendForm(_ added: [Int]) throws {
        let references = added.map { PDFObject.reference($0) }
        var form = try reader.dictionary(catalog["AcroForm"])
        form["SigFlags"] = .integer(3)
        let old = try reader.resolve(form["Fields"]).arrayValue ?? []
        form["Fields"] = .array(old + references)
        if let number = catalog["AcroForm"]?.referenceValue {
            update.set(number, .dictionary(form))
        } else {
            catalog["AcroForm"] = .reference(update.add(.dictionary(form)))
        }
    }

    private mutating func extendPages() throws {
        for (page, added) in widgets.sorted(by: { $0.key < $1.key }) {
            let references = added.map { PDFObject.reference($0) }
            var entries = try reader.dictionary(.reference(page))
            let old = try reader.resolve(entries["Annots"]).arrayValue ?? []
            if let list = entries["Annots"]?.referenceValue {
                update.set(list, .array(old + references))
            } else {
                entries["Annots"] = .array(old + references)
                update.set(page, .dictionary(entries))
            }
        }
    }
}
