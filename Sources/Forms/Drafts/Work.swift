import Contracts
import Kernel

/// What an officer has filled in at a step before its act: kept with the task, so that neither a
/// bad line nor a change of hands loses it.
public struct Work: Sendable {
    public let content: WorkContent
    /// By field id, in the order in which they were added.
    public let files: [String: [FileAnswer]]
    /// Who saved last, and when.
    public let author: AccountID
    public let savedAt: Instant
    /// Of the text; 0 while only files are there.
    let revision: Int64

    public var stamp: WorkStamp { WorkStamp(revision: revision, savedAt: savedAt.milliseconds) }
}

/// What was typed: into the fields of the step, and into the form around them.
public struct WorkContent: Sendable, Hashable {
    public let typed: TypedAnswers
    /// The opinion and its text, by the name of the input.
    public let texts: [String: String]

    public init(_ typed: TypedAnswers = TypedAnswers(), texts: [String: String] = [:]) {
        self.typed = typed
        self.texts = texts
    }

    public var isBlank: Bool {
        typed.texts.values.joined().allSatisfy(\.isEmpty) && texts.values.allSatisfy(\.isEmpty)
    }

    var json: JSONValue {
        ["typed": typed.json, "texts": .object(texts.mapValues(JSONValue.string))]
    }

    init(_ json: JSONValue) {
        typed = TypedAnswers(json["typed"] ?? .null)
        texts = (json["texts"]?.objectValue ?? [:]).compactMapValues(\.stringValue)
    }
}

/// Which state of the work a page was made from; the page sends it back.
public struct WorkStamp: Sendable, Hashable {
    let revision: Int64
    let savedAt: Int64

    /// Nothing was saved yet.
    public static let none = WorkStamp(revision: 0, savedAt: 0)

    init(revision: Int64, savedAt: Int64) {
        self.revision = revision
        self.savedAt = savedAt
    }

    /// As a page carries it; anything else is `none`.
    public init(text: String) {
        let parts = text.split(separator: ".").map { Int64($0) ?? 0 }
        self.init(
            revision: parts.first ?? 0, savedAt: parts.count == 2 ? parts[1] : 0)
    }

    public var text: String { "\(revision).\(savedAt)" }
}

/// The task whose work is meant, with what a row of it needs.
public struct WorkPlace: Sendable {
    public let task: TaskID
    /// Its key seals the work.
    public let caseID: CaseID
    public let service: ServiceCode
    public let version: String

    public init(task: TaskID, caseID: CaseID, service: ServiceCode, version: String) {
        self.task = task
        self.caseID = caseID
        self.service = service
        self.version = version
    }

    /// The id under which drafts and uploads know it.
    public var id: CaseID { CaseID(task.value) }
}
