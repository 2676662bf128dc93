import Cases
import Contracts
import Kernel
import Ledger
import Notices
import People
import Store
import Web

/// Reads how the house works: a bounded number of statements, whatever it shows.
struct HouseReading: Sendable {
    let desk: OfficeDesk
    let place: @Sendable () async -> HousePlace

    func state() async throws -> HouseState {
        let place = await place()
        let size = try await desk.store.size()
        let last = try await desk.ledger.lastNumber()
        let now = desk.world.now
        return try await desk.store.read("administration.house") { [desk] reader in
            let blobs = try reader.row(
                "SELECT COUNT(*), COALESCE(SUM(size), 0) FROM blobs WHERE erased_at IS NULL")
            let waiting = try reader.row("SELECT COUNT(*) FROM ledger WHERE seq IS NULL")
            let sessions = try reader.row(
                """
                SELECT COUNT(*) FROM people_sessions WHERE ended_at IS NULL \
                AND expires_at > \(now)
                """)
            return HouseState(
                place: place, engine: desk.store.engine, databaseBytes: size,
                blobs: blobs?.int(0) ?? 0, blobBytes: blobs?.int(1) ?? 0,
                lastNumber: last, unnumbered: waiting?.int(0) ?? 0,
                readers: try desk.ledger.readerStates(in: reader),
                jobs: try desk.jobs.overview(in: reader),
                outbox: try desk.notices.channelCounts(in: reader), sessions: sessions?.int(0) ?? 0,
                nodes: try NodeRegister.list(in: reader), now: now)
        }
    }

    /// What needs somebody, the grave first.
    func attention(_ state: HouseState) async throws -> [Attention] {
        let catalogue = try await desk.shelf.published()
        let today = desk.today
        let proposals = try await desk.proposals.list().count { $0.state == .open }
        let (empty, open) = try await desk.store.read("administration.seats") { [desk] reader in
            (
                try catalogue.vacantSeats(desk.directory, on: today, in: reader),
                try desk.requests.open(in: reader).count
                    + desk.unitRequests.open(in: reader).count
            )
        }
        var list = empty.prefix(20).map { seat, service, _ in
            Attention(
                isGrave: true, key: "seat",
                values: [
                    "unit": seat.unit.text, "role": seat.role.text, "service": service.text,
                ], address: AdministrationURL.positions.filled() + "?unit=\(seat.unit.text)")
        }
        list += calendar(catalogue.calendar, today) + Self.house(state)
        func waits(_ key: String, _ count: Int, _ address: String?) {
            guard count > 0 else { return }
            list.append(
                Attention(
                    isGrave: false, key: key, values: ["count": String(count)], address: address))
        }
        waits("requests", open, AdministrationURL.requests.filled())
        waits("editions", proposals, AdministrationURL.editions.filled())
        return list.filter(\.isGrave) + list.filter { !$0.isGrave }
    }

    private func calendar(_ calendar: WorkingCalendar, _ today: Day) -> [Attention] {
        let next = today.adding(days: 60).year
        guard !calendar.years.contains(next) else { return [] }
        return [
            Attention(
                isGrave: next == today.year, key: "calendar", values: ["year": String(next)],
                address: AdministrationURL.calendar.filled())
        ]
    }

    private static func house(_ state: HouseState) -> [Attention] {
        let jobs = AdministrationURL.jobs.filled()
        let outbox = AdministrationURL.outbox.filled()
        let health = AdministrationURL.health.filled()
        func one(
            _ key: String, _ isGrave: Bool, _ count: Int64, _ address: String
        ) -> Attention? {
            count > 0
                ? Attention(
                    isGrave: isGrave, key: key, values: ["count": String(count)],
                    address: address) : nil
        }
        return [
            one("disk", true, state.place.isLow ? 1 : 0, health),
            one("lists", false, state.place.hasEndingLists(at: state.now) ? 1 : 0, health),
            one("dead", true, state.dead, jobs),
            one("stuck", true, Int64(state.stuck.count), jobs),
            one("failed", false, state.failedNotices, outbox),
            one("late", true, state.hasLateNotices ? 1 : 0, outbox),
            one("nodes", false, Int64(state.silentNodes.count), health),
            one("readers", true, Int64(state.lateReaders.count), health),
        ].compactMap(\.self)
    }
}
