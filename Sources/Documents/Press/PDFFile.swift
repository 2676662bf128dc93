/// The objects of a PDF file as Cairo writes it: a classic cross-reference table, no object
/// streams, no encryption. Enough to mend the file, not a reader of PDF at large.
struct PDFFile {
    /// What stands between `N 0 obj` and `endobj`.
    private(set) var objects: [Int: [UInt8]] = [:]
    private(set) var root = 0
    private(set) var info = 0

    var numbers: [Int] { objects.keys.sorted() }

    init(_ bytes: [UInt8]) throws(PDFError) {
        let tail = Array(bytes.suffix(600))
        guard let keyword = tail.lastIndex(of: Array("startxref".utf8)),
            let table = Self.integers(tail[(keyword + 9)...]).first,
            table < bytes.count
        else { throw .press("no cross-reference table") }
        let trailer = Array(bytes[table...])
        guard let end = trailer.firstIndex(of: Array("trailer".utf8)),
            let root = Self.reference(after: "/Root", in: trailer[end...]),
            let info = Self.reference(after: "/Info", in: trailer[end...])
        else { throw .press("no trailer") }
        self.root = root
        self.info = info
        var offsets: [Int] = []
        for line in trailer[..<end].split(separator: UInt8(ascii: "\n")).dropFirst(2)
        where line.contains(UInt8(ascii: "n")) {
            if let offset = Self.integers(line).first { offsets.append(offset) }
        }
        offsets.sort()
        for (index, offset) in offsets.enumerated() {
            let next = index + 1 < offsets.count ? offsets[index + 1] : table
            try take(bytes, from: offset, to: next)
        }
    }

    private mutating func take(
        _ bytes: [UInt8], from offset: Int, to next: Int
    ) throws(PDFError) {
        guard offset < next, next <= bytes.count else { throw .press("crossed offsets") }
        let object = Array(bytes[offset..<next])
        guard let number = Self.integers(object.prefix(12)).first,
            let start = object.firstIndex(of: Array(" 0 obj\n".utf8)),
            let end = object.lastIndex(of: Array("endobj".utf8)), start + 7 <= end
        else { throw .press("an object cannot be read") }
        objects[number] = Array(object[(start + 7)..<end])
    }

    // MARK: Text objects

    /// The object as text; nil for streams and other bytes.
    func text(_ number: Int) -> String? {
        guard let object = objects[number], object.allSatisfy({ $0 < 0x80 && $0 != 0 }) else {
            return nil
        }
        return String(decoding: object, as: UTF8.self)
    }

    mutating func set(_ number: Int, _ text: String) { objects[number] = Array(text.utf8) }

    mutating func add(_ bytes: [UInt8]) -> Int {
        let number = (objects.keys.max() ?? 0) + 1
        objects[number] = bytes
        return number
    }

    // MARK: Streams

    /// The bytes of a stream whose length stands in an object of its own, as Cairo has it.
    func stream(_ number: Int) throws(PDFError) -> [UInt8] {
        let place = try streamPlace(number)
        return Array((objects[number] ?? [])[place.range])
    }

    mutating func setStream(_ number: Int, _ bytes: [UInt8]) throws(PDFError) {
        let place = try streamPlace(number)
        objects[number]?.replaceSubrange(place.range, with: bytes)
        set(place.length, "   \(bytes.count)\n")
    }

    private func streamPlace(_ number: Int) throws(PDFError) -> (range: Range<Int>, length: Int) {
        let object = objects[number] ?? []
        guard let length = Self.reference(after: "/Length", in: object[...]),
            let size = text(length).flatMap({ Self.integers($0.utf8).first }),
            let keyword = object.firstIndex(of: Array("stream\n".utf8)),
            keyword + 7 + size <= object.count
        else { throw .press("a stream cannot be read") }
        return (keyword + 7..<keyword + 7 + size, length)
    }

    /// The whole file again.
    func bytes(identifier: (_ bytes: [UInt8]) -> String) -> [UInt8] {
        var bytes: [UInt8] = Array("%PDF-1.7\n%".utf8) + [0xE2, 0xE3, 0xCF, 0xD3, 0x0A]
        let last = objects.keys.max() ?? 0
        var entries = ["0000000000 65535 f \n"]
        for number in stride(from: 1, through: last, by: 1) {
            let offset = "\(bytes.count)"
            let zeros = String(repeating: "0", count: max(0, 10 - offset.count))
            entries.append("\(zeros)\(offset) 00000 n \n")
            bytes += Array("\(number) 0 obj\n".utf8) + (objects[number] ?? Array("null\n".utf8))
            bytes += Array("endobj\n".utf8)
        }
        let table = bytes.count
        let id = identifier(bytes)
        bytes += Array("xref\n0 \(last + 1)\n\(entries.joined())".utf8)
        let trailer = """
            trailer
            << /Size \(last + 1)
               /Root \(root) 0 R
               /Info \(info) 0 R
               /ID [ <\(id)> <\(id)> ]
            >>
            startxref
            \(table)
            %%EOF

            """
        bytes += Array(trailer.utf8)
        return bytes
    }

    // MARK: Small tools

    static func reference(after key: String, in bytes: ArraySlice<UInt8>) -> Int? {
        let bytes = Array(bytes)
        guard let place = bytes.firstIndex(of: Array(key.utf8)) else { return nil }
        return integers(bytes[(place + key.utf8.count)...].prefix(16)).first
    }

    static func integers(_ bytes: some Sequence<UInt8>) -> [Int] {
        var numbers: [Int] = []
        var current: Int?
        for byte in bytes {
            if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
                current = (current ?? 0) &* 10 &+ Int(byte - UInt8(ascii: "0"))
            } else if let number = current {
                numbers.append(number)
                current = nil
            }
        }
        return numbers + (current.map { [$0] } ?? [])
    }
}

extension [UInt8] {
    func firstIndex(of part: [UInt8], from start: Int = 0) -> Int? {
        guard let first = part.first, count - start >= part.count else { return nil }
        var index = start
        while index <= count - part.count {
            if self[index] == first, self[index..<index + part.count].elementsEqual(part) {
                return index
            }
            index += 1
        }
        return nil
    }

    func lastIndex(of part: [UInt8]) -> Int? {
        var found: Int?
        var start = 0
        while let index = firstIndex(of: part, from: start) {
            found = index
            start = index + 1
        }
        return found
    }
}
