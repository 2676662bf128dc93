extension HumanText {
    /// `1.250.000`; in English `1,250,000`.
    public static func number(_ number: Int64, _ language: Language) -> String {
        let separator = UInt8(ascii: language == .id ? "." : ",")
        let digits = Array(String(number.magnitude).utf8)
        var result: [UInt8] = number < 0 ? [UInt8(ascii: "-")] : []
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { result.append(separator) }
            result.append(digit)
        }
        return String(decoding: result, as: UTF8.self)
    }

    public static func number(_ number: Int, _ language: Language) -> String {
        self.number(Int64(number), language)
    }

    /// A number given in tenths, without a useless zero: 125 is `12,5`, 120 is `12`.
    public static func tenths(_ number: Int64, _ language: Language) -> String {
        let sign = number < 0 ? "-" : ""
        let whole = self.number(Int64(number.magnitude / 10), language)
        let rest = number.magnitude % 10
        return rest == 0 ? sign + whole : "\(sign)\(whole)\(language == .id ? "," : ".")\(rest)"
    }

    /// `Rp1.250.000`, `-Rp5.000`.
    public static func rupiah(_ amount: Rupiah, _ language: Language = .id) -> String {
        let digits = number(amount.amount, language)
        return amount.amount < 0 ? "-Rp\(digits.dropFirst())" : "Rp\(digits)"
    }

    /// `Rp2,3 M` (jt, M, T); in English `Rp2.3 billion`. Below a million as `rupiah`. Rounded to
    /// the nearest tenth.
    public static func shortRupiah(_ amount: Rupiah, _ language: Language) -> String {
        let size = amount.amount.magnitude
        let units: [(UInt64, String, String)] = [
            (1_000_000_000_000, "T", "trillion"), (1_000_000_000, "M", "billion"),
            (1_000_000, "jt", "million"),
        ]
        guard let (unit, short, long) = units.first(where: { size >= $0.0 }) else {
            return rupiah(amount, language)
        }
        let rounded = (size / (unit / 10) + (size % (unit / 10) >= unit / 20 ? 1 : 0))
        let sign = amount.amount < 0 ? "-" : ""
        let word = language == .id ? short : long
        return "\(sign)Rp\(tenths(Int64(rounded), language)) \(word)"
    }

    /// `1,2 MB`, in units of 1,000 as disks and phones show them.
    public static func bytes(_ count: Int64, _ language: Language) -> String {
        let size = max(0, count)
        let units: [(Int64, String)] = [
            (1_000_000_000_000, "TB"), (1_000_000_000, "GB"), (1_000_000, "MB"), (1000, "kB"),
        ]
        for (index, (unit, name)) in units.enumerated() where size >= unit {
            let rounded = size / (unit / 10) + (size % (unit / 10) >= unit / 20 ? 1 : 0)
            // 999,96 kB is 1 MB.
            if rounded >= 10_000, index > 0 {
                return "\(tenths(10, language)) \(units[index - 1].1)"
            }
            return "\(tenths(rounded, language)) \(name)"
        }
        return "\(size) \(language == .id ? "bita" : (size == 1 ? "byte" : "bytes"))"
    }

    /// A number in Indonesian words: 1.001.100 is `satu juta seribu seratus`.
    public static func terbilang(_ number: Int64) -> String {
        if number == 0 { return "nol" }
        let words = words(number.magnitude).joined(separator: " ")
        return number < 0 ? "minus \(words)" : words
    }

    /// `satu juta lima ratus ribu rupiah`.
    public static func terbilang(_ amount: Rupiah) -> String {
        "\(terbilang(amount.amount)) rupiah"
    }

    private static func words(_ number: UInt64) -> [String] {
        let small = [
            "", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
            "sepuluh", "sebelas",
        ]
        switch number {
        case 0: return []
        case 1..<12: return [small[Int(number)]]
        case 12..<20: return [small[Int(number - 10)], "belas"]
        case 20..<100: return [small[Int(number / 10)], "puluh"] + words(number % 10)
        case 100..<200: return ["seratus"] + words(number - 100)
        case 200..<1000: return [small[Int(number / 100)], "ratus"] + words(number % 100)
        case 1000..<2000: return ["seribu"] + words(number - 1000)
        default:
            let units: [(UInt64, String)] = [
                (1_000_000_000_000_000, "kuadriliun"), (1_000_000_000_000, "triliun"),
                (1_000_000_000, "miliar"), (1_000_000, "juta"), (1000, "ribu"),
            ]
            guard let (unit, name) = units.first(where: { number >= $0.0 }) else { return [] }
            return words(number / unit) + [name] + words(number % unit)
        }
    }
}
