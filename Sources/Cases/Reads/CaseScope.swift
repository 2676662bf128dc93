import Contracts
import Kernel
import People
import Store

extension Permission {
    /// Opening the cases of one's unit.
    public static let readCases: Permission = "case.read"
    /// Doing the tasks of one's role.
    public static let workCases: Permission = "case.work"
}

// Row scope: which tasks and cases an officer may see. Every query over `tasks t` or `cases c` uses
// one of these two, so that a list, a count, a search and a page can never differ.
extension Officer {
    /// Tasks that the officer may do: his role in his own unit, in the regions he is bound to. For
    /// lists of other domains that name `tasks t`.
    public var taskScope: SQL {
        let columns = ScopeColumns(
            unit: "t.unit", region: "t.region", confidentiality: "t.confidentiality")
        let conditions = authorities.filter { $0.permissions.contains(.workCases) }
            .map { authority -> SQL in
                let scope = AccessScope(seats: [authority.seat]).predicate(columns)
                return "(t.role = \(authority.role.text) AND \(sql: scope))"
            }
        guard !conditions.isEmpty else { return "(1 = 0)" }
        return "(\(sql: SQL.joined(conditions, by: " OR ")))"
    }

    /// Cases that the officer may open: a unit in his reach owns them or has, or had, a task in
    /// them, or one of their tasks has gone up to him. For lists of other domains that name cases:
    /// they join `cases c`.
    public var caseScope: SQL {
        let scope = scope(for: .readCases)
        let owner = scope.predicate(
            ScopeColumns(
                unit: "c.owner_unit", region: "c.region", confidentiality: "c.confidentiality"))
        let worked = scope.predicate(
            ScopeColumns(
                unit: "s.unit", region: "c.region", confidentiality: "c.confidentiality"))
        let up = escalatedScope(of: "s")
        return """
            (\(sql: owner) OR EXISTS \
            (SELECT 1 FROM tasks s WHERE s.case_id = c.id AND (\(sql: worked) OR \(sql: up))))
            """
    }

    /// Cases that the officer may read: those he may open, and those that are open to him in an
    /// emergency. Acts go by `caseScope`.
    var readScope: SQL {
        guard !opened.isEmpty else { return caseScope }
        return "(\(sql: caseScope) OR c.id IN \(list: opened.map(\.caseID)))"
    }

    /// The place among the officer's positions of the one that opens case `c`, the first of
    /// several: an expression of one number. Whoever has one position need not ask.
    var caseSeat: SQL {
        guard authorities.count > 1 else { return "0" }
        let arms = authorities.enumerated().map { place, authority -> SQL in
            let alone = Officer(account: account, name: name, nip: nip, authorities: [authority])
            return "WHEN \(sql: alone.caseScope) THEN \(place)"
        }
        return "CASE \(sql: SQL.joined(arms, by: " ")) ELSE 0 END"
    }

    /// Tasks that have gone up their ladder to one of the officer's seats, in the regions to
    /// which it is bound.
    func escalatedScope(of alias: SQL) -> SQL {
        let columns = ScopeColumns(
            unit: "e.unit", region: "\(sql: alias).region",
            confidentiality: "\(sql: alias).confidentiality")
        let seats = authorities.filter { $0.permissions.contains(.workCases) }
            .reduce("1 = 0" as SQL) {
                let seat = SQL.joined($1.seat.narrowing(columns), by: " AND ")
                return """
                    \(sql: $0) OR (e.unit = \($1.unit.text) AND e.role = \($1.role.text) \
                    AND \(sql: seat))
                    """
            }
        return """
            (\(sql: alias).rung > 0 AND EXISTS (SELECT 1 FROM task_escalations e \
            WHERE e.task_id = \(sql: alias).id AND (\(sql: seats))))
            """
    }

    /// The authority by which the officer may do this task, if any: the task's role in its unit, in
    /// a region that covers the case.
    public func authority(for task: TaskRecord) -> Authority? {
        authorities.first { authority in
            authority.permissions.contains(.workCases) && authority.unit == task.unit
                && authority.role == task.role
                && authority.clearance.rawValue >= task.confidentiality
                && covers(authority.region, task.region)
        }
    }
}

/// Whether a position bound to `region` may do what lies in `other`. Without a region it is
/// everybody's.
func covers(_ region: RegionCode?, _ other: RegionCode?) -> Bool {
    guard let region, let other else { return true }
    return region.contains(other)
}

extension Authority {
    /// What the position does tasks of: its own unit, its region.
    var seat: AccessScope.Seat {
        AccessScope.Seat(
            units: [unit], role: role, region: region, confidentiality: clearance)
    }

    /// The highest confidentiality that the position opens.
    var clearance: People.Confidentiality {
        if permissions.contains(.readSecret) { return .secret }
        return permissions.contains(.readRestricted) ? .restricted : .normal
    }
}

extension Confidentiality {
    /// The number under which People stores it.
    public var level: Int64 {
        switch self {
        case .biasa: Int64(People.Confidentiality.normal.rawValue)
        case .terbatas: Int64(People.Confidentiality.restricted.rawValue)
        case .rahasia: Int64(People.Confidentiality.secret.rawValue)
        }
    }
}
