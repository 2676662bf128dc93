import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// Reports about the same thing: looked at beside each other, merged, and parted again.
struct MergePages: Sendable {
    let tools: ComplaintTools

    struct LookInput: RouteInput {
        static let fields: [InputField] = [
            .path("nomor", max: 80), .query("dengan", max: 80),
        ]
        let number: String
        let other: String
        init(_ fields: inout FieldReader) {
            number = fields.text("nomor")
            other = fields.optionalText("dengan") ?? ""
        }
    }

    struct MergeInput: RouteInput {
        static let fields: [InputField] = [
            .path("nomor", max: 80), .form("revisi", .integer, max: 20),
            .form("dengan", max: 80), .form("alasan", max: CaseLimits.message * 2),
        ]
        let number: String
        let revision: Int64
        let other: TrackingCode?
        let reason: String
        init(_ fields: inout FieldReader) {
            number = fields.text("nomor")
            revision = fields.integer("revisi", 0...Int64.max)
            other = fields.parsed("dengan") { try TrackingCode($0) }
            reason = fields.text("alasan")
        }
    }

    struct PartInput: RouteInput {
        static let fields: [InputField] = [
            .path("nomor", max: 80), .form("revisi", .integer, max: 20),
            .form("kaitan", max: 40),
        ]
        let number: String
        let revision: Int64
        let link: MessageID?
        init(_ fields: inout FieldReader) {
            number = fields.text("nomor")
            revision = fields.integer("revisi", 0...Int64.max)
            link = fields.value("kaitan") { MessageID(text: $0) }
        }
    }

    var routes: [Route] {
        [
            Route.get(DeskURL.merge, LookInput.self) { (officer: OfficerContext, input) in
                .page(try await page(input.number, input.other, FormState(), officer))
            },
            Route.post(DeskURL.merge, MergeInput.self) { (officer: OfficerContext, input) in
                let (record, _) = try await tools.deskReport(input.number, officer.officer)
                guard let other = input.other else { return try .notFound() }
                // Only what is a report itself: other cases are merged on the page of the case.
                _ = try await tools.deskReport(other.text, officer.officer)
                try await tools.cases.link(
                    act(record, input.revision, officer), .merged, to: other,
                    reason: input.reason)
                return Reply.redirect(DeskURL.deskCase.filled(record.number.text))
                    .flash(.success, "complaints.merged", ["number": other.text])
            } refused: { officer, form, _ in
                let form = form.naming(["reason": "alasan", "other": "dengan"])
                return .page(
                    try await page(form.value("nomor"), form.value("dengan"), form, officer))
            },
            Route.get(DeskURL.part, LookInput.self) { (officer: OfficerContext, input) in
                let (record, _) = try await tools.deskReport(input.number, officer.officer)
                return .redirect(DeskURL.deskCase.filled(record.number.text))
            },
            Route.post(DeskURL.part, PartInput.self) { (officer: OfficerContext, input) in
                let (record, _) = try await tools.deskReport(input.number, officer.officer)
                guard let link = input.link else { return try .notFound() }
                try await tools.cases.unlink(act(record, input.revision, officer), link)
                return Reply.redirect(DeskURL.deskCase.filled(record.number.text))
                    .flash(.success, "complaints.parted")
            },
        ]
    }

    private func act(
        _ record: CaseRecord, _ revision: Int64, _ officer: OfficerContext
    ) -> OfficerAct {
        OfficerAct(caseID: record.id, revision: revision, officer: officer.officer)
    }

    private func page(
        _ number: String, _ other: String, _ form: FormState, _ officer: OfficerContext
    ) async throws -> Page {
        let catalogue = try await tools.shelf.published()
        let (record, report) = try await tools.deskReport(number, officer.officer)
        let target = try await tools.deskReport(other, officer.officer).report
        let photos = try await tools.shownPhotos(of: [report, target])
        let rules = try await tools.cases.rules(record.service, version: record.version)
        return MergeView(
            record: record, report: report, target: target, photos: photos,
            mayMerge: officer.officer.leading(record, rules.service) != nil, form: form,
            catalogue: catalogue, ui: officer.ui
        ).page
    }
}

extension ComplaintTools {
    /// What everybody may see of the pictures of reports.
    func shownPhotos(of reports: [Report]) async throws -> [CaseID: [ShownPhoto]] {
        try await store.read("report.photos") { reader in
            var photos: [CaseID: [ShownPhoto]] = [:]
            for report in reports where report.isPublic {
                photos[report.caseID] = try PublicPhotos(tools: self)
                    .all(of: report.caseID, in: reader)
            }
            return photos
        }
    }
}
