import Glibc

/// Reads `multipart/form-data` (RFC 7578) piece by piece; holds no more than one boundary of bytes
/// beyond what it hands on.
struct MultipartParser {
    enum Event: Equatable {
        case part(name: String, file: String?)
        case bytes([UInt8])
        case endOfPart
        case end
    }

    private enum State { case preamble, headers, body, done }

    private let delimiter: [UInt8]
    private var buffer: [UInt8]
    private var state = State.preamble
    private static let headLimit = 8 * 1024

    init(boundary: String) {
        delimiter = Array("\r\n--\(boundary)".utf8)
        // The first delimiter has no line break before it.
        buffer = [13, 10]
    }

    /// The boundary of a `Content-Type`, if it is one that RFC 2046 allows.
    static func boundary(of contentType: String) -> String? {
        for part in contentType.split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1).map {
                $0.trimmingPrefix(while: { $0 == " " })
            }
            guard pair.count == 2, pair[0].lowercased() == "boundary" else { continue }
            let value = pair[1].filter { $0 != "\"" && $0 != " " }
            let isPlain = value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
            return isPlain && (1...70).contains(value.utf8.count) ? String(value) : nil
        }
        return nil
    }

    var isDone: Bool { state == .done }

    /// Events of the next piece of the body.
    mutating func feed(_ bytes: some Sequence<UInt8>) throws(Fault) -> [Event] {
        buffer.append(contentsOf: bytes)
        var events: [Event] = []
        while try step(&events) {}
        return events
    }

    private mutating func step(_ events: inout [Event]) throws(Fault) -> Bool {
        switch state {
        case .done:
            buffer.removeAll()
            return false
        case .preamble:
            guard let found = Bytes.find(delimiter, in: buffer) else {
                if buffer.count > Self.headLimit { throw .malformed }
                return false
            }
            return try afterDelimiter(found, &events)
        case .headers:
            guard let found = Bytes.find([13, 10, 13, 10], in: buffer) else {
                if buffer.count > Self.headLimit { throw .malformed }
                return false
            }
            events.append(try Self.head(Array(buffer[..<found])))
            buffer.removeFirst(found + 4)
            state = .body
            return true
        case .body:
            guard let found = Bytes.find(delimiter, in: buffer) else {
                // What could be the beginning of a delimiter waits for the next piece.
                let safe = buffer.count - delimiter.count
                if safe > 0 {
                    events.append(.bytes(Array(buffer[..<safe])))
                    buffer.removeFirst(safe)
                }
                return false
            }
            guard buffer.count >= found + delimiter.count + 2 else { return false }
            if found > 0 { events.append(.bytes(Array(buffer[..<found]))) }
            events.append(.endOfPart)
            return try afterDelimiter(found, &events)
        }
    }

    private mutating func afterDelimiter(
        _ found: Int, _ events: inout [Event]
    ) throws(Fault) -> Bool {
        let next = found + delimiter.count
        guard buffer.count >= next + 2 else { return false }
        if buffer[next] == UInt8(ascii: "-"), buffer[next + 1] == UInt8(ascii: "-") {
            state = .done
            events.append(.end)
            return true
        }
        guard buffer[next] == 13, buffer[next + 1] == 10 else { throw .malformed }
        buffer.removeFirst(next + 2)
        state = .headers
        return true
    }

    private static func head(_ bytes: [UInt8]) throws(Fault) -> Event {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .malformed }
        for line in text.split(separator: "\r\n") {
            guard let colon = line.firstIndex(of: ":"),
                line[..<colon].lowercased() == "content-disposition"
            else { continue }
            let value = String(line[line.index(after: colon)...])
            guard let name = parameter("name", of: value), !name.isEmpty else { throw .malformed }
            return .part(name: name, file: parameter("filename", of: value))
        }
        throw .malformed
    }

    /// A quoted parameter; browsers escape quotes as `%22` and line breaks as `%0D%0A`.
    private static func parameter(_ name: String, of header: String) -> String? {
        let (bytes, sought) = (Array(header.utf8), Array("\(name)=\"".utf8))
        var from = 0
        while let start = Bytes.find(sought, in: Array(bytes[from...])).map({ from + $0 }) {
            let value = start + sought.count
            if start == 0 || bytes[start - 1] == UInt8(ascii: " ")
                || bytes[start - 1] == UInt8(ascii: ";")
            {
                guard let end = bytes[value...].firstIndex(of: UInt8(ascii: "\"")) else {
                    return nil
                }
                let text = String(decoding: bytes[value..<end], as: UTF8.self)
                guard bytes[value..<end].contains(UInt8(ascii: "%")) else { return text }
                return text.replacing("%22", with: "\"")
                    .replacing("%0D", with: "").replacing("%0A", with: "")
            }
            from = value
        }
        return nil
    }
}

/// Searches in bytes.
enum Bytes {
    /// Where a needle stands first. Photos are long: the C library looks for its first byte.
    static func find(_ needle: [UInt8], in bytes: [UInt8]) -> Int? {
        guard let first = needle.first else { return nil }
        return bytes.withUnsafeBytes { all -> Int? in
            guard let base = all.baseAddress else { return nil }
            var start = 0
            while start + needle.count <= all.count {
                let most = all.count - needle.count + 1 - start
                guard let found = memchr(base + start, Int32(first), most) else { return nil }
                let place = UnsafeRawPointer(found) - base
                if memcmp(found, needle, needle.count) == 0 { return place }
                start = place + 1
            }
            return nil
        }
    }
}
