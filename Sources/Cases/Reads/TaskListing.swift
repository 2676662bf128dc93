import Contracts
import Kernel
import People
import Store

/// Where a list of tasks goes on: behind the last that was told.
public struct TaskPlace: Sendable, Hashable {
    /// Nothing: it has no time, as while the applicant corrects; those come last, by their id.
    public let urgentAt: Instant?
    public let id: TaskID

    public init(urgentAt: Instant?, id: TaskID) {
        self.urgentAt = urgentAt
        self.id = id
    }
}

/// A part of a list of tasks, the most urgent first.
public struct TaskListing: Sendable {
    public let items: [InboxItem]
    /// Nothing at the end of the list.
    public let next: TaskPlace?
}

extension Cases {
    /// The open tasks that the officer may do, from a place on: each part costs the same however
    /// far down it is, and what is done meanwhile moves nothing past the reader.
    /// - Parameter query: its tab and service; `team` and `messages` are other lists.
    public func tasks(
        of officer: Officer, _ query: InboxQuery, after place: TaskPlace?, limit: Int
    ) async throws -> TaskListing {
        let now = world.now
        let soon = try WorkingTerm.days(2).deadline(
            from: now, calendar: try await shelf.calendar())
        let parts = Self.parts(of: officer, query.tab, now: now, soon: soon)
        guard !parts.isEmpty else { return TaskListing(items: [], next: nil) }
        return try await store.read("inbox.listing") { reader in
            var found: [InboxItem] = []
            if place?.urgentAt != nil || place == nil {
                found += try reader.rows(
                    Self.timed(parts, query, after: place, limit: limit + 1)
                ).map(Self.item)
            }
            if found.count <= limit {
                let last = place?.urgentAt == nil ? place?.id : nil
                found += try reader.rows(
                    Self.untimed(parts, query, after: last, limit: limit + 1 - found.count)
                ).map(Self.item)
            }
            let items = Array(found.prefix(limit))
            let next =
                found.count > limit
                ? items.last.map { TaskPlace(urgentAt: $0.urgentAt, id: $0.task.id) } : nil
            return TaskListing(items: items, next: next)
        }
    }

    /// The times say where in an index to go on; `>=` comes first, so that they do.
    private static func timed(
        _ parts: [SQL], _ query: InboxQuery, after place: TaskPlace?, limit: Int
    ) -> SQL {
        var further: SQL = "t.urgent_at IS NOT NULL"
        if let place, let at = place.urgentAt {
            further = """
                t.urgent_at >= \(at) AND (t.urgent_at > \(at) OR t.id > \(place.id))
                """
        }
        return arms(parts.map { "\(sql: $0) AND \(sql: further)" }, query, limit)
    }

    private static func untimed(
        _ parts: [SQL], _ query: InboxQuery, after last: TaskID?, limit: Int
    ) -> SQL {
        let further: SQL = last.map { " AND t.id > \($0)" } ?? ""
        return arms(
            parts.map { "\(sql: $0) AND t.urgent_at IS NULL\(sql: further)" }, query, limit)
    }

    private static func arms(_ parts: [SQL], _ query: InboxQuery, _ limit: Int) -> SQL {
        "\(sql: arms(parts, query)) ORDER BY \(sql: InboxQuery.Order.due.sql) LIMIT \(limit)"
    }
}
