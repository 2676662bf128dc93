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
        let today = Day(tools.world.now, in: tools.walkins.zone)
        let found = try await tools.store.read("counter.receipt") { reader in
            guard let sitting = try SittingRows.find(number, in: reader),
                sitting.officer == officer.officer.account
                    || officer.officer.servesAt(sitting.unit)
            else { throw gone }
            // Whoever knows the code can take the case: only the paper of the day has it.
            let isOwn =
                sitting.officer == officer.officer.account
                && sitting.endedAt.map { Day($0, in: tools.walkins.zone) } == today
            // The case may be somebody's who claimed it since.
            let owner: AccountID? = try reader.row(
                "SELECT applicant FROM cases WHERE id = \(sitting.draft)"
            )?.optionalID(0)
            return (
                sitting: sitting, owner: owner ?? sitting.person,
                claim: isOwn ? try desk.claimCode(of: sitting.draft, in: reader) : nil
            )
        }
        // The look is written down before the page is made.
        let person = try await tools.walkins.open(found.owner, by: officer.officer)
        return ReceiptView(
            file: try await tools.cases.file(number, for: found.owner),
            sitting: found.sitting, catalogue: try await tools.shelf.published(),
            name: person.name, claim: found.claim, site: tools.address, ui: ui)
    }
}
