import Cases
import Contracts
import Kernel
import Store
import Web

/// The index as everybody reads it: of the city, of a unit, of a service.
struct IndexPages: Sendable {
    let desk: SurveyDesk

    struct PeriodInput: RouteInput {
        static let fields: [InputField] = [.query("periode", max: 10)]
        let period: String?
        init(_ fields: inout FieldReader) { period = fields.optionalText("periode") }
    }

    var routes: [Route] {
        [
            Route.get(SurveyURL.overview, PeriodInput.self) { (visit: VisitorContext, input) in
                let model = try await model(input.period, visit)
                return .page(cityIndexView(model, visit.ui))
            },
            Route.get(SurveyURL.data, PeriodInput.self, output: .file) {
                (visit: VisitorContext, input) in
                let model = try await model(input.period, visit)
                return .file(
                    CommaSeparated.text(indexRows(model)), type: "text/csv; charset=utf-8",
                    name: "ikm-\(model.choice).csv")
            },
            Route.get(SurveyURL.unit, CodeInput.self) { (visit: VisitorContext, input) in
                let model = try await model(nil, visit)
                guard let code = UnitCode(input.code), let unit = model.catalogue.unit(code),
                    model.figures.units[code] != nil
                else { throw Refusal(.notFound, "web.notFound") }
                let plans = try await desk.store.read("survey.plans") { reader in
                    try FollowUpRows.newest(of: [code], in: reader)
                }
                return .page(unitIndexView(unit, model, plans, visit.ui))
            },
            Route.get(SurveyURL.service, CodeInput.self) { (visit: VisitorContext, input) in
                let model = try await model(nil, visit)
                guard let code = ServiceCode(input.code),
                    let service = model.catalogue.services[code]
                else { throw Refusal(.notFound, "web.notFound") }
                return .page(serviceIndexView(service, model, visit.ui))
            },
        ]
    }

    private func model(_ typed: String?, _ visit: VisitorContext) async throws -> IndexModel {
        let today = Day(visit.now, in: desk.zone)
        let choices = IndexModel.choices(today)
        let choice = choices.first { $0.value == typed } ?? choices[0]
        let (figures, before) = try await desk.store.read("survey.figures") { reader in
            (
                try SumRows.figures(choice.period, in: reader),
                try SumRows.figures(choice.period.earlier, in: reader)
            )
        }
        let catalogue = try await desk.shelf.published()
        let groups = catalogue.profile.groups
        return IndexModel(
            figures: figures.shown(groups), before: before.shown(groups), period: choice.period,
            choice: choice.value, choices: choices, catalogue: catalogue)
    }
}

/// What the public pages show.
struct IndexModel: Sendable {
    struct Choice: Sendable {
        let value: String
        let period: SurveyPeriod
    }

    let figures: SurveyFigures
    /// The period of the same length before it.
    let before: SurveyFigures
    let period: SurveyPeriod
    let choice: String
    let choices: [Choice]
    let catalogue: Catalogue

    /// The last twelve months, then the halves of years, newest first.
    static func choices(_ today: Day) -> [Choice] {
        var halves: [Choice] = []
        var (year, half) = (today.year, today.month > 6 ? 2 : 1)
        for _ in 0..<4 {
            halves.append(Choice(value: "\(year)-\(half)", period: .half(half, of: year)))
            (year, half) = half == 2 ? (year, 1) : (year - 1, 2)
        }
        return [Choice(value: "12-bulan", period: .yearUntil(today))] + halves
    }

    /// Units with figures, the best first. All figures are about enough people: see
    /// `AnswerBatch`.
    var units: [(code: UnitCode, standing: SurveyFigures.Standing)] {
        shown(figures.units)
    }

    /// Services of a unit, the best first.
    func services(
        of unit: UnitCode
    ) -> [(code: ServiceCode, standing: SurveyFigures.Standing)] {
        shown(figures.services(of: unit))
    }

    func standing(of service: ServiceCode) -> SurveyFigures.Standing? {
        figures.services[service].flatMap { $0.index == nil ? nil : $0 }
    }

    private func shown<Group: Code>(
        _ groups: [Group: SurveyFigures.Standing]
    ) -> [(code: Group, standing: SurveyFigures.Standing)] {
        groups.filter { $0.value.index != nil }.map { (code: $0.key, standing: $0.value) }
            .sorted {
                (-($0.standing.index?.hundredths ?? 0), $0.code.text)
                    < (-($1.standing.index?.hundredths ?? 0), $1.code.text)
            }
    }
}
