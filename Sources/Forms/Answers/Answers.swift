import Contracts
import Kernel

/// One answered value.
public enum AnswerValue: Sendable, Hashable {
    /// Text, a chosen code, a NIK, phone (E.164), e-mail or region code.
    case text(String)
    /// A whole number or rupiah.
    case integer(Int64)
    case yesNo(Bool)
    case day(Day)
    /// The codes chosen, in the order of the options.
    case codes([String])
    case range(DayRange)
    case region(RegionAnswer)
    case address(AddressAnswer)
    case point(PointAnswer)
    /// The rows of a table, each by column id.
    case rows([Answers])
    case files([FileAnswer])

    /// True when nothing was said: empty text, nothing chosen, no file.
    public var isEmpty: Bool {
        switch self {
        case .text(let text): text.isEmpty
        case .codes(let codes): codes.isEmpty
        case .files(let files): files.isEmpty
        case .rows(let rows): rows.isEmpty
        case .integer, .yesNo, .day, .range, .region, .address, .point: false
        }
    }
}

/// A file that answers a field.
public struct FileAnswer: Sendable, Hashable {
    public let blob: BlobID
    /// As the applicant's device called it; personal, so only ever stored sealed.
    public let name: String
    public let kind: FileKind
    public let size: Int64

    public init(blob: BlobID, name: String, kind: FileKind, size: Int64) {
        self.blob = blob
        self.name = name
        self.kind = kind
        self.size = size
    }
}

/// What an applicant answered, by field id. Fields without an answer are absent.
public struct Answers: Sendable, Hashable {
    public private(set) var values: [String: AnswerValue]

    public init(_ values: [String: AnswerValue] = [:]) {
        self.values = values.filter { !$0.value.isEmpty }
    }

    public subscript(_ field: String) -> AnswerValue? {
        get { values[field] }
        set { values[field] = newValue.flatMap { $0.isEmpty ? nil : $0 } }
    }

    /// The files of a field, none when it has none.
    public func files(_ field: String) -> [FileAnswer] {
        if case .files(let files)? = values[field] { files } else { [] }
    }

    /// The text or code of a field.
    public func text(_ field: String) -> String? {
        if case .text(let text)? = values[field] { text } else { nil }
    }

    /// The rows of a table, none when it has none.
    public func rows(_ field: String) -> [Answers] {
        if case .rows(let rows)? = values[field] { rows } else { [] }
    }

    /// These answers with the other's laid over them.
    public func merging(_ other: Answers) -> Answers {
        Answers(values.merging(other.values) { _, new in new })
    }
}
