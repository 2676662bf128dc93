import Contracts
import Kernel
import Store

/// What one case is to another.
public enum LinkKind: String, Sendable, CaseIterable {
    /// Contests the other: an objection or an appeal.
    case objection
    /// Belongs to the other, such as a change to the permit that it gave.
    case parent
    /// Was begun with the other's answers.
    case copy
    /// Goes with the other and ends as it ends.
    case merged
}

/// One link, seen from one of its two cases.
public struct CaseLink: Sendable {
    public let id: MessageID
    public let kind: LinkKind
    /// From the case that points to the one that is pointed at.
    public let from, to: CaseID
    public let at: Instant
    /// Why, as an officer wrote it.
    public let reason: String
    public let endedAt: Instant?
    /// Number, service and state of the other case; nothing while it is a draft.
    public let other: Other?

    public struct Other: Sendable {
        public let number: TrackingCode
        public let service: ServiceCode
        public let state: CaseState
        public let outcome: Outcome?
    }

    public var isOpen: Bool { endedAt == nil }
}

/// Rows of `case_links`.
enum LinkRows {
    /// The case that this one points at with a link of the kind that has not ended.
    static func target(
        _ from: CaseID, _ kind: LinkKind, in reader: Reader
    ) throws -> (id: MessageID, caseID: CaseID)? {
        try reader.row(
            """
            SELECT id, to_case FROM case_links WHERE from_case = \(from) \
            AND kind = \(kind.rawValue) AND ended_at IS NULL ORDER BY at DESC LIMIT 1
            """
        ).map { ($0.id(0), $0.id(1)) }
    }

    /// The cases that point at this one.
    static func sources(
        _ to: CaseID, _ kind: LinkKind, in reader: Reader
    ) throws -> [CaseID] {
        try reader.rows(
            """
            SELECT from_case FROM case_links WHERE to_case = \(to) \
            AND kind = \(kind.rawValue) AND ended_at IS NULL ORDER BY at
            """
        ).map { $0.id(0) }
    }

    static func insert(
        _ id: MessageID, _ kind: LinkKind, from: CaseID, to: CaseID, by account: AccountID?,
        sealed: [UInt8]?, at now: Instant, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO case_links (id, from_case, to_case, kind, at, by_account, sealed) VALUES \
            (\(id), \(from), \(to), \(kind.rawValue), \(now), \(account), \(sealed))
            """)
    }

    static func end(_ id: MessageID, at now: Instant, in tx: Transaction) throws {
        try tx.execute("UPDATE case_links SET ended_at = \(now) WHERE id = \(id)")
    }
}

extension ContentRows {
    /// The reason of a link is sealed with the key of the case that it points from.
    func sealReason(_ reason: String, _ id: MessageID) throws -> [UInt8] {
        try seal(.string(reason), "case_links", id.bytes)
    }
}
