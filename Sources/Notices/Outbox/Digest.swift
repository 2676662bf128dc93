import Contracts
import Kernel
import Store

/// One mail a day for those who want no mail for each matter.
extension Notices {
    /// At this hour of the city's day the letter leaves.
    static let digestHour = 16

    /// The last moment at which letters were due.
    func digestMoment(_ now: Instant) -> Instant {
        let today = Day(now, in: zone)
        let moment = today.at(hour: Self.digestHour, minute: 0, in: zone)
        return moment <= now ? moment : moment.adding(hours: -24)
    }

    /// Writes the letters that are due; for a timer. Each is written in the transaction that takes
    /// its matters from the waiting ones, so that none is told twice and none is lost.
    /// - Returns: how many letters were written.
    @discardableResult
    public func digest() async throws -> Int {
        let limit = digestMoment(world.now)
        var written = 0
        while true {
            let due = try await store.read("notices.digest.due") { reader in
                try reader.row(
                    """
                    SELECT account FROM notices WHERE state = 'held' AND created_at < \(limit) \
                    AND account IS NOT NULL ORDER BY created_at LIMIT 1
                    """
                )?.optionalID(0) as AccountID?
            }
            guard let account = due else { return written }
            let isWritten = try await store.write("notices.digest") { [self] tx in
                try digest(of: account, before: limit, in: tx)
            }
            if isWritten { written += 1 }
        }
    }

    /// The most matters of one letter; what is beyond comes in the next.
    private static let most = 50

    private func digest(
        of account: AccountID, before limit: Instant, in tx: Transaction
    ) throws -> Bool {
        let rows = try tx.rows(
            """
            SELECT n.id, n.content, k.wrapped FROM notices n LEFT JOIN data_keys k ON k.id = n.id \
            WHERE n.state = 'held' AND n.account = \(account) AND n.created_at < \(limit) \
            ORDER BY n.created_at, n.id LIMIT \(Self.most)
            """)
        var parts: [NoticeContent] = []
        var taken: [UUIDv7] = []
        for row in rows {
            let id = row.uuid(0)
            let isMine = try tx.execute(
                """
                UPDATE notices SET state = 'sent', gateway = 'digest', sent_at = \(world.now) \
                WHERE id = \(id.bytes) AND state = 'held'
                """)
            guard isMine == 1, let sealed = row.optionalBytes(1), !row.isNull(2) else { continue }
            let key = try vault.key(id, wrapped: row.optionalBytes(2))
            parts.append(
                try NoticeContent(
                    parsing: try vault.open(sealed, with: key, at: Self.place(id))))
            taken.append(id)
        }
        guard let first = taken.first, let reach = try resolve(account, tx) else { return false }
        // Where the account has no mail any more, the list in the house has told everything.
        let mail = reach.contacts.first { if case .email = $0 { true } else { false } }
        guard let mail else { return false }
        return try write(letter(parts, to: mail, reach.language, first, account), in: tx)
    }

    private func letter(
        _ parts: [NoticeContent], to mail: Contact, _ language: Language, _ first: UUIDv7,
        _ account: AccountID
    ) -> OutboxRow {
        let words = texts.words(language)
        let matters = parts.map { part in
            "* \(part.subject)\n\n"
                + (part.body.components(before: NoticeTexts.frame))
        }
        let body =
            words("notice.digest.body", ["count": String(parts.count)]) + "\n\n"
            + matters.joined(separator: "\n\n")
        let notice = Notice(
            to: .account(account), template: "digest", key: "digest:\(first.text)",
            kind: .moved)
        var row = OutboxRow(
            notice, .mail, language,
            NoticeContent(
                address: mail.address,
                subject: words("notice.digest.subject", ["count": String(parts.count)]),
                body: texts.framed(body, language)), key: notice.key)
        row.account = account
        return row
    }
}

extension String {
    /// What stands before the first `mark`.
    fileprivate func components(before mark: String) -> String {
        firstRange(of: mark).map { String(self[..<$0.lowerBound]) } ?? self
    }
}
