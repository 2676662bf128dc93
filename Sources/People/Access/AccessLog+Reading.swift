import Contracts
import Kernel
import Store

/// A look at a person's record, as the person may know of it: the position, not who fills it.
public struct AccessRecord: Sendable, Hashable {
    public let id: UUIDv7
    public let at: Instant
    public let position: PositionID
    public let caseID: CaseID?
    /// Nothing for what a newer house has written.
    public let part: AccessPart?
    public let purpose: AccessPurpose?
    public let step: String?
    public let flags: AccessFlags
}

/// Where a page of looks ends; the next one begins behind it.
public struct AccessCursor: Sendable, Hashable {
    public let at: Instant
    public let id: UUIDv7

    public init(at: Instant, id: UUIDv7) {
        self.at = at
        self.id = id
    }

    /// As it stands in an address.
    public var text: String { "\(at.milliseconds).\(id.text)" }

    public init?(text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let at = Int64(parts[0]), at >= 0,
            let id = UUIDv7(text: String(parts[1]))
        else { return nil }
        self.init(at: Instant(milliseconds: at), id: id)
    }
}

/// A page of looks at one person's record, newest first.
public struct AccessPage: Sendable {
    public let records: [AccessRecord]
    /// Where older ones begin; nothing when there are none.
    public let older: AccessCursor?
    /// Looks since `lately` of the query, and from how many positions.
    public let recent: Int64
    public let recentPositions: Int64
}

extension AccessLog {
    /// Looks at the data of one person; also from the time when a counter held them under another
    /// record: all that went into the account, and single cases that it claimed. Three statements,
    /// along the index of the person.
    /// - Parameters:
    ///   - caseID: only at this case.
    ///   - lately: since when looks are counted.
    public func looks(
        at subject: AccountID, case caseID: CaseID? = nil, before: AccessCursor? = nil,
        limit: Int = 30, countedSince lately: Instant
    ) async throws -> AccessPage {
        let ofCase: SQL = caseID.map { " AND case_id = \($0)" } ?? ""
        let older: SQL =
            before.map { cursor in
                """
                 AND at <= \(cursor.at) AND (at < \(cursor.at) OR id < \(cursor.id))
                """
            } ?? ""
        return try await store.read("access.looks") { reader in
            let whose = try Self.whose(subject, in: reader)
            let rows = try reader.rows(
                """
                SELECT id, at, position, case_id, part, purpose, step, flags FROM access_log \
                WHERE \(sql: whose)\(sql: ofCase)\(sql: older) \
                ORDER BY at DESC, id DESC LIMIT \(limit + 1)
                """)
            let count = try reader.row(
                """
                SELECT COUNT(*), COUNT(DISTINCT position) FROM access_log \
                WHERE \(sql: whose) AND at >= \(lately)\(sql: ofCase)
                """)
            let records = rows.prefix(limit).map(Self.record)
            let last = rows.count > limit ? records.last : nil
            return AccessPage(
                records: records, older: last.map { AccessCursor(at: $0.at, id: $0.id) },
                recent: count?.int(0) ?? 0, recentPositions: count?.int(1) ?? 0)
        }
    }

    /// The rows keep whom they named: roots are taken over them.
    private static func whose(_ subject: AccountID, in reader: Reader) throws -> SQL {
        let others = try reader.rows(
            """
            SELECT account, CAST(NULL AS BYTEA) FROM people_walkins WHERE merged_into = \(subject) \
            UNION ALL SELECT person, case_id FROM people_claimed WHERE account = \(subject)
            """)
        guard !others.isEmpty else { return "subject = \(subject)" }
        var all = [subject]
        var parts: [SQL] = []
        for row in others {
            let person: AccountID = row.id(0)
            if let id: CaseID = row.optionalID(1) {
                parts.append("(subject = \(person) AND case_id = \(id))")
            } else {
                all.append(person)
            }
        }
        parts.append("subject IN \(list: all)")
        return "(\(sql: SQL.joined(parts, by: " OR ")))"
    }

    private static func record(_ row: Row) -> AccessRecord {
        AccessRecord(
            id: row.uuid(0), at: row.instant(1), position: row.id(2), caseID: row.optionalID(3),
            part: AccessPart(rawValue: row.text(4)),
            purpose: AccessPurpose(rawValue: row.text(5)), step: row.optionalText(6),
            flags: AccessFlags(rawValue: row.int(7)))
    }
}
