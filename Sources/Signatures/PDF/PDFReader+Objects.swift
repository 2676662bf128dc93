extension PDFReader {
    /// Where the object's value begins, behind `12 0 obj`.
    /// - Parameter number: that must stand there; any, when not given.
    func valuePlace(at offset: Int, _ number: Int?) throws(PDFReadError) -> PDFScanner {
        guard offset >= 0, offset < end else { throw .damaged(at: min(max(offset, 0), end)) }
        var scanner = PDFScanner(bytes, at: offset, end: end)
        guard let found = scanner.unsigned(), scanner.unsigned() != nil else {
            throw .damaged(at: offset)
        }
        scanner.skipSpace()
        guard scanner.takes("obj"), number == nil || number == found else {
            throw .damaged(at: offset)
        }
        return scanner
    }

    func parse(at offset: Int, _ number: Int?) throws(PDFReadError) -> PDFObject {
        var scanner = try valuePlace(at: offset, number)
        let value = try scanner.object()
        scanner.skipSpace()
        if scanner.takes("endobj") { return value }
        guard case .dictionary(let head) = value, scanner.takes("stream") else {
            throw scanner.fault
        }
        // Behind the word stand CR LF or LF (§7.3.8.1).
        if scanner.place < end, bytes[scanner.place] == 13 { scanner.place += 1 }
        guard scanner.place < end, bytes[scanner.place] == 10 else { throw scanner.fault }
        scanner.place += 1
        let length = try length(head, number)
        guard length >= 0, length <= end - scanner.place else { throw .truncated }
        let data = Array(bytes[scanner.place..<scanner.place + length])
        scanner.place += length
        while scanner.place < end, PDFScanner.isSpace(bytes[scanner.place]) { scanner.place += 1 }
        guard scanner.takes("endstream") else { throw scanner.fault }
        return .stream(head, data)
    }

    private func length(
        _ head: [String: PDFObject], _ owner: Int?
    ) throws(PDFReadError) -> Int {
        switch head["Length"] {
        case .integer(let length): return length
        case .reference(let number):
            // Never a stream itself, so that this cannot go round in circles.
            guard number != owner, case .at(let offset) = entries[number] else {
                throw .damaged(at: end)
            }
            var scanner = try valuePlace(at: offset, number)
            scanner.skipSpace()
            guard let length = scanner.unsigned() else { throw scanner.fault }
            return length
        default: throw .damaged(at: end)
        }
    }

    /// The bytes of a stream, unpacked: as they are, or with the one filter that directories use.
    func unpack(
        _ head: [String: PDFObject], _ raw: [UInt8]
    ) throws(PDFReadError) -> [UInt8] {
        let filter: PDFObject
        switch head["Filter"] {
        case nil, .null, .array([]): return raw
        case .array(let filters) where filters.count == 1: filter = filters[0]
        case .some(let other): filter = other
        }
        guard filter == .name("FlateDecode") else { throw .damaged(at: end) }
        let plain = try Inflate.unpack(raw, most: PDFReadLimits.unpacked)
        var parameters = head["DecodeParms"]
        if case .array(let several)? = parameters { parameters = several.first }
        let given = parameters?.dictionaryValue ?? [:]
        return try Inflate.undoPredictor(
            plain, predictor: given["Predictor"]?.integerValue ?? 1,
            columns: given["Columns"]?.integerValue ?? 1)
    }

    /// The objects of an object stream, in their order (§7.5.7).
    static func objects(
        _ head: [String: PDFObject], _ data: [UInt8]
    ) throws(PDFReadError) -> [PDFObject] {
        guard head["Type"] == .name("ObjStm"), let count = head["N"]?.integerValue,
            let first = head["First"]?.integerValue, (0...data.count).contains(count),
            (0...data.count).contains(first)
        else { throw .damaged(at: 0) }
        var scanner = PDFScanner(data, at: 0, end: first)
        var places: [Int] = []
        for _ in 0..<count {
            guard scanner.unsigned() != nil, let place = scanner.unsigned() else {
                throw scanner.fault
            }
            places.append(place)
        }
        var objects: [PDFObject] = []
        for place in places {
            guard place <= data.count - first else { throw .damaged(at: first) }
            var scanner = PDFScanner(data, at: first + place)
            objects.append(try scanner.object())
        }
        return objects
    }

    /// The pages in their order, with their numbers.
    func pages() throws(PDFReadError) -> [Int] {
        guard let top = try catalog["Pages"]?.referenceValue else { throw .damaged(at: end) }
        var found: [Int] = []
        var waiting = [top]
        var seen: Set<Int> = []
        while let number = waiting.popLast() {
            guard seen.insert(number).inserted else { throw .damaged(at: end) }
            let node = try dictionary(.reference(number))
            if let kids = try resolve(node["Kids"]).arrayValue {
                waiting += kids.reversed().compactMap(\.referenceValue)
            } else {
                found.append(number)
            }
        }
        return found
    }
}
