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
        case "returned", "message", "billed", "asked-confirm", "webhook.paused": .asked
        case "granted", "recorded", "answered", "dismissed": .letter
        case "refused", "lapsed", "unpaid", "deemed": .legal
        // A measure against a permit starts the days in which it can be contested.
        case "permit-suspended", "permit-lifted", "permit-revoked", "permit-restored",
            "permit-superseded":
            .legal
        case "permit-ends": .reminder
        case "permit-proposed", "permit-unclear": .duty
        case "report-missing", "report-identified": .duty
        case "emergency", "counter-claimed": .security
        default: of(family: template) ?? .moved
        }
    }

    /// What every notice with this beginning is about.
    static func of(family template: String) -> NoticeKind? {
        let families: [(String, NoticeKind)] = [
            ("account.", .security), ("privacy.", .security), ("mandate.", .security),
            ("token.", .security),
            ("catalogue-", .duty), ("export-", .duty), ("correspondence.", .duty),
            ("office-", .duty), ("step-", .duty),
        ]
        return families.first { template.hasPrefix($0.0) }?.1
    }

    /// Templates that only tell that a case went on. A template stands here, above, or in a family:
    /// a test goes through the words of all of them.
    static let going: Set<String> = [
        "submitted", "complete", "corrected", "withdrawn", "paid", "extended", "paused",
        "resumed", "reopened", "letterRevoked", "merged", "parted", "text", "digest", "survey",
        "dismissed",
        "report-changed", "report-new", "report-hidden", "report-shown", "report-photo-hidden",
        "report-photo-shown", "report-photo-covered", "report-text-edited", "report-blocked",
        "report-unblocked",
    ]

    /// Templates that answer to what the person has just done, so that nobody waits for morning.
    static let prompt: Set<String> = ["submitted", "withdrawn", "corrected", "text"]
}
