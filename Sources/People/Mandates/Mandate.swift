import Contracts
import Kernel
import Store

public enum MandateSubject {}
public typealias MandateID = Identifier<MandateSubject>

/// Somebody does errands in another's name: for a child, by power of attorney (KUHPerdata art.
/// 1792), or as one of the people of a business. Cases belong to whoever is acted for (`party`);
/// every act names who did it (`agent`).
public struct Mandate: Sendable, Hashable {
    public enum Role: String, Sendable, Hashable, CaseIterable {
        /// Answers for a business; adds and removes its people.
        case owner
        /// Does errands of a business.
        case member
        /// Has a child below 18 in the own care.
        case guardian
        /// Holds a power of attorney.
        case attorney

        /// Whether somebody may be invited into it; a guardian says so himself.
        public var isOffered: Bool { self != .guardian }
    }

    public enum State: String, Sendable, Hashable {
        /// Waits for somebody who takes its code.
        case offered
        /// Somebody took the code; whoever offered it confirms that it is the right person.
        case taken
        case active, ended
    }

    public let id: MandateID
    public let party: AccountID
    /// Nil while nobody took it.
    public let agent: AccountID?
    public let role: Role
    public let state: State
    /// The services that it covers; nil: all.
    public let services: Set<ServiceCode>?
    public let from: Day
    /// The last day; nil: until somebody ends it.
    public let until: Day?
    public let createdAt: Instant

    /// Whether it holds on a day.
    public func holds(on day: Day) -> Bool {
        state == .active && from <= day && (until.map { day <= $0 } ?? true)
    }

    /// Rights over one's own data are for whoever answers for a business or a child, and for nobody
    /// in the name of a person who can speak.
    public func covers(_ service: ServiceCode) -> Bool {
        guard service.text != Self.ownRights || role == .owner || role == .guardian else {
            return false
        }
        return services?.contains(service) ?? true
    }

    /// The service of rights over one's own data (docs/people.md).
    public static let ownRights = "data-pribadi"

    /// Whether what was begun at `moment` may be seen. A power of attorney opens nothing that was
    /// there before it began.
    public func reaches(_ moment: Instant, in zone: Zone) -> Bool {
        role != .attorney || from <= Day(moment, in: zone)
    }
}

extension Mandate {
    static let columns: SQL =
        "m.id, m.party, m.agent, m.role, m.state, m.services, m.from_day, m.until_day, m.created_at"

    /// A row that begins with `columns`; nil when a later version wrote it.
    static func read(_ row: Row) -> Mandate? {
        guard let role = Role(rawValue: row.text(3)), let state = State(rawValue: row.text(4)),
            let from = row.optionalDay(6)
        else { return nil }
        return Mandate(
            id: row.id(0), party: row.id(1), agent: row.optionalID(2), role: role, state: state,
            services: row.optionalText(5).map { text in
                Set(text.split(separator: ",").compactMap { ServiceCode(String($0)) })
            },
            from: from, until: row.optionalDay(7),
            createdAt: row.instant(8))
    }

    static func find(_ id: MandateID, in reader: Reader) throws -> Mandate? {
        try reader.row(
            "SELECT \(sql: columns) FROM people_mandates m WHERE m.id = \(id)"
        ).flatMap(read)
    }

    /// The mandate by which `agent` may act for `party` in a service today, on what was begun at
    /// `moment`: the first that covers it.
    public static func inForce(
        _ agent: AccountID, for party: AccountID, _ service: ServiceCode, begun moment: Instant,
        on day: Day, in zone: Zone, _ reader: Reader
    ) throws -> Mandate? {
        try all(of: agent, for: party, in: reader).first {
            $0.holds(on: day) && $0.covers(service) && $0.reaches(moment, in: zone)
        }
    }

    private static func all(
        of agent: AccountID, for party: AccountID, in reader: Reader
    ) throws -> [Mandate] {
        try reader.rows(
            """
            SELECT \(sql: columns) FROM people_mandates m \
            JOIN people_accounts a ON a.id = m.party AND a.state = 'active' \
            WHERE m.agent = \(agent) AND m.party = \(party) AND m.state = 'active' \
            ORDER BY m.created_at, m.id
            """
        ).compactMap(read)
    }

    /// Whoever acts for `party` in a service today, on what was begun at `moment`; for notices.
    public static func agents(
        of party: AccountID, _ service: ServiceCode, begun moment: Instant, on day: Day,
        in zone: Zone, _ reader: Reader
    ) throws -> [AccountID] {
        let all = try reader.rows(
            """
            SELECT \(sql: columns) FROM people_mandates m WHERE m.party = \(party) \
            AND m.state = 'active' ORDER BY m.created_at, m.id
            """
        ).compactMap(read)
        return all.filter {
            $0.holds(on: day) && $0.covers(service) && $0.reaches(moment, in: zone)
        }.compactMap(\.agent)
    }
}
