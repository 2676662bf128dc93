import Contracts
import Kernel
import Store

extension Notices {
    /// The latest notices that leave the house, opened: for the demo's page and for tests only.
    public func recent(limit: Int = 100, in reader: Reader) throws -> [NoticeView] {
        try reader.rows(
            """
            SELECT id, channel, template, language, content, state, case_id, account, \
            created_at, sent_at FROM notices WHERE content IS NOT NULL AND channel <> 'app' \
            ORDER BY created_at DESC, id DESC LIMIT \(limit)
            """
        ).compactMap { row in
            let id = row.uuid(0)
            let key = try vault.key(id, in: reader)
            let content = try NoticeContent(
                parsing: try vault.open(row.bytes(4), with: key, at: Self.place(id)))
            return NoticeView(
                id: id, channel: NoticeChannel(rawValue: row.text(1)) ?? .mail,
                template: row.text(2), language: Language(rawValue: row.text(3)) ?? .id,
                address: content.address, subject: content.subject, body: content.body,
                state: NoticeState(rawValue: row.text(5)) ?? .queued,
                caseID: row.optionalID(6), account: row.optionalID(7),
                createdAt: row.instant(8), sentAt: row.optionalInstant(9))
        }
    }

    /// What was written to an account, newest first; the text is empty where it is erased.
    public func all(
        to account: AccountID, limit: Int = 1_000, in reader: Reader
    ) throws -> [NoticeView] {
        try reader.rows(
            """
            SELECT n.id, n.channel, n.template, n.language, n.content, n.state, n.case_id, \
            n.account, n.created_at, n.sent_at, k.wrapped FROM notices n \
            LEFT JOIN data_keys k ON k.id = n.id WHERE n.account = \(account) \
            ORDER BY n.created_at DESC, n.id DESC LIMIT \(limit)
            """
        ).map { row in
            let id = row.uuid(0)
            let isHere = !row.isNull(4) && !row.isNull(10)
            let content =
                isHere
                ? try NoticeContent(
                    parsing: try vault.open(
                        row.bytes(4), with: try vault.key(id, wrapped: row.optionalBytes(10)),
                        at: Self.place(id)))
                : NoticeContent(address: "", subject: "", body: "")
            return NoticeView(
                id: id, channel: NoticeChannel(rawValue: row.text(1)) ?? .mail,
                template: row.text(2), language: Language(rawValue: row.text(3)) ?? .id,
                address: content.address, subject: content.subject, body: content.body,
                state: NoticeState(rawValue: row.text(5)) ?? .queued,
                caseID: row.optionalID(6), account: row.optionalID(7),
                createdAt: row.instant(8), sentAt: row.optionalInstant(9))
        }
    }

    /// Notices that failed, have been tried more than three times, or should have left an hour ago;
    /// the oldest first.
    public func stuck(limit: Int = 100, in reader: Reader) throws -> [StuckNotice] {
        try reader.rows(
            """
            SELECT id, channel, template, state, tries, reason, created_at FROM notices \
            WHERE state = 'failed' OR (state IN ('queued', 'sending') AND (tries > 3 \
            OR COALESCE(due_at, created_at) < \(world.now.adding(hours: -1)))) \
            ORDER BY created_at, id LIMIT \(limit)
            """
        ).map { row in
            StuckNotice(
                id: row.uuid(0), channel: NoticeChannel(rawValue: row.text(1)) ?? .mail,
                template: row.text(2), state: NoticeState(rawValue: row.text(3)) ?? .queued,
                tries: Int(row.int(4)), reason: row.optionalText(5) ?? "",
                createdAt: row.instant(6))
        }
    }

    /// How many notices are in each state.
    public func counts(in reader: Reader) throws -> [NoticeState: Int] {
        let rows = try reader.rows("SELECT state, count(*) FROM notices GROUP BY state")
        return rows.reduce(into: [:]) { counts, row in
            if let state = NoticeState(rawValue: row.text(0)) { counts[state] = Int(row.int(1)) }
        }
    }
}
