import Contracts
import Kernel
import People
import Store

/// A report that is being written.
struct ReportDraft: Sendable {
    let draft: CaseID
    let account: AccountID
    /// Whether its owner has no account to sign in with.
    let isGuest: Bool
}

/// Rows of `report_drafts`: which draft is the report that somebody is writing. A guest is known by
/// the secret that the browser keeps.
enum ReportDraftRows {
    static func insert(
        _ one: ReportDraft, _ secret: SecretToken?, at now: Instant, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO report_drafts (draft, account, secret, at) VALUES \
            (\(one.draft), \(one.account), \(secret?.hash), \(now))
            """)
    }

    static func of(_ account: AccountID, in reader: Reader) throws -> ReportDraft? {
        try reader.row(
            """
            SELECT draft, account FROM report_drafts \
            WHERE account = \(account) AND secret IS NULL ORDER BY at DESC LIMIT 1
            """
        ).map { ReportDraft(draft: $0.id(0), account: $0.id(1), isGuest: false) }
    }

    static func of(_ secret: SecretToken, in reader: Reader) throws -> ReportDraft? {
        try reader.row(
            "SELECT draft, account FROM report_drafts WHERE secret = \(secret.hash)"
        ).map { ReportDraft(draft: $0.id(0), account: $0.id(1), isGuest: true) }
    }

    /// The report with an id of its writer's choice.
    static func of(_ draft: CaseID, in reader: Reader) throws -> ReportDraft? {
        try reader.row(
            """
            SELECT draft, account, CASE WHEN secret IS NULL THEN 0 ELSE 1 END \
            FROM report_drafts WHERE draft = \(draft)
            """
        ).map { ReportDraft(draft: $0.id(0), account: $0.id(1), isGuest: $0.bool(2)) }
    }

    /// The browser of a guest did not hear the secret that it was given: it gets another.
    static func renew(_ draft: CaseID, _ secret: SecretToken, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE report_drafts SET secret = \(secret.hash) \
            WHERE draft = \(draft) AND secret IS NOT NULL
            """)
    }

    static func remove(_ draft: CaseID, in tx: Transaction) throws {
        try tx.execute("DELETE FROM report_drafts WHERE draft = \(draft)")
    }

    /// Reports of guests that nobody went on with.
    static func old(before moment: Instant, limit: Int, in reader: Reader) throws -> [ReportDraft] {
        try reader.rows(
            """
            SELECT draft, account FROM report_drafts WHERE secret IS NOT NULL AND at < \(moment) \
            ORDER BY at LIMIT \(limit)
            """
        ).map { ReportDraft(draft: $0.id(0), account: $0.id(1), isGuest: true) }
    }
}
