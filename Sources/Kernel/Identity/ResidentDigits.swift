/// What NIK and No. KK share: `PPKKCC DDMMYY SSSS`.
struct ResidentDigits {
    let text: String
    let area: RegionCode
    /// The two digits as written; above 40 in the NIK of a woman.
    let day: Int
    let month: Int
    let shortYear: Int
    let serial: Int

    /// `prefix` begins the keys of the problems: `nik` or `kk`.
    init(_ typed: String, prefix: String) throws(Refusal) {
        guard let digits = Digits.typed(typed) else {
            throw Refusal(.invalid, "\(prefix).characters")
        }
        guard digits.count == 16 else {
            throw Refusal(.invalid, "\(prefix).length", values: ["count": String(digits.count)])
        }
        func number(_ range: Range<Int>) -> Int { Digits.value(digits[range]) ?? 0 }
        text = String(decoding: digits, as: UTF8.self)
        day = number(6..<8)
        month = number(8..<10)
        shortYear = number(10..<12)
        serial = number(12..<16)
        var problems: [Refusal.Problem] = []
        let area = RegionCode(String(decoding: digits[0..<6], as: UTF8.self))
        if !RegionCode.provinces.contains(number(0..<2)) {
            let written = String(text.prefix(2))
            problems.append(.init("\(prefix).province", values: ["code": written]))
        } else if area == nil {
            let written = String(text.prefix(6))
            problems.append(.init("\(prefix).area", values: ["code": written]))
        }
        if serial == 0 { problems.append(.init("\(prefix).serial")) }
        guard let area, problems.isEmpty else { throw Refusal(.invalid, problems: problems) }
        self.area = area
    }

    /// The date with `day`, in the century that is not in the future of `today`; the other century
    /// where that date does not exist. Nil where it exists in neither.
    func date(day: Int, asOf today: Day) -> Day? {
        let recent = Day(year: 2000 + shortYear, month: month, day: day)
        let old = Day(year: 1900 + shortYear, month: month, day: day)
        if let recent, recent <= today { return recent }
        return old ?? recent
    }

    func exists(day: Int) -> Bool {
        Day(year: 1900 + shortYear, month: month, day: day) != nil
            || Day(year: 2000 + shortYear, month: month, day: day) != nil
    }

    /// `3271********0001`.
    var masked: String { "\(text.prefix(4))********\(text.suffix(4))" }
}
