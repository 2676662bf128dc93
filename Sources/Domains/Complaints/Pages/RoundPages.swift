import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// The page of an officer in the field: where to go today, in which order, and what to say there.
struct RoundPages: Sendable {
    let tools: ComplaintTools

    struct RoundInput: RouteInput {
        static let fields: [InputField] = [.query("dari", max: 80)]
        let start: String?
        init(_ fields: inout FieldReader) { start = fields.optionalText("dari") }
    }

    struct TakeInput: RouteInput {
        static let fields: [InputField] = [
            .path("nomor", max: 80), .form("revisi", .integer, max: 20), .form("dari", max: 80),
        ]
        let number: String
        let revision: Int64
        let start: String?
        init(_ fields: inout FieldReader) {
            number = fields.text("nomor")
            revision = fields.integer("revisi", 0...Int64.max)
            start = fields.optionalText("dari")
        }
    }

    struct MissingInput: RouteInput {
        static let fields: [InputField] = [
            .path("nomor", max: 80), .form("catatan", max: 4_000), .form("dari", max: 80),
        ]
        let number: String
        let text: String
        let start: String?
        init(_ fields: inout FieldReader) {
            number = fields.text("nomor")
            text = fields.text("catatan")
            start = fields.optionalText("dari")
        }
    }

    struct PositionInput: RouteInput {
        static let fields: [InputField] = [
            .path("nomor", max: 80), .form("meter", .integer, max: 20),
        ]
        let number: String
        let metres: Int64
        init(_ fields: inout FieldReader) {
            number = fields.text("nomor")
            metres = fields.integer("meter", 0...30_000_000)
        }
    }

    var routes: [Route] {
        [
            Route.get(DeskURL.round, RoundInput.self) { (officer: OfficerContext, input) in
                .page(try await page(input.start, FormState(), officer))
            },
            Route.post(DeskURL.take, TakeInput.self) { (officer: OfficerContext, input) in
                let (record, _) = try await tools.deskReport(input.number, officer.officer)
                try await tools.cases.claim(
                    OfficerAct(
                        caseID: record.id, revision: input.revision, officer: officer.officer))
                return Reply.redirect(Self.address(input.start))
                    .flash(.success, "complaints.round.taken", ["number": record.number.text])
            } refused: { officer, form, _ in
                .page(try await page(form.value("dari"), form, officer))
            },
            Route.post(DeskURL.missing, MissingInput.self) { (officer: OfficerContext, input) in
                let (record, _) = try await tools.deskReport(input.number, officer.officer)
                let text = officer.words("complaints.round.missing.note", ["text": input.text])
                try await ReportFieldwork(tools: tools, officer: officer.officer)
                    .missing(record, text: text)
                return Reply.redirect(Self.address(input.start))
                    .flash(.success, "complaints.round.missed", ["number": record.number.text])
            } refused: { officer, form, _ in
                .page(try await page(form.value("dari"), form, officer))
            },
            // The addresses stand in the browser after a refusal; opening one again leads back.
            back(DeskURL.take), back(DeskURL.missing),
            Route.post(DeskURL.position, PositionInput.self, output: .data) {
                (officer: OfficerContext, input) in
                let (record, _) = try await tools.deskReport(input.number, officer.officer)
                let metres = HumanText.number(input.metres, officer.language)
                try await ReportFieldwork(tools: tools, officer: officer.officer).far(
                    record, metres: input.metres,
                    text: officer.words("complaints.round.far.note", ["metres": metres]))
                return .nothing()
            },
        ]
    }

    private func back(_ path: PathTemplate) -> Route {
        Route.get(path, ShownPages.NumberInput.self) { (_: OfficerContext, _) in
            .redirect(DeskURL.round.filled())
        }
    }

    private static func address(_ start: String?) -> String {
        DeskURL.narrowed(DeskURL.round, [("dari", start)])
    }

    private func page(
        _ typed: String?, _ form: FormState, _ officer: OfficerContext
    ) async throws -> Page {
        let catalogue = try await tools.shelf.published()
        let plan = PlanRound(
            tools: tools, officer: officer.officer, catalogue: catalogue, now: officer.now)
        let given = plan.start(typed)
        guard let start = given ?? plan.start(nil) else {
            throw Refusal(.unavailable, "complaints.round.nowhere")
        }
        return RoundView(
            start: start, isUnknown: given == nil, typed: typed ?? "",
            stops: try await plan.stops(from: start), form: form, catalogue: catalogue,
            now: officer.now,
            mark: DoInField.mark(officer.officer.account, tools.vault), ui: officer.ui
        ).page
    }
}
