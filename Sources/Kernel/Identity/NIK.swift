/// Nomor Induk Kependudukan: 16 digits `PPKKCC DDMMYY SSSS` (UU 23/2006 jo. UU 24/2013). The area
/// is that of the first registration and the birth date that of issue: neither changes later, so
/// neither proves where somebody lives or when they were born.
public struct NIK: Sendable, Hashable {
    private let digits: ResidentDigits

    /// Spaces, dots and dashes are dropped. Refuses with `nik.characters`, `nik.length`,
    /// `nik.province`, `nik.area`, `nik.birth` or `nik.serial`.
    public init(_ text: String) throws(Refusal) {
        let digits = try ResidentDigits(text, prefix: "nik")
        let day = digits.day > 40 ? digits.day - 40 : digits.day
        guard digits.exists(day: day) else { throw Refusal(.invalid, "nik.birth") }
        self.digits = digits
    }

    /// 16 digits.
    public var text: String { digits.text }
    /// For lists and logs: `3271********0001`.
    public var masked: String { digits.masked }
    /// The kecamatan of the first registration; it may be a code that no longer exists.
    public var area: RegionCode { digits.area }
    public var sex: Sex { digits.day > 40 ? .female : .male }

    /// The birth date, whose century is a guess: nobody is taken to be older than 100. Where the
    /// person's record has a birth date, use that.
    public func birth(asOf today: Day) -> Day {
        let day = digits.day > 40 ? digits.day - 40 : digits.day
        return digits.date(day: day, asOf: today) ?? .first
    }

    public static func == (left: NIK, right: NIK) -> Bool { left.text == right.text }
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension NIK: CustomStringConvertible {
    /// Masked, so that a log line does not tell it.
    public var description: String { masked }
}
