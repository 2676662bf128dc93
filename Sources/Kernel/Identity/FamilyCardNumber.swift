/// Nomor Kartu Keluarga (No. KK): 16 digits `PPKKCC DDMMYY SSSS`, the date being that of recording.
public struct FamilyCardNumber: Sendable, Hashable {
    private let digits: ResidentDigits

    /// Spaces, dots and dashes are dropped. Refuses with `kk.characters`, `kk.length`,
    /// `kk.province`, `kk.area` or `kk.serial`. An odd date is no reason to refuse: migrated
    /// records carry some.
    public init(_ text: String) throws(Refusal) {
        digits = try ResidentDigits(text, prefix: "kk")
    }

    public var text: String { digits.text }
    public var masked: String { digits.masked }
    public var area: RegionCode { digits.area }

    /// When the card was recorded; nil where the digits are no date. An officer should look at nil
    /// and at a day in the future.
    public func recorded(asOf today: Day) -> Day? { digits.date(day: digits.day, asOf: today) }

    public static func == (left: FamilyCardNumber, right: FamilyCardNumber) -> Bool {
        left.text == right.text
    }
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension FamilyCardNumber: CustomStringConvertible {
    public var description: String { masked }
}
