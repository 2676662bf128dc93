import Cases
import Contracts
import Kernel
import People
import Web

/// Servers with which reports are exchanged: how asking and telling stands, what waits for a hand.
struct PartnerPages: Sendable {
    let tools: ComplaintTools

    struct IDInput: RouteInput {
        static let fields: [InputField] = [.path("id", max: 40)]
        let id: String
        init(_ fields: inout FieldReader) { id = fields.text("id") }
    }

    struct MendInput: RouteInput {
        static let fields: [InputField] = [
            .path("id", max: 40), .form("tindakan", max: 20), .form("mitra", max: 40),
        ]
        let id: UUIDv7?
        let mend: PartnerMend?
        /// For a report; nothing for news of one.
        let partner: String?
        init(_ fields: inout FieldReader) {
            id = fields.value("id") { UUIDv7(text: $0) }
            mend = fields.value("tindakan") { PartnerMend(rawValue: $0) }
            partner = fields.optionalText("mitra")
        }
    }

    private static let home = DeskURL.partners.filled()

    var routes: [Route] {
        let desk = PartnerDesk(tools: tools)
        return [
            Route.get(DeskURL.partners) { (officer: OfficerContext) in
                let catalogue = try await tools.shelf.published()
                let found = try await desk.facts(catalogue)
                return .page(
                    PartnersView(
                        facts: found.facts, troubles: found.troubles, misfits: found.misfits,
                        catalogue: catalogue,
                        ui: officer.ui
                    ).page)
            }.needing(.keepReports),
            Route.post(DeskURL.askPartner, IDInput.self) { (_: OfficerContext, input) in
                try await desk.hurry(input.id)
                return .redirect(Self.home).flash(.success, "complaints.partners.hurried")
            }.needing(.keepReports),
            Route.post(DeskURL.mendPartner, MendInput.self) { (officer: OfficerContext, input) in
                guard let id = input.id, let mend = input.mend else { return try .notFound() }
                if let partner = input.partner {
                    try await desk.mend(CaseID(id), at: partner, mend, by: officer.officer)
                } else {
                    try await desk.mend(id, mend, by: officer.officer)
                }
                return .redirect(Self.home).flash(
                    .success,
                    mend == .again ? "complaints.partners.sent" : "complaints.partners.settled")
            }.needing(.keepReports),
        ]
            + [DeskURL.askPartner, DeskURL.mendPartner].map { path in
                // The address stands in the browser after a refusal; opening it again leads back.
                Route.get(path, IDInput.self) { (_: OfficerContext, _) in .redirect(Self.home) }
                    .needing(.keepReports)
            }
    }
}
