import Contracts
import Kernel
import People
import Store

/// What a list of letters is narrowed to.
struct MailQuery: Sendable {
    var way: MailWay
    var typed: String?
    var state: MailState?
    var kind: String?
    var classification: String?
    /// Goes on after this letter; ids grow with time.
    var before: MailID?
    var days: ClosedRange<Day>?
    var unit: UnitCode?
    var limit = MailQuery.page

    static let page = 30
}

/// Letters of a list, and the last that was read when there are more behind it: not every one that
/// is read is shown.
struct MailPage: Sendable {
    var mails: [Mail] = []
    var next: MailID?
}

extension CorrespondenceTools {
    /// Rows that a search reads at once, and how often for one page.
    private static let searched = (rows: 200, times: 10)

    /// Letters that the officer may see, newest first; over some days by their numbers.
    func mails(
        _ query: MailQuery, for officer: Officer, in zone: Zone
    ) async throws -> MailPage {
        var conditions: [SQL] = [
            "m.way = \(query.way.rawValue)", officer.mailScope,
        ]
        if let state = query.state { conditions.append("m.state = \(state.rawValue)") }
        if let kind = query.kind { conditions.append("m.kind = \(kind)") }
        if let unit = query.unit { conditions.append("m.unit = \(unit.text)") }
        if let code = query.classification {
            conditions.append(
                "(m.classification = \(code) OR m.classification LIKE \(code + ".%"))")
        }
        if let days = query.days, query.way == .outgoing {
            // A draft has no number yet; a letter counts on the day on which it got one.
            conditions.append(
                """
                m.serial IS NOT NULL AND m.letter_day >= \(days.lowerBound) \
                AND m.letter_day <= \(days.upperBound)
                """)
        } else if let days = query.days {
            conditions.append("m.registered_at >= \(days.lowerBound.start(in: zone))")
            conditions.append(
                "m.registered_at < \(days.upperBound.adding(days: 1).start(in: zone))")
        }
        let typed = query.typed ?? ""
        for token in vault.nameQueryTokens(typed).prefix(8) {
            conditions.append(
                """
                m.id IN (SELECT t.mail FROM correspondence_tokens t WHERE t.token = \(token))
                """)
        }
        let condition = SQL.joined(conditions, by: " AND ")
        let order: SQL = query.days == nil ? "m.id DESC" : "m.year DESC, m.serial DESC, m.id DESC"
        let limit = query.limit
        let size = typed.isEmpty ? limit + 1 : max(limit + 1, Self.searched.rows)
        return try await store.read("letters.list") { [self] reader in
            var page = MailPage()
            var place = query.before
            for _ in 0..<Self.searched.times {
                let behind: SQL = place.map { " AND m.id < \($0)" } ?? ""
                let rows = try reader.rows(
                    """
                    SELECT \(sql: MailRows.columns) FROM \(sql: MailRows.source) \
                    WHERE \(sql: condition)\(sql: behind) ORDER BY \(sql: order) LIMIT \(size)
                    """)
                for row in rows {
                    if page.mails.count == limit {
                        page.next = place
                        return page
                    }
                    let mail = try mails.mail(row)
                    place = mail.id
                    // Tokens know three letters of a word; the words themselves decide.
                    let isMeant =
                        typed.isEmpty
                        || mail.text.map { NameSearch.matches($0.searched, typed: typed) } == true
                    if isMeant { page.mails.append(mail) }
                }
                if rows.count < size { return page }
            }
            page.next = place
            return page
        }
    }

    /// Letters that wait for an instruction from one of the officer's positions.
    func waiting(for officer: Officer) async throws -> [Mail] {
        try await store.read("letters.waiting") { [self] reader in
            try reader.rows(
                """
                SELECT \(sql: MailRows.columns) FROM \(sql: MailRows.source) \
                WHERE \(sql: Self.waiting(officer)) ORDER BY m.urgency DESC, m.id LIMIT 100
                """
            ).map { try mails.mail($0) }
        }
    }

    static func waiting(_ officer: Officer) -> SQL {
        """
        m.target IN \(list: officer.seats) AND m.state = \(MailState.registered.rawValue) \
        AND NOT EXISTS (SELECT 1 FROM correspondence_instructions i WHERE i.mail = m.id \
        AND i.state <> 'withdrawn')
        """
    }
}
