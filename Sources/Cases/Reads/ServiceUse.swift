import Contracts
import Kernel
import People
import Store

extension Cases {
    /// How often each service was used in the newest thousand cases; the home page shows the most
    /// used first. Ids grow with time, so this reads the end of the primary key and no more.
    public func serviceUse() async throws -> [ServiceCode: Int] {
        try await store.read("service.use") { reader in
            try reader.rows(
                """
                SELECT service, count(*) FROM \
                (SELECT c.service FROM cases c WHERE NOT \(sql: Restrictions.covers) \
                ORDER BY c.id DESC LIMIT 1000) AS newest GROUP BY service
                """
            ).reduce(into: [:]) { use, row in
                if let code = ServiceCode(row.text(0)) { use[code] = Int(row.int(1)) }
            }
        }
    }
}
