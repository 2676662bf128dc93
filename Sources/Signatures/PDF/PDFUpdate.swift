import Crypto
import Kernel

/// A new revision at the end of a file; all that was there stays, byte for byte
/// (ISO 32000-1 §7.5.6).
struct PDFUpdate {
    let reader: PDFReader
    private var objects: [Int: [UInt8]] = [:]
    private var next: Int

    init(_ reader: PDFReader) {
        self.reader = reader
        next = reader.nextNumber
    }

    mutating func reserve() -> Int {
        defer { next += 1 }
        return next
    }

    mutating func set(_ number: Int, _ value: PDFObject) {
        objects[number] = PDFWriting.bytes(value)
    }

    mutating func set(_ number: Int, raw: [UInt8]) { objects[number] = raw }

    mutating func add(_ value: PDFObject) -> Int {
        let number = reserve()
        set(number, value)
        return number
    }

    /// The file with its new revision, and where each value begins in it.
    mutating func finish() -> (bytes: [UInt8], places: [Int: Int]) {
        var bytes = Array(reader.bytes[..<reader.end])
        if bytes.last != 10 { bytes.append(10) }
        var offsets: [Int: Int] = [:]
        var places: [Int: Int] = [:]
        var digest = SHA256()
        for (number, value) in objects.sorted(by: { $0.key < $1.key }) {
            offsets[number] = bytes.count
            bytes += "\(number) 0 obj\n".utf8
            places[number] = bytes.count
            bytes += value
            bytes += "\nendobj\n".utf8
            digest.update(data: value)
        }
        var trailer = reader.trailer.filter {
            ["Root", "Info", "ID"].contains($0.key)
        }
        if case .array(let pair)? = trailer["ID"], pair.count == 2 {
            trailer["ID"] = .array([pair[0], .string(Array(digest.finalize().prefix(16)))])
        }
        trailer["Prev"] = .integer(reader.sections.first ?? 0)
        // A file keeps to its own kind of directory.
        var scanner = PDFScanner(reader.bytes, at: reader.sections.first ?? 0)
        scanner.skipSpace()
        if scanner.takes("xref") {
            trailer["Size"] = .integer(next)
            let start = bytes.count
            bytes += Self.table(offsets)
            bytes += "trailer\n".utf8 + PDFWriting.bytes(.dictionary(trailer))
            bytes += "\nstartxref\n\(start)\n%%EOF\n".utf8
        } else {
            let own = reserve()
            trailer["Size"] = .integer(next)
            let start = bytes.count
            offsets[own] = start
            bytes += "\(own) 0 obj\n".utf8
            bytes += PDFWriting.bytes(Self.stream(offsets, trailer))
            bytes += "\nendobj\nstartxref\n\(start)\n%%EOF\n".utf8
        }
        return (bytes, places)
    }

    /// Numbers that follow each other, as one part each.
    private static func runs(_ numbers: [Int]) -> [Range<Int>] {
        numbers.sorted().reduce(into: []) { runs, number in
            if let last = runs.last, last.upperBound == number {
                runs[runs.count - 1] = last.lowerBound..<number + 1
            } else {
                runs.append(number..<number + 1)
            }
        }
    }

    private static func table(_ offsets: [Int: Int]) -> [UInt8] {
        var text = "xref\n"
        for run in runs(Array(offsets.keys)) {
            text += "\(run.lowerBound) \(run.count)\n"
            for number in run {
                let digits = String(offsets[number] ?? 0)
                text += String(repeating: "0", count: max(0, 10 - digits.count)) + digits
                text += " 00000 n \n"
            }
        }
        return Array(text.utf8)
    }

    private static func stream(
        _ offsets: [Int: Int], _ trailer: [String: PDFObject]
    ) -> PDFObject {
        var head = trailer
        var data: [UInt8] = []
        var index: [PDFObject] = []
        for run in runs(Array(offsets.keys)) {
            index += [.integer(run.lowerBound), .integer(run.count)]
            for number in run {
                let offset = UInt32(truncatingIfNeeded: offsets[number] ?? 0)
                data.append(1)
                data += (0..<4).map { UInt8(truncatingIfNeeded: offset >> UInt32(24 - 8 * $0)) }
                data += [0, 0]
            }
        }
        head["Type"] = .name("XRef")
        head["W"] = .array([.integer(1), .integer(4), .integer(2)])
        head["Index"] = .array(index)
        return .stream(head, data)
    }
}
