import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// The holder's own permits, and what may be asked for from there.
struct OwnPages: Sendable {
    let tools: PermitTools

    struct BeginInput: RouteInput {
        static let fields: [InputField] = [.path("nomor", max: 200), .path("urusan", max: 20)]
        let key: [UInt8]
        let errand: PermitErrand?
        init(_ fields: inout FieldReader) {
            key = PermitNumber.key(slug: fields.text("nomor"))
            errand = PermitErrand(rawValue: fields.text("urusan"))
        }
    }

    var routes: [Route] {
        [
            Route.get(PermitURL.own) { (citizen: ErrandContext) in
                .page(try await page(citizen))
            },
            Route.post(PermitURL.begin, BeginInput.self) { (citizen: ErrandContext, input) in
                guard let errand = input.errand else { return try .notFound() }
                let draft = try await tools.begin(
                    errand, input.key, for: citizen.citizen.account, by: citizen.person.account
                ) { citizen.acting?.mandate.covers($0) ?? true }
                return .redirect(PermitURL.draft.filled(draft.text))
                    .flash(.info, "permits.errand.begun")
            } refused: { citizen, _, refusal in
                .page(try await page(citizen, refusal))
            },
        ]
    }

    private func page(_ citizen: ErrandContext, _ refusal: Refusal? = nil) async throws -> Page {
        let catalogue = try await tools.shelf.published()
        let today = Day(citizen.now, in: catalogue.profile.zone)
        let permits = try await tools.own(citizen.citizen.account)
            .filter { citizen.acting?.mandate.covers($0.kind) ?? true }
        let contestable = try await tools.contestable(permits)
        let cards = permits.map { permit in
            OwnPermit(
                permit: permit,
                errands: tools.errands(permit, catalogue, on: today).filter {
                    $0 != .contest || permit.caseID == nil
                        || contestable.contains(permit.id)
                })
        }
        return OwnView(
            cards: cards, catalogue: catalogue, today: today, refusal: refusal, ui: citizen.ui
        ).page
    }
}

/// One of one's own permits with what may be asked for.
struct OwnPermit {
    let permit: Permit
    let errands: [PermitErrand]
}
