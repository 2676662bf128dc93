import Cases
import Kernel
import People
import Web

/// Restricting processing on a granted request, and letting it go on.
struct RestrictPages: Sendable {
    let tools: PrivacyTools

    struct RestrictInput: RouteInput {
        static let fields: [InputField] = [.path("nomor"), .form("berkas", max: 20)]
        /// What stands for the whole account.
        static let all = "semua"
        let number: String
        let chosen: String
        init(_ fields: inout FieldReader) {
            number = fields.text("nomor")
            chosen = fields.text("berkas")
        }
    }

    var routes: [Route] {
        [
            Route.get(PrivacyURL.restrict, OfficePages.NumberInput.self) {
                (officer: OfficerContext, input) in
                .page(try await page(input.number, FormState(), officer))
            }.needing(.protectPrivacy),
            Route.post(PrivacyURL.restrict, RestrictInput.self) {
                (officer: OfficerContext, input) in
                try await tools.restrict(
                    try OfficePages.code(input.number), to: try chosen(input),
                    by: officer.officer)
                return done("privacy.restrict.done", input.number)
            } refused: { officer, form, _ in
                .page(try await page(form.value("nomor"), form, officer))
            }.needing(.protectPrivacy).proving(),
            Route.post(PrivacyURL.lift, OfficePages.NumberInput.self) {
                (officer: OfficerContext, input) in
                try await tools.lift(try OfficePages.code(input.number), by: officer.officer)
                return done("privacy.restrict.lifted", input.number)
            }.needing(.protectPrivacy).proving(),
        ]
    }

    private func done(_ key: String, _ number: String) -> Reply {
        .redirect(PrivacyURL.office.filled()).flash(.success, key, ["number": number])
    }

    private func chosen(_ input: RestrictInput) throws -> TrackingCode? {
        guard input.chosen != RestrictInput.all else { return nil }
        guard let number = try? TrackingCode(input.chosen) else {
            throw Refusal(.invalid, "privacy.restrict.case", field: "berkas")
        }
        return number
    }

    private func page(
        _ typed: String, _ form: FormState, _ officer: OfficerContext
    ) async throws -> Page {
        let (request, cases) = try await tools.restrictable(try OfficePages.code(typed))
        let catalogue = try await tools.shelf.published()
        let view = RestrictView(
            request: request, cases: cases, catalogue: catalogue, ui: officer.ui)
        return view.page(form)
    }
}
