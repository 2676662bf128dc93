/// Reads a table as text (RFC 4180) piece by piece: with commas or semicolons, whichever the first
/// line has more of; lines end by LF or CRLF; a byte order mark is passed over. A record that is
/// wrong is told with its line, and reading goes on at the next one.
public struct SeparatedReader: Sendable {
    public enum Fault: String, Error, Sendable {
        /// Not UTF-8: another encoding, such as that of an old spreadsheet.
        case encoding
        /// A quote inside a cell that did not begin with one, or text behind a closing quote.
        case quote
        /// A cell that was opened by a quote never ends.
        case unclosed
        /// Larger than a record can be.
        case tooLong = "too-long"
    }

    public struct Record: Sendable {
        /// The line on which it begins, from 1.
        public let line: Int
        public let cells: Result<[String], Fault>
    }

    /// Lines that are read again after a wrong quote, at most.
    private static let mostLines = 100
    /// Bytes of a record at most.
    public static let longest = 65_536

    /// Where in a record the next byte stands.
    private enum Place: Sendable {
        case cellStart, bare, quoted
        /// Behind a quote inside a quoted cell: its end, or the first of two.
        case afterQuote
    }

    private var separator: UInt8?
    private var pending: [UInt8] = []
    private var place = Place.cellStart
    private var line = 1
    private var start = 1
    private var isFirst = true

    public init() {}

    /// The records that end within these bytes.
    public mutating func read(_ bytes: [UInt8]) -> [Record] {
        var records: [Record] = []
        for byte in bytes { take(byte, &records) }
        return records
    }

    /// The record that the end of the file ends.
    public mutating func end() -> [Record] {
        var records: [Record] = []
        while !pending.isEmpty {
            if place == .quoted { giveUp(&records) } else { finish(&records, isEnd: true) }
        }
        return records
    }

    private mutating func take(_ byte: UInt8, _ records: inout [Record]) {
        if byte == Self.feed {
            line += 1
            guard place == .quoted else { return finish(&records) }
        } else {
            step(byte)
        }
        pending.append(byte)
        // A quote that is never closed would swallow the rest of the file.
        if pending.count >= Self.longest, place == .quoted { giveUp(&records) }
    }

    private mutating func step(_ byte: UInt8) {
        let isSeparator =
            separator.map { $0 == byte } ?? (byte == Self.comma || byte == Self.semicolon)
        switch place {
        case .cellStart: place = byte == Self.quote ? .quoted : isSeparator ? .cellStart : .bare
        case .bare: if isSeparator { place = .cellStart }
        case .quoted: if byte == Self.quote { place = .afterQuote }
        case .afterQuote: place = byte == Self.quote ? .quoted : isSeparator ? .cellStart : .bare
        }
    }

    /// The first line of what is pending is wrong; what follows is read as if it began there.
    private mutating func giveUp(_ records: inout [Record]) {
        let bytes = pending
        pending.removeAll(keepingCapacity: true)
        place = .cellStart
        isFirst = false
        let feeds = bytes.count { $0 == Self.feed }
        records.append(Record(line: start, cells: .failure(.unclosed)))
        line -= feeds
        guard let end = bytes.firstIndex(of: Self.feed) else {
            start = line
            return
        }
        line += 1
        start = line
        for byte in bytes[(end + 1)...] { take(byte, &records) }
    }

    private mutating func finish(_ records: inout [Record], isEnd: Bool = false) {
        var bytes = pending[...]
        pending.removeAll(keepingCapacity: true)
        place = .cellStart
        if isFirst {
            isFirst = false
            if bytes.starts(with: Self.mark) { bytes = bytes.dropFirst(Self.mark.count) }
        }
        if bytes.last == Self.carriage { bytes.removeLast() }
        let began = start
        start = line
        // Empty lines are no records.
        guard !bytes.isEmpty else { return }
        if separator == nil { separator = Self.separator(of: bytes) }
        let cells = cells(bytes)
        let feeds = bytes.count { $0 == Self.feed }
        guard case .failure(.quote) = cells, (1...Self.mostLines).contains(feeds) else {
            return records.append(Record(line: began, cells: cells))
        }
        // The quote of the first line found its end in another one: only that line is wrong.
        pending = Array(bytes) + (isEnd ? [] : [Self.feed])
        start = began
        giveUp(&records)
    }

    private static func separator(of bytes: ArraySlice<UInt8>) -> UInt8 {
        let semicolons = bytes.count { $0 == semicolon }
        return semicolons > bytes.count { $0 == comma } ? semicolon : comma
    }

    private func cells(_ bytes: ArraySlice<UInt8>) -> Result<[String], Fault> {
        guard bytes.count < Self.longest else { return .failure(.tooLong) }
        let separator = separator ?? Self.comma
        var cells: [String] = []
        var index = bytes.startIndex
        while true {
            var cell: [UInt8] = []
            if index < bytes.endIndex, bytes[index] == Self.quote {
                index += 1
                while index < bytes.endIndex {
                    if bytes[index] == Self.quote {
                        index += 1
                        guard index < bytes.endIndex, bytes[index] == Self.quote else { break }
                    }
                    cell.append(bytes[index])
                    index += 1
                }
                guard index == bytes.endIndex || bytes[index] == separator else {
                    return .failure(.quote)
                }
            } else {
                let end = bytes[index...].firstIndex(of: separator) ?? bytes.endIndex
                cell = Array(bytes[index..<end])
                if cell.contains(Self.quote) { return .failure(.quote) }
                index = end
            }
            guard let text = String(validating: cell, as: UTF8.self) else {
                return .failure(.encoding)
            }
            cells.append(text)
            guard index < bytes.endIndex else { return .success(cells) }
            index += 1
        }
    }

    private static let (comma, semicolon, quote): (UInt8, UInt8, UInt8) = (0x2C, 0x3B, 0x22)
    private static let (carriage, feed): (UInt8, UInt8) = (0x0D, 0x0A)
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
}
