/// A PDF file as its newest revision shows it: cross-reference tables, streams, and both at once
/// (ISO 32000-1 §7.5). It follows the file's own directions and mends nothing, since what two
/// readers would mend differently is how signed files are forged.
public struct PDFReader: Sendable {
    enum Entry: Sendable, Hashable {
        case free
        case at(Int)
        case within(stream: Int, index: Int)
    }

    let bytes: [UInt8]
    /// Where this view of the file ends; later bytes are not looked at.
    let end: Int
    /// Where the cross-reference sections begin, the newest first.
    private(set) var sections: [Int] = []
    private(set) var entries: [Int: Entry] = [:]
    private(set) var trailer: [String: PDFObject] = [:]
    /// Whether bytes other than spaces stand behind the last end-of-file mark.
    let hasTail: Bool
    private var packed: [Int: [PDFObject]] = [:]

    /// - Parameter end: reads only the bytes before, as if the file ended there.
    public init(_ bytes: [UInt8], end: Int? = nil) throws(PDFReadError) {
        let end = min(end ?? bytes.count, bytes.count)
        self.bytes = bytes
        self.end = end
        guard end <= PDFReadLimits.bytes else { throw .tooLarge }
        guard end >= 8, bytes.starts(with: Array("%PDF-".utf8)) else { throw .notPDF }
        let (start, tail) = try Self.newestSection(bytes, end)
        hasTail = tail
        try follow(start)
        guard trailer["Encrypt"] == nil else { throw .encrypted }
        try unpackObjectStreams()
    }

    /// All object numbers that are in use.
    var numbers: [Int] { entries.keys.filter { entries[$0] != .free }.sorted() }

    var root: Int? { trailer["Root"]?.referenceValue }

    /// The number that the next new object may have.
    var nextNumber: Int {
        max(trailer["Size"]?.integerValue ?? 0, (entries.keys.max() ?? 0) + 1)
    }

    /// An object, or null when the file has none of that number.
    public func object(_ number: Int) throws(PDFReadError) -> PDFObject {
        switch entries[number] {
        case nil, .free: return .null
        case .at(let offset): return try parse(at: offset, number)
        case .within(let stream, let index):
            guard let items = packed[stream], items.indices.contains(index) else {
                throw .damaged(at: end)
            }
            return items[index]
        }
    }

    /// What a value means, references followed.
    func resolve(_ value: PDFObject?) throws(PDFReadError) -> PDFObject {
        var value = value ?? .null
        var steps = 0
        while case .reference(let number) = value {
            steps += 1
            guard steps <= 8 else { throw .tooLarge }
            value = try object(number)
        }
        return value
    }

    func dictionary(_ value: PDFObject?) throws(PDFReadError) -> [String: PDFObject] {
        try resolve(value).dictionaryValue ?? [:]
    }

    var catalog: [String: PDFObject] {
        get throws(PDFReadError) {
            guard let root, case .dictionary(let entries) = try object(root) else {
                throw .damaged(at: end)
            }
            return entries
        }
    }

    // MARK: Sections

    private static func newestSection(
        _ bytes: [UInt8], _ end: Int
    ) throws(PDFReadError) -> (start: Int, tail: Bool) {
        let word = Array("startxref".utf8)
        let lowest = max(0, end - 2048)
        var place = end - word.count
        while place >= lowest, !bytes[place..<place + word.count].elementsEqual(word) { place -= 1 }
        guard place >= lowest else { throw .truncated }
        var scanner = PDFScanner(bytes, at: place + word.count, end: end)
        // A remark is no place for a number, so spaces are skipped by hand.
        guard let start = scanner.unsigned() else { throw .truncated }
        while scanner.place < end, PDFScanner.isSpace(bytes[scanner.place]) { scanner.place += 1 }
        let mark = Array("%%EOF".utf8)
        guard bytes[scanner.place..<end].starts(with: mark) else { throw .truncated }
        let tail = bytes[(scanner.place + mark.count)..<end].contains { !PDFScanner.isSpace($0) }
        guard start < place else { throw .damaged(at: place) }
        return (start, tail)
    }

