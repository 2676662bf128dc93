import Contracts
import Kernel
import People
import Store

/// A case whose applicant has written and waits for a word.
public struct UnansweredCase: Sendable {
    public let record: CaseRecord
    /// When the oldest message came that nobody has answered.
    public let since: Instant
    /// Who has taken an open task of the case, if anybody has.
    public let holder: AccountID?
}

extension Officer {
    /// Cases whose messages this officer answers: he may do an open task of them; of those that are
    /// closed or wait, the unit that owns them answers, and whoever leads it.
    var answerScope: SQL {
        let seats = authorities.filter { $0.permissions.contains(.workCases) }.map {
            AccessScope.Seat(
                units: $0.answeredUnits, region: $0.region, confidentiality: $0.clearance)
        }
        let owner = AccessScope(seats: seats).predicate(
            ScopeColumns(
                unit: "c.owner_unit", region: "c.region", confidentiality: "c.confidentiality"))
        return """
            ((c.state <> 'open' AND \(sql: owner)) OR EXISTS (SELECT 1 FROM tasks t \
            WHERE t.case_id = c.id AND t.state = 'open' AND \(sql: taskScope)))
            """
    }

    /// The position from which the officer answers the applicant; nothing when others do. Whoever
    /// leads the case always may.
    func answering(
        _ record: CaseRecord, _ tasks: [TaskRecord], _ service: Service
    ) -> PositionID? {
        for task in tasks where task.state == .open {
            if let authority = authority(for: task) { return authority.position }
        }
        if let authority = leading(record, service) { return authority.position }
        guard record.state != .open else { return nil }
        return authorities.first { authority in
            authority.permissions.contains(.workCases)
                && authority.answeredUnits.contains(record.ownerUnit)
                && Int64(authority.clearance.rawValue) >= service.confidentiality.level
                && covers(authority.region, record.region)
        }?.position
    }
}

extension Authority {
    fileprivate var answeredUnits: Set<UnitCode> {
        permissions.contains(.leadCases) ? reach : [unit]
    }
}

extension CaseFile {
    /// Whether this officer answers what the applicant writes.
    public func isAnswered(by officer: Officer) -> Bool {
        officer.answering(record, tasks, service) != nil
    }

    /// When the applicant wrote last.
    public var lastAskedAt: Instant? {
        messages.last(where: \.author.isApplicant)?.at
    }
}

extension Cases {
    /// A page of the cases whose applicant waits, longest first: a walk along the partial index of
    /// exactly those. As a range, so that SQLite sees that the index has them.
    static func unanswered(of officer: Officer, _ query: InboxQuery) -> SQL {
        let ofService: SQL = query.service.map { " AND c.service = \($0.text)" } ?? ""
        let ofHolder: SQL =
            switch query.holder {
            case nil: ""
            case .nobody: " AND NOT EXISTS (\(sql: taken("h.claimed_by IS NOT NULL")))"
            case .person(let account):
                " AND EXISTS (\(sql: taken("h.claimed_by = \(account)")))"
            }
        return """
            SELECT \(sql: CaseRows.columns), (SELECT h.claimed_by FROM tasks h \
            WHERE h.case_id = c.id AND h.state = 'open' AND h.claimed_by IS NOT NULL \
            ORDER BY h.opened_at, h.id LIMIT 1) FROM cases c \
            WHERE c.unanswered_at > 0 AND \(sql: officer.answerScope)\
            \(sql: ofService)\(sql: ofHolder) ORDER BY c.unanswered_at, c.id \
            LIMIT \(InboxQuery.pageSize + 1) OFFSET \(query.page * InboxQuery.pageSize)
            """
    }

    private static func taken(_ condition: SQL) -> SQL {
        """
        SELECT 1 FROM tasks h WHERE h.case_id = c.id AND h.state = 'open' AND \(sql: condition)
        """
    }

    static func unanswered(_ row: Row) throws -> UnansweredCase {
        let record = try CaseRows.record(row)
        return UnansweredCase(
            record: record, since: record.unansweredAt ?? record.submittedAt,
            holder: row.optionalID(CaseRows.width))
    }

    static func unansweredCount(of officer: Officer) -> SQL {
        """
        (SELECT COUNT(*) FROM cases c WHERE c.unanswered_at > 0 AND \(sql: officer.answerScope))
        """
    }
}
