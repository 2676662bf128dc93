import Kernel

/// One question.
public struct Field: Sendable {
    /// Name in expressions, letters and answers: lower-case letters, digits, underscores.
    public let id: String
    public let kind: FieldKind
    public let label: LocalizedText
    public let help: LocalizedText?
    public let required: Bool
    /// Asked only when true.
    public let condition: Expression?
    /// The HTML `autocomplete` token, such as `name` or `email`.
    public let autocomplete: String?
    /// Says that the answer names or reaches a person: it is searchable by keyed hash and masked
    /// in lists.
    public let personal: PersonalKind?

    public init(
        id: String, kind: FieldKind, label: LocalizedText, help: LocalizedText? = nil,
        required: Bool = true, condition: Expression? = nil, autocomplete: String? = nil,
        personal: PersonalKind? = nil
    ) {
        self.id = id
        self.kind = kind
        self.label = label
        self.help = help
        self.required = required
        self.condition = condition
        self.autocomplete = autocomplete
        self.personal = personal
    }
}

/// What a personal answer says about a person.
public enum PersonalKind: String, Sendable, Hashable, CaseIterable {
    case name, nik, phone, email, address
}

/// What may be answered.
public enum FieldKind: Sendable {
    /// One line; `max` counts characters.
    case text(max: Int)
    /// Several lines; `max` counts characters.
    case longText(max: Int)
    case integer(ClosedRange<Int64>)
    case rupiah(ClosedRange<Int64>)
    /// Bounds are expressions of type date over `today` and earlier fields.
    case date(earliest: Expression?, latest: Expression?)
    case dateRange(DateRangeRule)
    case choice([Option])
    case choices([Option])
    case yesNo
    case nik
    case phone
    case email
    /// A region code of at least this depth; down to RT and RW it is a `RegionAnswer`.
    case region(RegionLevel)
    case address
    /// A point on a map, and how to find it.
    case point
    case table(TableRule)
    /// Worked out from earlier answers, never typed.
    case computed(ComputedRule)
    case file(FileRule)

    /// The word for this kind in service files.
    public var name: String {
        switch self {
        case .text: "text"
        case .longText: "longText"
        case .integer: "integer"
        case .rupiah: "rupiah"
        case .date: "date"
        case .dateRange: "dateRange"
        case .choice: "choice"
        case .choices: "choices"
        case .yesNo: "yesNo"
        case .nik: "nik"
        case .phone: "phone"
        case .email: "email"
        case .region: "region"
        case .address: "address"
        case .point: "point"
        case .table: "table"
        case .computed: "computed"
        case .file: "file"
        }
    }

    public static let names = [
        "text", "longText", "integer", "rupiah", "date", "dateRange", "choice", "choices", "yesNo",
        "nik", "phone", "email", "region", "address", "point", "table", "computed", "file",
    ]
}

/// One answer of a choice.
public struct Option: Sendable, Hashable {
    public let code: String
    public let label: LocalizedText

    public init(code: String, label: LocalizedText) {
        self.code = code
        self.label = label
    }
}

/// How deep a region must be named.
public enum RegionLevel: String, Sendable, Hashable, CaseIterable {
    case kecamatan, kelurahan, rw, rt

    /// The same level of a code. RW and RT have none; they stand beside the code.
    public var level: RegionCode.Level { self == .kecamatan ? .kecamatan : .kelurahan }

    /// Whether the answer names a rukun warga, and perhaps a rukun tetangga, beside the kelurahan.
    public var isBelowKelurahan: Bool { self == .rw || self == .rt }
}