    private mutating func follow(_ start: Int) throws(PDFReadError) {
        var next: Int? = start
        while let offset = next {
            guard sections.count < PDFReadLimits.revisions else { throw .tooLarge }
            guard offset >= 0, offset < end, !sections.contains(offset) else {
                throw .damaged(at: min(max(offset, 0), end))
            }
            sections.append(offset)
            var scanner = PDFScanner(bytes, at: offset, end: end)
            scanner.skipSpace()
            let section =
                scanner.takes("xref")
                ? try table(&scanner) : try crossReferenceStream(at: offset)
            if trailer.isEmpty { trailer = section }
            switch section["Prev"] {
            case nil: next = nil
            case .integer(let previous): next = previous
            default: throw .damaged(at: offset)
            }
        }
        guard trailer["Root"]?.referenceValue != nil else { throw .damaged(at: start) }
    }

    private mutating func add(_ number: Int, _ entry: Entry) throws(PDFReadError) {
        guard entries.count < PDFReadLimits.objects, number >= 0, number < 1 << 31 else {
            throw .tooLarge
        }
        if entries[number] == nil { entries[number] = entry }
    }

    private mutating func table(
        _ scanner: inout PDFScanner
    ) throws(PDFReadError) -> [String: PDFObject] {
        var found: [Int: Entry] = [:]
        while true {
            scanner.skipSpace()
            if scanner.takes("trailer") { break }
            guard let first = scanner.unsigned(), let count = scanner.unsigned(),
                count <= PDFReadLimits.objects
            else { throw scanner.fault }
            for index in 0..<count {
                guard let offset = scanner.unsigned(), scanner.unsigned() != nil else {
                    throw scanner.fault
                }
                scanner.skipSpace()
                let isUsed = scanner.takes("n")
                guard isUsed || scanner.takes("f") else { throw scanner.fault }
                guard found.count < PDFReadLimits.objects else { throw .tooLarge }
                found[first + index] = isUsed ? .at(offset) : .free
            }
        }
        guard case .dictionary(let section) = try scanner.object() else { throw scanner.fault }
        if let hybrid = section["XRefStm"]?.integerValue {
            // What the table calls free, the stream may know better (§7.5.8.4).
            var other = self
            other.entries = [:]
            _ = try other.crossReferenceStream(at: hybrid)
            for (number, entry) in other.entries where found[number] ?? .free == .free {
                found[number] = entry
            }
        }
        for (number, entry) in found { try add(number, entry) }
        return section
    }

    private mutating func crossReferenceStream(
        at offset: Int
    ) throws(PDFReadError) -> [String: PDFObject] {
        guard case .stream(let section, let raw) = try parse(at: offset, nil),
            section["Type"] == .name("XRef"),
            let widths = section["W"]?.arrayValue?.map({ $0.integerValue ?? -1 }),
            widths.count == 3, widths.allSatisfy({ (0...7).contains($0) }),
            let size = section["Size"]?.integerValue, size >= 0
        else { throw .damaged(at: min(max(offset, 0), end)) }
        let data = try unpack(section, raw)
        let index = section["Index"]?.arrayValue?.map { $0.integerValue ?? -1 } ?? [0, size]
        let width = widths.reduce(0, +)
        guard index.count % 2 == 0, width > 0, index.allSatisfy({ $0 >= 0 }) else {
            throw .damaged(at: offset)
        }
        var place = 0
        func field(_ width: Int, _ usual: Int) -> Int {
            guard width > 0 else { return usual }
            defer { place += width }
            return data[place..<place + width].reduce(0) { $0 << 8 | Int($1) }
        }
        for part in stride(from: 0, to: index.count, by: 2) {
            let (first, count) = (index[part], index[part + 1])
            guard count <= (data.count - place) / width, first < 1 << 31 else {
                throw .damaged(at: offset)
            }
            for number in 0..<count {
                let kind = field(widths[0], 1)
                let second = field(widths[1], 0)
                let third = field(widths[2], 0)
                switch kind {
                case 0: try add(first + number, .free)
                case 1: try add(first + number, .at(second))
                case 2: try add(first + number, .within(stream: second, index: third))
                default: throw .damaged(at: offset)
                }
            }
        }
        return section
    }

    private mutating func unpackObjectStreams() throws(PDFReadError) {
        var streams: Set<Int> = []
        for case .within(let stream, _) in entries.values { streams.insert(stream) }
        var total = 0
        for number in streams {
            guard case .at = entries[number], case .stream(let head, let raw) = try object(number)
            else { throw .damaged(at: end) }
            let data = try unpack(head, raw)
            total += data.count
            guard total <= PDFReadLimits.unpackedTotal else { throw .tooLarge }
            packed[number] = try Self.objects(head, data)
        }
    }
}
