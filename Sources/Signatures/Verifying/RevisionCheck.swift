/// Says what later revisions changed in a signed document.
///
/// Whatever is not known to be harmless counts as a change: only further signatures in fields
/// that were prepared or are not seen, what proves them, and values of form fields are let pass
/// (DocMDP P=2, ISO 32000-1 §12.8.2.2). Shadow attacks (hide, replace, hide and replace) and
/// incremental saving all change, remove or add an object that the signed revision shows.
struct RevisionCheck {
    let before: PDFReader
    let after: PDFReader
    private let oldForm: SignatureForm
    private let newForm: SignatureForm

    struct Finding: Hashable {
        let change: DocumentChange
        let revision: Int
    }

    init(before: PDFReader, after: PDFReader) throws(PDFReadError) {
        self.before = before
        self.after = after
        oldForm = try SignatureForm(before)
        newForm = try SignatureForm(after)
    }

    func findings() throws(PDFReadError) -> Set<Finding> {
        guard let start = before.sections.first, after.sections.contains(start),
            before.root == after.root
        else { return [Finding(change: .rebuilt, revision: after.sections.count)] }
        var found: Set<Finding> = []
        let (changed, added) = try differences()
        guard !changed.isEmpty || !added.isEmpty else { return [] }
        var shown = before.trailer.values.reduce(into: Set<Int>()) {
            $0.formUnion($1.references)
        }
        for number in before.numbers { shown.formUnion(try before.object(number).references) }
        // What the signed revision pointed at without having it, a later one may not bring.
        for number in added where shown.contains(number) {
            found.insert(Finding(change: .hidden, revision: revision(of: number)))
        }
        let places = try Places(before)
        for number in changed {
            for change in try judge(number, places) {
                found.insert(Finding(change: change, revision: revision(of: number)))
            }
        }
        return found
    }

    private func differences() throws(PDFReadError) -> (changed: [Int], added: [Int]) {
        var changed: [Int] = []
        var added: [Int] = []
        let old = Set(before.numbers)
        for number in old.union(after.numbers) {
            guard old.contains(number) else {
                added.append(number)
                continue
            }
            if before.entries[number] == after.entries[number],
                case .at? = before.entries[number]
            {
                continue
            }
            let (one, other) = (try before.object(number), try after.object(number))
            if one != other { changed.append(number) }
        }
        return (changed.sorted(), added.sorted())
    }

    /// The revision that wrote an object last, from 1.
    private func revision(of number: Int) -> Int {
        var entry = after.entries[number]
        if case .within(let stream, _)? = entry { entry = after.entries[stream] }
        guard case .at(let offset)? = entry else { return after.sections.count }
        return min(
            after.sections.count, after.sections.filter { $0 < offset }.count + 1)
    }

    /// Where things stand in the signed revision.
    private struct Places {
        var pages: Set<Int> = []
        var annotationLists: Set<Int> = []
        var form: Int?
        var validation: Set<Int> = []
        var metadata: Int?
        var info: Int?

        init(_ reader: PDFReader) throws(PDFReadError) {
            let catalog = try reader.catalog
            pages = Set(try reader.pages())
            for page in pages {
                let entries = try reader.dictionary(.reference(page))
                if let list = entries["Annots"]?.referenceValue { annotationLists.insert(list) }
            }
            form = catalog["AcroForm"]?.referenceValue
            metadata = catalog["Metadata"]?.referenceValue
            info = reader.trailer["Info"]?.referenceValue
            if let store = catalog["DSS"]?.referenceValue { validation.insert(store) }
            for entry in try reader.dictionary(catalog["DSS"]).values {
                guard let number = entry.referenceValue, number != form, number != reader.root,
                    !pages.contains(number), !annotationLists.contains(number)
                else { continue }
                if case .stream = try reader.object(number) { continue }
                validation.insert(number)
            }
        }
    }

    private func judge(
        _ number: Int, _ places: Places
    ) throws(PDFReadError) -> Set<DocumentChange> {
        let (old, new) = (try before.object(number), try after.object(number))
        // A directory of the file may be written anew: what it lists was compared already.
        if case .stream(let head, _) = old, case .stream(let other, _) = new,
            head["Type"] == .name("XRef"), other["Type"] == .name("XRef")
        {
            return []
        }
        if new == .null { return [.removed] }
        if number == before.root { return try catalog(old, new) }
        if number == places.form { return try form(old, new) }
        if places.pages.contains(number) { return try page(old, new) }
        if places.annotationLists.contains(number) { return try annotations(old, new) }
        if places.validation.contains(number) { return [.validationData] }
        if number == places.info { return [information(old, new)] }
        if number == places.metadata, case .stream(let head, _) = new,
            head["Type"] == .name("Metadata")
        {
            return [.metadata]
        }
        return [try field(number, old, new)]
    }

