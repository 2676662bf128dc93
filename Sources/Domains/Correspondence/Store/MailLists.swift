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

extension CorrespondenceTools {
    /// Letters that the officer may see, newest first, and whether there are more.
    func mails(
        _ query: MailQuery, for officer: Officer, in zone: Zone
    ) async throws -> (mails: [Mail], hasMore: Bool) {
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
        if let before = query.before { conditions.append("m.id < \(before)") }
        if let days = query.days {
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
        let limit = query.limit
        return try await store.read("letters.list") { [self] reader in
            let found = try reader.rows(
                """
                SELECT \(sql: MailRows.columns) FROM \(sql: MailRows.source) \
                WHERE \(sql: condition) ORDER BY m.id DESC LIMIT \(limit + 1)
                """
            ).map { try mails.mail($0) }
            let shown = found.prefix(limit).filter { mail in
                // Tokens know three letters of a word; the words themselves decide.
                typed.isEmpty
                    || mail.text.map { NameSearch.matches($0.searched, typed: typed) } == true
            }
            return (Array(shown), found.count > limit)
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
