import Cases
import Contracts
import Kernel
import People
import Web

/// Asking who sent a report anonymously. The answer stands on the answer to the form alone: it is
/// asked for again each time.
struct IdentifyPages: Sendable {
    let tools: ComplaintTools

    struct AskInput: RouteInput {
        static let fields: [InputField] = [
            .path("nomor", max: 80), .form("alasan", max: 4_000),
        ]
        let number: String
        let reason: String
        init(_ fields: inout FieldReader) {
            number = fields.text("nomor")
            reason = fields.text("alasan")
        }
    }

    var routes: [Route] {
        [
            Route.get(DeskURL.identify, ShownPages.NumberInput.self) {
                (officer: OfficerContext, input) in
                .page(try await page(input.number, FormState(), nil, officer))
            }.needing(.identifyReporters),
            Route.post(DeskURL.identify, AskInput.self) { (officer: OfficerContext, input) in
                let (record, _) = try await tools.deskReport(input.number, officer.officer)
                let person = try await tools.identify(
                    record, by: officer.officer, reason: input.reason)
                return .page(try await page(input.number, FormState(), person, officer))
            } refused: { officer, form, _ in
                .page(try await page(form.value("nomor"), form, nil, officer))
            }.needing(.identifyReporters).proving().limited { $0.rate = .sensitive },
        ]
    }

    private func page(
        _ number: String, _ form: FormState, _ person: ListedPerson?, _ officer: OfficerContext
    ) async throws -> Page {
        let (record, report) = try await tools.deskReport(number, officer.officer)
        let (words, ui) = (officer.words, officer.ui)
        let address = DeskURL.deskCase.filled(report.number.text)
        let body: HTML
        if let person {
            body = ui.facts([
                (words("complaints.identify.name"), "\(person.name)"),
                (words("complaints.identify.nik"), "\(person.nik?.text ?? "–")"),
                (words("complaints.identify.contact"), "\(person.contact?.address ?? "–")"),
            ])
        } else if record.isAnonymous {
            body = ui.form(DeskURL.identify.filled(report.number.text), form) { field in
                """
                \(field.textarea(
                    "alasan", words("complaints.reason"),
                    hint: words("complaints.identify.hint"), rows: 3, max: 1_000))\
                \(field.submit(words("complaints.identify.go"), .danger))
                """
            }
        } else {
            body = ui.notice(.info, text: words("complaints.identify.open"))
        }
        return Page(
            words("complaints.identify"), lead: words("complaints.identify.lead"),
            caption: report.number.text,
            crumbs: [
                Crumb(words("complaints.desk"), DeskURL.list.filled()),
                Crumb(report.number.text, address),
            ],
            section: DeskURL.list.filled(), body: body)
    }
}
