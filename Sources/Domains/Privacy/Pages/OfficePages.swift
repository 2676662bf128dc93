import Cases
import Contracts
import Kernel
import People
import Web

/// The desk of the data protection officer: requests to be erased, what was erased, what is
/// restricted, reports of the nightly rules, breaches.
struct OfficePages: Sendable {
    let tools: PrivacyTools

    struct NumberInput: RouteInput {
        static let fields: [InputField] = [.path("nomor")]
        let number: String
        init(_ fields: inout FieldReader) { number = fields.text("nomor") }
    }

    var routes: [Route] {
        [
            Route.get(PrivacyURL.office) { (officer: OfficerContext) in
                .page(try await office(officer))
            }.needing(.protectPrivacy),
            Route.get(PrivacyURL.erase, NumberInput.self) { (officer: OfficerContext, input) in
                .page(try await plan(input.number, officer))
            }.needing(.protectPrivacy),
            Route.post(PrivacyURL.erase, NumberInput.self) { (officer: OfficerContext, input) in
                let record = try await tools.erase(try Self.code(input.number), by: officer.officer)
                return .redirect(PrivacyURL.office.filled()).flash(
                    .success, record.isWhole ? "privacy.erase.done" : "privacy.erase.partly",
                    ["number": record.number.text])
            }.needing(.protectPrivacy).proving(),
        ]
    }

    static func code(_ typed: String) throws -> TrackingCode {
        guard let number = try? TrackingCode(typed) else {
            throw Refusal(.notFound, "privacy.erase.none")
        }
        return number
    }

    private func office(_ officer: OfficerContext) async throws -> Page {
        let catalogue = try await tools.shelf.published()
        let model = OfficeModel(
            requests: try await tools.requests(.erasure), erasures: try await tools.erasures(),
            restrictions: try await tools.requests(.restriction),
            restricted: try await tools.restricted(),
            runs: try await tools.runs(), breaches: try await tools.breaches(),
            zone: catalogue.profile.zone, now: officer.now)
        return OfficeView(model: model, ui: officer.ui).page
    }

    private func plan(_ typed: String, _ officer: OfficerContext) async throws -> Page {
        let (request, plan) = try await tools.erasurePlan(try Self.code(typed))
        let zone = try await tools.shelf.zone()
        return EraseView(request: request, plan: plan, zone: zone, ui: officer.ui).page
    }
}

/// What the desk shows.
struct OfficeModel: Sendable {
    /// To be erased.
    let requests: [RightsRequest]
    let erasures: [ErasureRecord]
    /// To be restricted.
    let restrictions: [RightsRequest]
    let restricted: [RestrictionRecord]
    let runs: [RetentionRun]
    let breaches: [Breach]
    let zone: Zone
    let now: Instant
}
