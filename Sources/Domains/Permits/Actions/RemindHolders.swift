import Cases
import Contracts
import Kernel
import Store

/// Tells holders that their permits end: so many days before as the kind's service says, once each.
struct RemindHolders: Sendable {
    let tools: PermitTools

    /// - Returns: how many were told.
    @discardableResult
    func run() async throws -> Int {
        let catalogue = try await tools.shelf.published()
        let today = Day(tools.world.now, in: catalogue.profile.zone)
        var told = 0
        for service in catalogue.permitKinds {
            // The nearest first: whoever was told that seven days are left is not told of thirty.
            for days in (service.terms.permit?.remind ?? []).sorted() {
                while true {
                    let some = try await remind(service, days, today)
                    told += some
                    if some < Self.atOnce { break }
                }
            }
        }
        return told
    }

    private static let atOnce = 200

    private func remind(_ service: Service, _ days: Int, _ today: Day) async throws -> Int {
        let due: SQL = """
            WHERE p.kind = \(service.code.text) AND p.until_day >= \(today) \
            AND p.until_day <= \(today.adding(days: days)) AND p.revoked_on IS NULL \
            AND p.superseded_on IS NULL AND (p.account IS NOT NULL OR p.has_contact = 1) \
            AND NOT EXISTS (SELECT 1 FROM permit_reminders r WHERE r.permit = p.id \
            AND r.until_day = p.until_day AND r.days <= \(days)) \
            ORDER BY p.until_day LIMIT \(Self.atOnce)
            """
        let isDue = try await tools.store.read("permit.reminders") { reader in
            try reader.row("SELECT p.id FROM permits p \(sql: due)") != nil
        }
        guard isDue else { return 0 }
        return try await tools.store.write("permit.remind") { [tools] tx in
            let permits = try tools.rows.list(due, in: tx)
            for permit in permits {
                guard let until = permit.until else { continue }
                try tx.execute(
                    """
                    INSERT INTO permit_reminders (permit, until_day, days, at) VALUES \
                    (\(permit.id), \(until), \(days), \(tools.world.now))
                    """)
                try tools.tellHolder(
                    permit, "permit-ends", ["days": String(until.days(since: today))],
                    days: ["day": until], texts: ["service": service.title],
                    key: "\(until.iso):\(days)", in: tx)
            }
            return permits.count
        }
    }
}
