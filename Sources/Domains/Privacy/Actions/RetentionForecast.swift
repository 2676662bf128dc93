import Cases
import Contracts
import Kernel
import Store

/// What the rules of retention would take now.
public struct RetentionForecast: Sendable {
    /// Cases by service, those with any.
    public let cases: [(service: ServiceCode, count: Int64)]
    public let drafts: Int64
}

extension PrivacyTools {
    /// Looks and changes nothing.
    public func forecast() async throws -> RetentionForecast {
        let catalogue = try await shelf.published()
        let rules = catalogue.retention
        let zone = catalogue.profile.zone
        let today = Day(world.now, in: zone)
        return try await store.read("privacy.forecast", timeout: .seconds(600)) {
            [cases] reader in
            let counts = try cases.servicesWithCases(in: reader).map { service in
                let keep = rules.rule(.cases, of: service).keep
                let count = try cases.countEnded(
                    service, before: keep.limit(on: today).start(in: zone), on: today, in: reader)
                return (service: service, count: count)
            }
            let untouched = rules.rule(.drafts).keep.limit(on: today).start(in: zone)
            let drafts = try reader.row(
                """
                SELECT COUNT(*) FROM drafts WHERE updated_at < \(untouched) AND correction = 0
                """)
            return RetentionForecast(
                cases: counts.filter { $0.count > 0 }, drafts: drafts?.int(0) ?? 0)
        }
    }
}
