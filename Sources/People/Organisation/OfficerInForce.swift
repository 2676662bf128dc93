import Contracts
import Kernel
import Store

extension Officer {
    /// The officer with what is still in force of what was read: a request begins with an officer
    /// who may be some seconds old, and an appointment, a delegation or a permission may have ended
    /// since. What came since is not among it. One statement, by indexes, in an act's transaction.
    public func inForce(on day: Day, in reader: Reader) throws -> Officer {
        let rows = try reader.rows(
            """
            WITH held AS (SELECT p.id, p.unit, p.role, p.region, h.capacity FROM (\
            SELECT position, 'definitive' AS capacity FROM people_assignments \
            WHERE account = \(account) AND from_day <= \(day) \
            AND (until_day IS NULL OR until_day >= \(day)) \
            UNION ALL SELECT position, capacity FROM people_delegations \
            WHERE account = \(account) AND from_day <= \(day) AND until_day >= \(day)) AS h \
            JOIN people_positions p ON p.id = h.position AND p.active = 1 \
            JOIN people_accounts o ON o.id = \(account) AND o.state = 'active') \
            SELECT h.id, h.unit, h.role, h.region, h.capacity, r.permission FROM held h \
            LEFT JOIN people_role_permissions r ON r.role = h.role \
            UNION SELECT h.id, h.unit, h.role, h.region, h.capacity, g.permission FROM held h \
            JOIN people_position_grants g ON g.position = h.id
            """)
        var permissions: [Post: Set<Permission>] = [:]
        for row in rows {
            let post = Post(
                position: row.id(0), unit: row.text(1), role: row.text(2),
                region: row.optionalText(3), capacity: row.text(4))
            permissions[post, default: []].formUnion(
                [row.optionalText(5)].compactMap(\.self).map { Permission(rawValue: $0) })
        }
        let left = authorities.compactMap { authority in
            permissions[Post(authority)].map { authority.keeping($0) }
        }
        return Officer(
            account: account, name: name, nip: nip, rank: rank, language: language,
            authorities: left, opened: opened)
    }
}

/// What of an authority may end.
private struct Post: Hashable {
    let position: PositionID
    let unit, role: String
    let region: String?
    let capacity: String
}

extension Post {
    init(_ authority: Authority) {
        self.init(
            position: authority.position, unit: authority.unit.text, role: authority.role.text,
            region: authority.region?.text, capacity: authority.capacity.rawValue)
    }
}

extension Authority {
    /// The same with those permissions that are still given.
    fileprivate func keeping(_ given: Set<Permission>) -> Authority {
        Authority(
            position: position, unit: unit, reach: reach, role: role, title: title,
            region: region, level: level, capacity: capacity,
            permissions: permissions.intersection(given))
    }
}
