/// What a notice is about; people choose their channels by it.
public enum NoticeKind: String, Sendable, Hashable, CaseIterable {
    /// The case went on.
    case moved
    /// The person has to do something: correct, pay, answer.
    case asked
    /// A letter, a document or an answer is there.
    case letter
    /// Something runs out soon.
    case reminder
    /// Work of an officer.
    case duty
    /// What the law wants told: a refusal, a lapse, a grant by silence.
    case legal
    /// The account and its data.
    case security

    /// Always told to the first contact, whatever was chosen.
    public var isLocked: Bool { self == .legal || self == .security }

    /// Whether the daily letter may hold it: what asks for something does not wait for the evening.
    var mayWait: Bool { self != .asked && !isLocked }

    /// What a template is about, unless its writer says so.
    static func of(_ template: String) -> NoticeKind {
        switch template {
        case "returned", "message", "billed": .asked
        case "granted", "recorded", "answered": .letter
        case "refused", "lapsed", "unpaid", "deemed": .legal
        case "emergency": .security
        default: of(family: template)
        }
    }

    private static func of(family template: String) -> NoticeKind {
        let families: [(String, NoticeKind)] = [
            ("account.", .security), ("privacy.", .security), ("mandate.", .security),
            ("catalogue-", .duty), ("export-", .duty), ("reminder.", .reminder),
        ]
        return families.first { template.hasPrefix($0.0) }?.1 ?? .moved
    }

    /// Templates that answer to what the person has just done, so that nobody waits for morning.
    static let prompt: Set<String> = ["submitted", "withdrawn", "corrected", "text"]
}
