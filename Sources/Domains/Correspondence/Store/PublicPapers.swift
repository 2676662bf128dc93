import Cases
import Contracts
import Kernel
import People
import Store
import Web

extension CorrespondenceTools {
    /// Which units have the paper of a case, for its public page: units and days, no cover, place
    /// or person. Folders that are lost say so, those that came to their end nothing.
    package func publicPapers(of number: TrackingCode) async throws -> [PublicPaper] {
        let zone = try await shelf.zone()
        let shown = [PaperState.held, .moving, .lost].map(\.rawValue)
        return try await store.read("paper.public") { reader in
            try reader.rows(
                """
                SELECT p.holder_unit, p.state, p.since, t.unit FROM correspondence_papers p \
                LEFT JOIN people_positions t ON t.id = p.toward \
                WHERE p.case_id = (SELECT id FROM cases WHERE number = \(number.symbols)) \
                AND p.state IN \(list: shown) ORDER BY p.since, p.id LIMIT 20
                """
            ).compactMap { row in
                guard let unit = UnitCode(row.text(0)),
                    let state = PaperState(rawValue: row.text(1))
                else { return nil }
                return PublicPaper(
                    unit: unit, toward: row.optionalText(3).flatMap { UnitCode($0) },
                    isMissing: state == .lost, since: Day(row.instant(2), in: zone))
            }
        }
    }
}
