import Contracts
import Kernel
import Notices
import People
import Store

extension Cases {
    /// Opens a case to an officer who does not see it, to be read for an hour. The inspectorate is
    /// told in the same transaction; every look is marked in the access log, where the applicant
    /// reads it.
    /// - Throws: `Refusal`: not permitted, no such case, already visible, reason too short.
    public func breakGlass(
        _ number: TrackingCode, by officer: Officer, reason: String
    ) async throws {
        guard let position = officer.seat(.breakGlass)?.position else {
            throw Refusal(.forbidden, "web.forbidden")
        }
        let today = Day(world.now, in: try await shelf.zone())
        let directory = OfficerDirectory(store: store, vault: vault, world: world)
        try await store.write("case.break-glass") { [self] tx in
            guard let record = try CaseRows.find(number, in: tx) else {
                throw Refusal(.notFound, "case.not_found")
            }
            let isSeen = try tx.row(
                """
                SELECT 1 FROM cases c WHERE c.id = \(record.id) AND \(sql: officer.readScope)
                """)
            guard isSeen == nil else {
                throw Refusal(.conflict, "people.emergency.visible", field: "number", values: [:])
            }
            let opened = try emergencies.open(
                record.id, number: record.number.text, by: officer, from: position,
                reason: reason, in: tx)
            for inspector in try directory.holders(of: .inspect, on: today, in: tx)
            where inspector != officer.account {
                try notices.enqueue(
                    Notice(
                        to: .account(inspector), template: "emergency",
                        values: [
                            "number": record.number.text, "link": "\(address)/meja/pemeriksaan",
                        ],
                        key: "emergency:\(opened.id.text):\(inspector.text)"), in: tx)
            }
        }
    }
}
