import Cases
import Kernel
import People
import Web

/// National systems: how asking and telling stands, what waits for a hand.
struct SystemPages: Sendable {
    let tools: PermitTools

    struct SystemInput: RouteInput {
        static let fields: [InputField] = [.path("id", max: 40)]
        let system: String
        init(_ fields: inout FieldReader) { system = fields.text("id") }
    }

    struct MendInput: RouteInput {
        static let fields: [InputField] = [.path("id", max: 40), .form("tindakan", max: 20)]
        let id: UUIDv7?
        let mend: SystemMend?
        init(_ fields: inout FieldReader) {
            id = fields.value("id") { UUIDv7(text: $0) }
            mend = fields.value("tindakan") { SystemMend(rawValue: $0) }
        }
    }

    private static let home = PermitURL.systems.filled()

    var routes: [Route] {
        [
            Route.get(PermitURL.systems) { (officer: OfficerContext) in
                .page(try await page(officer))
            }.needing(.keepPermits),
            Route.post(PermitURL.hurry, SystemInput.self) { (officer: OfficerContext, input) in
                try await tools.hurry(input.system, by: officer.officer)
                return .redirect(Self.home).flash(.success, "permits.systems.hurried")
            }.needing(.keepPermits),
            Route.post(PermitURL.report, MendInput.self) { (officer: OfficerContext, input) in
                guard let id = input.id, let mend = input.mend else { return try .notFound() }
                try await tools.mendReport(id, mend, by: officer.officer)
                return .redirect(Self.home).flash(
                    .success,
                    mend == .again ? "permits.systems.sent" : "permits.systems.settled")
            }.needing(.keepPermits),
            Route.post(PermitURL.misfit, MendInput.self) { (officer: OfficerContext, input) in
                guard let id = input.id, let mend = input.mend else { return try .notFound() }
                try await tools.mendMisfit(id, mend, by: officer.officer)
                return .redirect(Self.home).flash(
                    .success,
                    mend == .again ? "permits.systems.taken" : "permits.systems.dropped")
            }.needing(.keepPermits),
        ]
            + [PermitURL.hurry, PermitURL.report, PermitURL.misfit].map { path in
                // The address stands in the browser after a refusal; opening it again leads back.
                Route.get(path, SystemInput.self) { (_: OfficerContext, _) in
                    .redirect(Self.home)
                }
                .needing(.keepPermits)
            }
    }

    private func page(_ officer: OfficerContext) async throws -> Page {
        let catalogue = try await tools.shelf.published()
        let found = try await tools.systemFacts(of: officer.officer, catalogue)
        return SystemsView(
            facts: found.facts, reports: found.reports, misfits: found.misfits,
            zone: catalogue.profile.zone, ui: officer.ui
        ).page
    }
}
