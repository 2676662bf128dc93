import Kernel

/// Values as bytes of a PDF file.
enum PDFWriting {
    static func bytes(_ value: PDFObject) -> [UInt8] {
        var out: [UInt8] = []
        write(value, &out)
        return out
    }

    private static func write(_ value: PDFObject, _ out: inout [UInt8]) {
        switch value {
        case .null: out += "null".utf8
        case .bool(let flag): out += (flag ? "true" : "false").utf8
        case .integer(let number): out += String(number).utf8
        case .real(let digits): out += digits.utf8
        case .name(let name): out += Self.name(name)
        case .string(let bytes): out += "<\(Hexadecimal.text(bytes))>".utf8
        case .reference(let number): out += "\(number) 0 R".utf8
        case .array(let items):
            out += "[".utf8
            for (index, item) in items.enumerated() {
                if index > 0 { out.append(32) }
                write(item, &out)
            }
            out += "]".utf8
        case .dictionary(let entries): write(entries, &out)
        case .stream(let entries, let data):
            var head = entries
            head["Length"] = .integer(data.count)
            write(head, &out)
            out += "\nstream\n".utf8
            out += data
            out += "\nendstream".utf8
        }
    }

    /// In one order, so that equal values are equal bytes.
    private static func write(_ entries: [String: PDFObject], _ out: inout [UInt8]) {
        out += "<<".utf8
        let order = entries.keys.sorted { ($0 == "Type" ? "" : $0) < ($1 == "Type" ? "" : $1) }
        for key in order {
            out.append(32)
            out += name(key)
            out.append(32)
            write(entries[key] ?? .null, &out)
        }
        out += " >>".utf8
    }

    private static func name(_ name: String) -> [UInt8] {
        var out = Array("/".utf8)
        for scalar in name.unicodeScalars {
            let byte = UInt8(truncatingIfNeeded: scalar.value)
            if byte > 32, byte < 127, byte != UInt8(ascii: "#"), !PDFScanner.isDelimiter(byte) {
                out.append(byte)
            } else {
                out += "#\(Hexadecimal.text([byte]))".utf8
            }
        }
        return out
    }

    /// A text string: plain when it is ASCII, else UTF-16 with its mark.
    static func text(_ text: String) -> PDFObject {
        if text.utf8.allSatisfy({ (32..<127).contains($0) }) { return .string(Array(text.utf8)) }
        return .string([0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] })
    }

    /// `D:20261123100000+07'00'` (ISO 32000-1 §7.9.4).
    static func date(_ instant: Instant, _ zone: Zone) -> String {
        let day = Day(instant, in: zone)
        let seconds = Int(instant.milliseconds(since: day.start(in: zone)) / 1000)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let offset = abs(zone.minutes)
        return "D:\(day.iso.filter { $0 != "-" })\(two(seconds / 3600))\(two(seconds / 60 % 60))"
            + "\(two(seconds % 60))\(zone.minutes < 0 ? "-" : "+")\(two(offset / 60))"
            + "'\(two(offset % 60))'"
    }

    /// Reads such a date; what is missing counts as its beginning, a missing zone as UTC.
    static func instant(_ text: String) -> Instant? {
        var digits = text[...]
        if digits.hasPrefix("D:") { digits = digits.dropFirst(2) }
        func take(_ count: Int) -> Int? {
            let part = digits.prefix(count)
            guard part.count == count, part.allSatisfy({ ("0"..."9").contains($0) }) else {
                return nil
            }
            digits = digits.dropFirst(count)
            return Int(part)
        }
        guard let year = take(4) else { return nil }
        let parts = (month: take(2) ?? 1, day: take(2) ?? 1)
        let (hour, minute, second) = (take(2) ?? 0, take(2) ?? 0, take(2) ?? 0)
        guard let day = Day(year: year, month: parts.month, day: parts.day), hour < 24,
            minute < 60, second < 61
        else { return nil }
        var offset = 0
        if let sign = digits.first, sign == "+" || sign == "-" {
            digits = digits.dropFirst()
            let hours = take(2) ?? 0
            digits = digits.drop { $0 == "'" }
            offset = (hours * 60 + (take(2) ?? 0)) * (sign == "-" ? -1 : 1)
        }
        return day.start(in: .utc).adding(
            seconds: Int64(hour * 3600 + minute * 60 + second - offset * 60))
    }
}
