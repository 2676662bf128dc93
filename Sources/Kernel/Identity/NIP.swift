/// Nomor Induk Pegawai of a civil servant (PNS), or the NI PPPK of a contract officer: 18 digits,
/// birth date, appointment (year and month, or year and `2x`), sex, serial.
public struct NIP: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// The month in which the appointment as CPNS took effect.
        case pns(month: Int)
        /// The second digit after `2`: `1` for the first appointment.
        case pppk(appointment: Int)
    }

    public let text: String
    public let birth: Day
    public let appointmentYear: Int
    public let kind: Kind
    public let sex: Sex

    /// Spaces, dots and dashes are dropped. With `today` an appointment in the future is refused
    /// too. All problems are told at once: `nip.characters`, `nip.length`, `nip.birth`,
    /// `nip.appointment`, `nip.age`, `nip.future`, `nip.sex`, `nip.serial`.
    public init(_ typed: String, asOf today: Day? = nil) throws(Refusal) {
        guard let digits = Digits.typed(typed) else { throw Refusal(.invalid, "nip.characters") }
        guard digits.count == 18 else {
            throw Refusal(.invalid, "nip.length", values: ["count": String(digits.count)])
        }
        func number(_ range: Range<Int>) -> Int { Digits.value(digits[range]) ?? 0 }
        let birth = Day(year: number(0..<4), month: number(4..<6), day: number(6..<8))
        let kind = NIP.kind(number(12..<14))
        let year = number(8..<12)
        let sex: Sex? = [1: .male, 2: .female][number(14..<15)]
        var problems: [Refusal.Problem] = []
        if birth == nil { problems.append(.init("nip.birth")) }
        if kind == nil { problems.append(.init("nip.appointment")) }
        if sex == nil { problems.append(.init("nip.sex")) }
        if number(15..<18) == 0 { problems.append(.init("nip.serial")) }
        if let birth, let kind {
            // An appointment of PPPK names no month: the latest is taken.
            let start = NIP.month(kind).flatMap { Day(year: year, month: $0, day: 1) }
            let begin = start ?? Day(year: year, month: 12, day: 31) ?? .first
            if begin < birth.adding(months: 18 * 12) { problems.append(.init("nip.age")) }
            let earliest = start ?? Day(year: year, month: 1, day: 1) ?? .first
            if let today, earliest > today { problems.append(.init("nip.future")) }
        }
        guard let birth, let kind, let sex, problems.isEmpty else {
            throw Refusal(.invalid, problems: problems)
        }
        text = String(decoding: digits, as: UTF8.self)
        self.birth = birth
        appointmentYear = year
        self.kind = kind
        self.sex = sex
    }

    private static func kind(_ digits: Int) -> Kind? {
        switch digits {
        case 1...12: .pns(month: digits)
        case 20...29: .pppk(appointment: digits - 20)
        default: nil
        }
    }

    private static func month(_ kind: Kind) -> Int? {
        if case .pns(let month) = kind { month } else { nil }
    }

    /// As printed on letters: `19900817 201503 1 004`.
    public var display: String {
        let birth = text.prefix(8)
        let appointment = text.dropFirst(8).prefix(6)
        return "\(birth) \(appointment) \(text.dropFirst(14).prefix(1)) \(text.suffix(3))"
    }

    public var masked: String { "\(text.prefix(4))***********\(text.suffix(3))" }
}
