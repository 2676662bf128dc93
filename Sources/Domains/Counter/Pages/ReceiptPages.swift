import Cases
import Contracts
import Documents
import Kernel
import People
import Store
import Web

/// The receipt of what was sent at a counter, for the officer who sent it or a colleague at the
/// counters of the unit.
struct ReceiptPages: Sendable {
    let desk: ServingDesk
    private var tools: CounterTools { desk.tools }

    struct Address: RouteInput {
        static let fields: [InputField] = [.path("nomor", max: 80)]
        let number: String
        init(_ fields: inout FieldReader) { number = fields.text("nomor") }
    }

    var routes: [Route] {
        [
            Route.get(CounterURL.receipt, Address.self) { (officer: OfficerContext, input) in
                .page(try await view(input.number, officer, officer.ui).page)
            }.needing(.serve),
            Route.get(CounterURL.receiptPDF, Address.self, output: .file) {
                (officer: OfficerContext, input) in
                let view = try await view(input.number, officer, officer.ui)
                let bytes = try await tools.renderer.render(view.receipt.document)
                let name = "\(officer.words("counter.receipt")) \(input.number).pdf"
                return .file(bytes, type: "application/pdf", name: name, inline: true)
            }.needing(.serve),
        ]
    }

    private func view(
        _ typed: String, _ officer: OfficerContext, _ ui: UI
    ) async throws -> ReceiptView {
        let gone = Refusal(.notFound, "case.not_found")
        guard let number = try? TrackingCode(typed) else { throw gone }
        let units = Set(officer.officer.authorities.map(\.unit))
        let found = try await tools.store.read("counter.receipt") { reader in
            guard let sitting = try SittingRows.find(number, in: reader),
                sitting.officer == officer.officer.account || units.contains(sitting.unit)
            else { throw gone }
            return (
                sitting: sitting, claim: try desk.claimCode(of: sitting.draft, in: reader)
            )
        }
        // The look is written down before the page is made.
        let person = try await tools.walkins.open(found.sitting.person, by: officer.officer)
        return ReceiptView(
            file: try await tools.cases.file(number, for: found.sitting.person),
            sitting: found.sitting, catalogue: try await tools.shelf.published(),
            name: person.name, claim: found.claim, site: tools.address, ui: ui)
    }
}
