import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// Pages of the tray for a case that was sent.
struct TrayCasePages: Sendable {
    let desk: ServingDesk
    private var tools: CounterTools { desk.tools }

    struct FileInput: RouteInput {
        static let fields: [InputField] =
            CaseNumberInput.fields + [
                .form("halaman", .choices, max: 40), .form("tujuan", max: 60),
            ]
        let number: TrackingCode
        let pages: [UUIDv7]
        let place: TrayPlace
        init(_ fields: inout FieldReader) throws(Refusal) {
            number = try CaseNumberInput(&fields).number
            pages = fields.choices("halaman").compactMap { UUIDv7(text: $0) }
            guard let place = TrayPlace(fields.optionalText("tujuan") ?? "") else {
                throw Refusal(.invalid, "counter.scan.target", field: "tujuan", values: [:])
            }
            self.place = place
        }
    }

    var routes: [Route] {
        [
            Route.get(CounterURL.lateScans, CaseNumberInput.self) {
                (officer: OfficerContext, input) in
                .page(try await page(input.number, officer, FormState()))
            }.needing(.serve),
            Route.post(CounterURL.lateScans, FileInput.self) { (officer: OfficerContext, input) in
                let record = try await tools.cases.record(input.number, for: officer.officer)
                try await desk.file(
                    input.pages, to: input.place, of: record.id, by: officer.officer)
                return Reply.redirect(CounterURL.scans.filled()).flash(
                    .success, "counter.scan.case.filed", ["number": input.number.text])
            } refused: { officer, form, _ in
                guard let number = try? TrackingCode(form.value("nomor")) else {
                    return try .notFound()
                }
                return .page(try await page(number, officer, form))
            }.needing(.serve),
        ]
    }

    private func page(
        _ number: TrackingCode, _ officer: OfficerContext, _ form: FormState
    ) async throws -> Page {
        // Written down as a look, as every page of a case is.
        let file = try await tools.cases.file(number, for: officer.officer)
        let asked = try await tools.cases.askedDocuments(of: file.record.id, for: officer.officer)
        let tray = try await tools.store.read("counter.tray") { reader in
            try ScanRows.tray(of: officer.officer.account, in: reader)
        }
        return TrayCaseView(
            file: file, asked: asked?.fields ?? [], tray: tray, ui: officer.ui
        ).page(form)
    }
}

extension TrayPlace {
    private static let field = "f."
    private static let lateText = "susulan"

    /// As a form sends it; nil: nothing was chosen.
    init?(_ text: String) {
        if text == Self.lateText {
            self = .late
        } else if text.hasPrefix(Self.field) {
            self = .question(String(text.dropFirst(Self.field.count)))
        } else {
            return nil
        }
    }

    var text: String {
        switch self {
        case .question(let field): Self.field + field
        case .late: Self.lateText
        }
    }
}
