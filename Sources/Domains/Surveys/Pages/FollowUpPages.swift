import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// What leaders read of their units, and what they promise to do about it.
struct FollowUpPages: Sendable {
    let desk: SurveyDesk

    struct PageInput: RouteInput {
        static let fields: [InputField] = [.query("hal", .integer)]
        let page: Int
        init(_ fields: inout FieldReader) { page = fields.page() }
    }

    struct PlanInput: RouteInput {
        static let fields: [InputField] = [
            .form("unit", max: 60), .form("unsur", max: 4), .form("tindakan", max: 2_000),
            .form("tanggal", .day), .form("penanggung", max: 1_000),
        ]
        let plan: SurveyDesk.Plan?
        init(_ fields: inout FieldReader) {
            let unit = fields.value("unit") { UnitCode($0) }
            let element = fields.value("unsur") { SurveyElement(rawValue: $0) }
            let action = fields.bounded("tindakan")
            let due = fields.day("tanggal")
            let responsible = fields.bounded("penanggung")
            guard let unit, let element, let due else {
                plan = nil
                return
            }
            plan = SurveyDesk.Plan(
                unit: unit, element: element, action: action, due: due, responsible: responsible)
        }
    }

    struct FinishInput: RouteInput {
        static let fields: [InputField] = [.path("id", max: 60), .form("hasil", max: 2_000)]
        let id: FollowUpID
        let result: String
        init(_ fields: inout FieldReader) throws {
            id = try fields.id("id", else: "surveys.plan.unknown")
            result = fields.bounded("hasil")
        }
    }

    var routes: [Route] {
        [
            Route.get(SurveyURL.desk, PageInput.self) { (context: OfficerContext, input) in
                .page(try await page(context, FormState(), input.page))
            }.needing(.leadCases),
            Route.post(SurveyURL.plan, PlanInput.self) { (context: OfficerContext, input) in
                guard let plan = input.plan else { throw Refusal(.invalid, "web.problem.invalid") }
                try await desk.plan(plan, by: context.officer)
                return Reply.redirect(SurveyURL.desk.filled() + "#rencana")
                    .flash(.success, "surveys.plan.made")
            } refused: { context, form, _ in
                .page(try await page(context, form, 1))
            }.needing(.leadCases),
            Route.post(SurveyURL.finish, FinishInput.self) { (context: OfficerContext, input) in
                try await desk.finish(input.id, input.result, by: context.officer)
                return Reply.redirect(SurveyURL.desk.filled() + "#rencana")
                    .flash(.success, "surveys.plan.ended")
            } refused: { context, form, _ in
                .page(try await page(context, form, 1))
            }.needing(.leadCases),
        ]
    }

    private func page(
        _ context: OfficerContext, _ form: FormState, _ number: Int
    ) async throws -> Page {
        let units = SurveyDesk.units(of: context.officer)
        let today = Day(context.now, in: desk.zone)
        let period = SurveyPeriod.yearUntil(today)
        let list = units.sorted()
        let (figures, plans, traits) = try await desk.store.read("survey.desk") { reader in
            (
                try SumRows.figures(period, in: reader),
                try FollowUpRows.newest(of: list, limit: 50, in: reader),
                try SumRows.traits(of: list, period, in: reader)
            )
        }
        let said = try await desk.suggestions(to: list, period, page: number)
        let catalogue = try await desk.shelf.published()
        return deskView(
            DeskModel(
                figures: figures.shown(catalogue.profile.groups),
                units: list.filter { figures.units[$0] != nil }, plans: plans,
                traits: traits, suggestions: said.shown, isMore: said.isMore, page: number,
                period: period, catalogue: catalogue, today: today), form, context.ui)
    }
}

extension FieldReader {
    /// A text of a plan that everybody reads.
    fileprivate mutating func bounded(_ name: String) -> String {
        let text = text(name)
        if text.count > FollowUp.longest {
            refuse(name, "surveys.long", ["max": "\(FollowUp.longest)"])
        }
        return text
    }
}