    // MARK: Kinds of objects

    private func keys(_ old: PDFObject, _ new: PDFObject) -> Set<String>? {
        guard case .dictionary(let one) = old, case .dictionary(let other) = new else { return nil }
        return Set(one.keys).union(other.keys).filter { one[$0] != other[$0] }
    }

    private func catalog(
        _ old: PDFObject, _ new: PDFObject
    ) throws(PDFReadError) -> Set<DocumentChange> {
        guard let keys = keys(old, new) else { return [.catalog] }
        var found: Set<DocumentChange> = []
        for key in keys {
            switch key {
            case "AcroForm":
                found.formUnion(
                    try form(
                        before.resolve(old.dictionaryValue?[key]),
                        after.resolve(new.dictionaryValue?[key])))
            case "DSS": found.insert(.validationData)
            case "Extensions", "Version", "Metadata": found.insert(.metadata)
            default: found.insert(.catalog)
            }
        }
        return found
    }

    private func form(
        _ old: PDFObject, _ new: PDFObject
    ) throws(PDFReadError) -> Set<DocumentChange> {
        let one = PDFObject.dictionary(old.dictionaryValue ?? [:])
        guard case .dictionary(let other) = new, let keys = keys(one, new) else { return [.form] }
        var found: Set<DocumentChange> = []
        for key in keys {
            switch key {
            case "Fields":
                let fields = try before.resolve(one.dictionaryValue?[key]).arrayValue ?? []
                let now = try after.resolve(other[key]).arrayValue ?? []
                guard now.starts(with: fields) else { return [.form] }
                let added = now.dropFirst(fields.count)
                for item in added where !isUnseenSignature(item) { return [.form] }
                found.insert(.furtherSignature)
            case "SigFlags": found.insert(.furtherSignature)
            default: return [.form]
            }
        }
        return found
    }

    /// A new signature field that shows nothing.
    private func isUnseenSignature(_ item: PDFObject) -> Bool {
        guard let number = item.referenceValue, before.entries[number] ?? .free == .free,
            let entries = try? after.dictionary(item), entries["FT"] == .name("Sig"),
            entries["Kids"] == nil,
            newForm.fields.contains(where: { $0.number == number })
        else { return false }
        guard let rectangle = entries["Rect"] else { return true }
        guard let edges = try? after.resolve(rectangle).arrayValue, edges.count == 4 else {
            return false
        }
        return edges[0] == edges[2] && edges[1] == edges[3]
            || edges.allSatisfy { $0 == .integer(0) }
    }

    private func page(
        _ old: PDFObject, _ new: PDFObject
    ) throws(PDFReadError) -> Set<DocumentChange> {
        guard keys(old, new) == ["Annots"] else { return [.page] }
        return try annotations(
            before.resolve(old.dictionaryValue?["Annots"]),
            after.resolve(new.dictionaryValue?["Annots"]))
    }

    private func annotations(
        _ old: PDFObject, _ new: PDFObject
    ) throws(PDFReadError) -> Set<DocumentChange> {
        let list = old.arrayValue ?? []
        guard let now = new.arrayValue, now.starts(with: list),
            now.dropFirst(list.count).allSatisfy(isUnseenSignature)
        else { return [.annotation] }
        return [.furtherSignature]
    }

    private func information(_ old: PDFObject, _ new: PDFObject) -> DocumentChange {
        let seen: Set = ["Title", "Author", "Subject", "Keywords"]
        guard let keys = keys(old, new), keys.isDisjoint(with: seen) else { return .content }
        return .metadata
    }

    private func field(
        _ number: Int, _ old: PDFObject, _ new: PDFObject
    ) throws(PDFReadError) -> DocumentChange {
        guard let keys = keys(old, new) else { return .content }
        if let waiting = oldForm.fields.first(where: { $0.number == number }) {
            let value = try after.dictionary(new.dictionaryValue?["V"])
            let isSignature = value["ByteRange"] != nil && value["Contents"] != nil
            guard !waiting.isSigned, keys.isSubset(of: ["V", "AP", "M"]), isSignature else {
                return .form
            }
            return .furtherSignature
        }
        let kinds: Set<PDFObject> = [.name("Tx"), .name("Ch"), .name("Btn")]
        guard let kind = old.dictionaryValue?["FT"], kinds.contains(kind),
            old.dictionaryValue?["Kids"] == nil, keys.isSubset(of: ["V", "AP", "AS", "M"])
        else { return .content }
        return .formFilled
    }
}
