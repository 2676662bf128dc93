import Kernel

/// Reads single typed texts the way people write them.
enum Typed {
    static func trim(_ text: String) -> String {
        var slice = Substring(text)
        while let first = slice.unicodeScalars.first, first.properties.isWhitespace {
            slice.unicodeScalars.removeFirst()
        }
        while let last = slice.unicodeScalars.last, last.properties.isWhitespace {
            slice.unicodeScalars.removeLast()
        }
        return String(slice)
    }

    /// Nil when the text cannot be understood as that kind. Values out of range are understood.
    static func value(_ kind: FieldKind, _ text: String, _ all: [String]) -> AnswerValue? {
        switch kind {
        case .text: .text(singleLine(text))
        case .longText: .text(lineBreaks(text))
        case .integer: number(text).map(AnswerValue.integer)
        case .rupiah: rupiah(text).map(AnswerValue.integer)
        case .date: day(text).map(AnswerValue.day)
        case .choice(let options):
            options.contains { $0.code == text } ? .text(text) : nil
        case .choices(let options): codes(options, all)
        case .yesNo: yesNo(text).map(AnswerValue.yesNo)
        case .nik: (try? NIK(text)).map { .text($0.text) }
        case .phone: (try? PhoneNumber(text)).map { .text($0.text) }
        case .email: (try? EmailAddress(text)).map { .text($0.text) }
        case .region: RegionCode(text).map { .text($0.text) }
        case .dateRange, .address, .point, .table, .computed, .file: nil
        }
    }

    /// `3`, `03`, `RT 003`: the number of an RT or RW as it is written on identity cards.
    static func threeDigits(_ text: String) -> String? {
        var rest = text.lowercased()
        for word in ["rt", "rw"] where rest.hasPrefix(word) { rest.removeFirst(2) }
        let digits = rest.filter { $0 != " " && $0 != "." }
        guard (1...3).contains(digits.utf8.count),
            digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), Int(digits) != 0
        else { return nil }
        return String(repeating: "0", count: 3 - digits.utf8.count) + digits
    }

    static func isPostalCode(_ text: String) -> Bool {
        text.utf8.count == 5 && text.utf8.first != 0x30
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    static func problemKey(_ kind: FieldKind) -> String {
        switch kind {
        case .integer: "forms.number"
        case .rupiah: "forms.rupiah"
        case .date: "forms.date"
        case .nik: "forms.nik"
        case .phone: "forms.phone"
        case .email: "forms.email"
        case .region(let level): "forms.region.\(level.rawValue)"
        default: "forms.choice.unknown"
        }
    }

    /// Runs of white space become one space: names pasted from documents carry line breaks.
    static func singleLine(_ text: String) -> String {
        text.unicodeScalars.split { $0.properties.isWhitespace || $0.value < 0x20 }
            .map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
    }

    /// Line breaks as `\n`; other control characters are dropped, except tabs.
    static func lineBreaks(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\r": result.append("\n")
            case "\n": if !afterReturn { result.append("\n") }
            case "\t": result.append(scalar)
            default: if scalar.value >= 0x20, scalar.value != 0x7F { result.append(scalar) }
            }
            afterReturn = scalar == "\r"
        }
        return String(result)
    }

    private static func codes(_ options: [Option], _ typed: [String]) -> AnswerValue? {
        let known = options.map(\.code)
        guard typed.allSatisfy(known.contains) else { return nil }
        return .codes(known.filter(typed.contains))
    }

    private static func yesNo(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "yes", "ya", "true", "1", "on": true
        case "no", "tidak", "false", "0": false
        default: nil
        }
    }

    /// `1250`, `1.250`, `-3`: dots only between groups of three.
    static func number(_ text: String) -> Int64? {
        let isNegative = text.hasPrefix("-")
        let parts = text.dropFirst(isNegative ? 1 : 0)
            .split(separator: ".", omittingEmptySubsequences: false)
        guard let head = parts.first, (1...18).contains(head.utf8.count),
            parts.count == 1 || head.utf8.count <= 3,
            parts.dropFirst().allSatisfy({ $0.utf8.count == 3 }), parts.count <= 6
        else { return nil }
        let digits = parts.joined()
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int64(isNegative ? "-" + digits : digits)
    }

    /// `Rp 1.500.000,-`, `Rp1.500.000,00`, `1500000`.
    static func rupiah(_ text: String) -> Int64? {
        var rest = Substring(text)
        if rest.lowercased().hasPrefix("rp") { rest = rest.dropFirst(2) }
        if rest.first == "." { rest = rest.dropFirst() }
        while rest.first == " " { rest = rest.dropFirst() }
        for end in [",-", ",00"] where rest.hasSuffix(end) { rest = rest.dropLast(end.count) }
        return number(String(rest))
    }

    /// `2026-11-23`, `23/11/2026`, `23-11-2026`, `23.11.2026`, `23 November 2026`.
    static func day(_ text: String) -> Day? {
        if let day = Day(iso: text) { return day }
        let parts = text.split { " /-.,".contains($0) }.map(String.init)
        guard parts.count == 3, let date = Int(parts[0]), let year = Int(parts[2]),
            parts[2].utf8.count == 4
        else { return nil }
        guard let month = Int(parts[1]) ?? month(parts[1].lowercased()) else { return nil }
        return Day(year: year, month: month, day: date)
    }

    private static let months: [String: Int] = [
        "januari": 1, "january": 1, "jan": 1, "februari": 2, "february": 2, "feb": 2,
        "maret": 3, "march": 3, "mar": 3, "april": 4, "apr": 4, "mei": 5, "may": 5,
        "juni": 6, "june": 6, "jun": 6, "juli": 7, "july": 7, "jul": 7, "agustus": 8,
        "august": 8, "agt": 8, "aug": 8, "september": 9, "sep": 9, "oktober": 10,
        "october": 10, "okt": 10, "oct": 10, "november": 11, "nov": 11, "desember": 12,
        "december": 12, "des": 12, "dec": 12,
    ]

    private static func month(_ name: String) -> Int? { months[name] }
}
