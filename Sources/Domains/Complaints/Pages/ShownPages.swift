import Cases
import Contracts
import Kernel
import Ledger
import People
import Store
import Web

/// What everybody sees of a report, on the desk of whoever looks after it: hiding it, a picture or
/// parts of one, another text.
struct ShownPages: Sendable {
    let tools: ComplaintTools

    struct NumberInput: RouteInput {
        static let fields: [InputField] = [.path("nomor", max: 80)]
        let number: String
        init(_ fields: inout FieldReader) { number = fields.text("nomor") }
    }

    struct PhotoAddress: RouteInput {
        static let fields = NumberInput.fields + [.path("urut", max: 3)]
        let number: String
        init(_ fields: inout FieldReader) {
            number = fields.text("nomor")
            _ = fields.text("urut")
        }
    }

    /// Every act has its reason; `bagian` says which form of the page it was.
    struct ActInput: RouteInput {
        static let fields: [InputField] = [
            .path("nomor", max: 80), .form("aksi", max: 20), .form("bagian", max: 20),
            .form("alasan", max: 4_000),
        ]
        let number: String
        let act: String
        let reason: String
        init(_ fields: inout FieldReader) {
            number = fields.text("nomor")
            act = fields.optionalText("aksi") ?? ""
            _ = fields.optionalText("bagian")
            reason = fields.text("alasan")
        }
    }

    struct PhotoInput: RouteInput {
        static let fields = ActInput.fields + [.path("urut", max: 3)]
        let act: ActInput
        let place: Int
        init(_ fields: inout FieldReader) {
            act = ActInput(&fields)
            place = Int(fields.text("urut")) ?? -1
        }
    }

    struct TextInput: RouteInput {
        static let fields = ActInput.fields + [.form("uraian", max: 16_000)]
        let act: ActInput
        let text: String?
        init(_ fields: inout FieldReader) {
            act = ActInput(&fields)
            let isOriginal = act.act == "asli"
            text = isOriginal ? nil : fields.text("uraian")
            if let text, text.count > ShownPages.longestText {
                fields.refuse("uraian", "case.text.too_long")
            }
        }
    }

    static let longestText = 4_000

    var routes: [Route] {
        [
            Route.get(DeskURL.shown, NumberInput.self) { (officer: OfficerContext, input) in
                .page(try await page(input.number, FormState(), officer))
            }.needing(.keepReports),
            back(DeskURL.hide), back(DeskURL.text),
            // The address stands in the browser after a refusal; opening it again leads back.
            Route.get(DeskURL.hidePhoto, PhotoAddress.self) { (_: OfficerContext, input) in
                .redirect(DeskURL.shown.filled(input.number))
            }.needing(.keepReports),
            Route.post(DeskURL.hide, ActInput.self) { (officer: OfficerContext, input) in
                let moderation = try await moderation(input, officer)
                try await moderation.hide(input.act == "sembunyikan")
                return done(input.number)
            } refused: { officer, form, _ in
                .page(try await page(form.value("nomor"), form, officer))
            }.needing(.keepReports),
            Route.post(DeskURL.text, TextInput.self) { (officer: OfficerContext, input) in
                try await moderation(input.act, officer).edit(input.text)
                return done(input.act.number)
            } refused: { officer, form, _ in
                .page(try await page(form.value("nomor"), form, officer))
            }.needing(.keepReports),
            Route.post(DeskURL.hidePhoto, PhotoInput.self) { (officer: OfficerContext, input) in
                let moderation = try await moderation(input.act, officer)
                let photo = try await tools.photo(input.place, of: moderation.record)
                try await moderation.hidePhoto(photo.blob, input.act.act == "sembunyikan")
                return done(input.act.number)
            } refused: { officer, form, _ in
                .page(try await page(form.value("nomor"), form, officer))
            }.needing(.keepReports),
        ]
    }

    /// The address stands in the browser after a refusal; opening it again leads back.
    private func back(_ path: PathTemplate) -> Route {
        Route.get(path, NumberInput.self) { (_: OfficerContext, input) in
            .redirect(DeskURL.shown.filled(input.number))
        }.needing(.keepReports)
    }

    private func done(_ number: String) -> Reply {
        Reply.redirect(DeskURL.shown.filled(number)).flash(.success, "complaints.moderated")
    }

    private func moderation(
        _ input: ActInput, _ officer: OfficerContext
    ) async throws -> Moderation {
        let (record, _) = try await tools.deskReport(input.number, officer.officer)
        return Moderation(
            tools: tools, record: record, officer: officer.officer, reason: input.reason)
    }

    func page(
        _ number: String, _ form: FormState, _ officer: OfficerContext
    ) async throws -> Page {
        let (record, report) = try await tools.deskReport(number, officer.officer)
        // The reporter's own words stand on it: that it was opened is noted first.
        let file = try await tools.cases.file(record.number, for: officer.officer, acts: 1)
        let desk = try await tools.store.read("report.moderation") { [tools] reader in
            try ModerationDesk(file, report, tools, in: reader)
        }
        return ShownView(
            desk: desk, form: form, catalogue: try await tools.shelf.published(),
            today: Day(officer.now, in: try await tools.shelf.zone()), ui: officer.ui
        ).page
    }
}

extension ComplaintTools {
    /// A picture of a report by its place among all.
    func photo(_ place: Int, of record: CaseRecord) async throws -> ReportPhoto {
        let photos = try await store.read("report.photos", short: true) {
            try ReportRows.photos(of: record.id, in: $0)
        }
        guard photos.indices.contains(place) else {
            throw Refusal(.notFound, "complaints.none")
        }
        return photos[place]
    }
}
