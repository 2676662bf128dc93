import Contracts
import Kernel

/// To whom a notice goes.
public enum NoticeRecipient: Sendable, Hashable {
    /// An account: its contact and language are looked up when the notice is written.
    case account(AccountID)
    /// A contact without account, or one that must be reached whatever the account says.
    case contact(Contact, Language)
}

/// A message from the city to one person.
public struct Notice: Sendable, Hashable {
    public let recipient: NoticeRecipient
    /// Words `notice.<template>.subject` and `notice.<template>.body`.
    public let template: String
    /// Values for the placeholders; sealed with the notice.
    public let values: [String: String]
    /// Values that are written in the language of whoever reads them.
    public let days: [String: Day]
    public let texts: [String: LocalizedText]
    public let caseID: CaseID?
    /// The same for the same notice: a second one with this key is not written. Stored in plain,
    /// so it holds ids and no personal data.
    public let key: String
    /// Not sent after this (a code that has run out); nil: sent however late.
    public let expiresAt: Instant?
    /// What it is about: decides by which channels it goes.
    public let kind: NoticeKind
    /// Whether it answers to what the person has just done: it then waits for no morning and no
    /// daily letter.
    public let isPrompt: Bool

    /// - Parameter kind: what the name of the template says, unless it is given.
    public init(
        to recipient: NoticeRecipient, template: String, values: [String: String] = [:],
        days: [String: Day] = [:], texts: [String: LocalizedText] = [:],
        caseID: CaseID? = nil, key: String, expiresAt: Instant? = nil, kind: NoticeKind? = nil,
        isPrompt: Bool? = nil
    ) {
        let kind = kind ?? NoticeKind.of(template)
        self.kind = kind
        self.isPrompt =
            isPrompt ?? (kind == .security || NoticeKind.prompt.contains(template))
        self.recipient = recipient
        self.template = template
        self.values = values
        self.days = days
        self.texts = texts
        self.caseID = caseID
        self.key = key
        self.expiresAt = expiresAt
    }

    /// All values, as they are read in a language.
    func values(in language: Language) -> [String: String] {
        values
            .merging(days.mapValues { HumanText.day($0, language) }) { $1 }
            .merging(texts.mapValues { $0.text(language) }) { $1 }
    }
}

/// Where a notice stands.
public enum NoticeState: String, Sendable, Hashable, CaseIterable {
    /// Waits for its first or next try.
    case queued
    /// A node is handing it to the gateway.
    case sending
    /// The gateway has taken it.
    case sent
    /// The gateway will never take it: wrong address, refused content.
    case failed
    /// Its time was over before it could be sent.
    case expired
    /// Waits for the letter of the day.
    case held
    /// Somebody who runs the house gave it up.
    case dropped
}
