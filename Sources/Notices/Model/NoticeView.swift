import Contracts
import Kernel

/// A notice opened for the demo's page and for tests. Holds personal data.
public struct NoticeView: Sendable, Hashable {
    public let id: UUIDv7
    public let channel: NoticeChannel
    public let template: String
    public let language: Language
    public let address: String
    public let subject: String
    public let body: String
    public let state: NoticeState
    public let caseID: CaseID?
    public let account: AccountID?
    public let createdAt: Instant
    public let sentAt: Instant?
}

/// A notice that needs somebody, without its content.
public struct StuckNotice: Sendable, Hashable {
    public let id: UUIDv7
    public let channel: NoticeChannel
    public let template: String
    public let state: NoticeState
    public let tries: Int
    /// Why the last try failed; no personal data.
    public let reason: String
    public let createdAt: Instant
}
