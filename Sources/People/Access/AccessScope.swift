import Contracts
import Kernel
import Store

/// The columns of a query that say to whom a row belongs. Literals only: `"c.unit"`.
public struct ScopeColumns: Sendable {
    public let unit: SQL
    /// Nil where the table has no region; regions then do not narrow.
    public let region: SQL?
    /// Nil where the table has no confidentiality; every row then counts as *biasa*.
    public let confidentiality: SQL?

    public init(unit: SQL, region: SQL?, confidentiality: SQL?) {
        self.unit = unit
        self.region = region
        self.confidentiality = confidentiality
    }
}

/// What an officer may see: the one predicate inside every list query and every look-up of a row.
///
/// A scope is a set of seats and not three sets of values, because two positions do not add up:
/// whoever serves unit A in region X and unit B in region Y must not see unit A in region Y.
public struct AccessScope: Sendable, Hashable {
    /// One position's view.
    public struct Seat: Sendable, Hashable {
        public let units: Set<UnitCode>
        public let role: RoleCode?
        public let region: RegionCode?
        public let confidentiality: Confidentiality

        public init(
            units: Set<UnitCode>, role: RoleCode? = nil, region: RegionCode? = nil,
            confidentiality: Confidentiality = .normal
        ) {
            self.units = units
            self.role = role
            self.region = region
            self.confidentiality = confidentiality
        }

        /// What of the rows of its units the seat sees: its region, and how confidential.
        public func narrowing(_ columns: ScopeColumns) -> [SQL] {
            var conditions: [SQL] = []
            if let column = columns.region, let region = region?.text {
                conditions.append(
                    """
                    (\(sql: column) IS NULL OR \(sql: column) = \(region) \
                    OR \(sql: column) LIKE \(region + ".%"))
                    """)
            }
            if let column = columns.confidentiality {
                conditions.append("\(sql: column) <= \(confidentiality.rawValue)")
            }
            return conditions
        }
    }

    public let seats: [Seat]
    /// True only for the house itself (jobs, backup): no predicate at all.
    let isUnbounded: Bool

    public init(seats: [Seat]) {
        self.seats = seats
        isUnbounded = false
    }

    private init(unbounded: Bool) {
        seats = []
        isUnbounded = unbounded
    }

    /// Sees nothing.
    public static let nothing = AccessScope(seats: [])
    /// Sees all rows; for the house itself, never for a person.
    public static let everything = AccessScope(unbounded: true)

    public var units: Set<UnitCode> { seats.reduce(into: []) { $0.formUnion($1.units) } }
    public var roles: Set<RoleCode> { Set(seats.compactMap(\.role)) }

    /// A condition in parentheses, true for the rows that the scope opens.
    public func predicate(_ columns: ScopeColumns) -> SQL {
        if isUnbounded { return "(1 = 1)" }
        let conditions = seats.filter { !$0.units.isEmpty }.map { seat -> SQL in
            let units = seat.units.sorted().map(\.text)
            let narrowing = SQL.joined(
                ["\(sql: columns.unit) IN \(list: units)"] + seat.narrowing(columns), by: " AND ")
            return "(\(sql: narrowing))"
        }
        // No constant beside them: SQLite would use no index for the whole condition.
        guard !conditions.isEmpty else { return "(1 = 0)" }
        return "(\(sql: SQL.joined(conditions, by: " OR ")))"
    }

    /// The same rule for one object in memory.
    public func allows(
        unit: UnitCode, region: RegionCode?, confidentiality: Confidentiality
    ) -> Bool {
        isUnbounded
            || seats.contains { seat in
                seat.units.contains(unit) && RegionReach.covers(seat.region, region)
                    && confidentiality <= seat.confidentiality
            }
    }
}

extension Officer {
    /// What the officer may see through the positions that hold `permission`.
    public func scope(for permission: Permission) -> AccessScope {
        AccessScope(
            seats: authorities.filter { $0.permissions.contains(permission) }.map { authority in
                AccessScope.Seat(
                    units: authority.reach, role: authority.role, region: authority.region,
                    confidentiality: Confidentiality.clearance(authority.permissions))
            })
    }
}
