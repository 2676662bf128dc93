import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// The figures of the city or of one's units, and the cases of each.
struct FigurePages: Sendable {
    let tools: LeadershipTools

    /// Working days that a forecast looks ahead.
    static let ahead = 10
    private static let weeks = 12
    /// Services of which a page says how long they take.
    static let paces = 12

    struct PageInput: RouteInput {
        static let fields: [InputField] = [.query("masa", max: 10), .query("unit", max: 60)]
        let period: FigurePeriod
        let unit: String?
        init(_ fields: inout FieldReader) {
            period = fields.optionalText("masa").flatMap(FigurePeriod.init) ?? .days
            unit = fields.optionalText("unit").flatMap { UnitCode($0)?.text }
        }
    }

    struct ListInput: RouteInput {
        static let fields: [InputField] = [
            .query("angka", max: 20), .query("masa", max: 10), .query("unit", max: 60),
            .query("layanan", max: 60), .query("hari", max: 3), .query("setelah", max: 80),
        ]
        let kind: FigureKind?
        let period: FigurePeriod
        let filter: Figures.Filter
        let ahead: Int
        let place: FigurePlace?
        init(_ fields: inout FieldReader) {
            kind = fields.optionalText("angka").flatMap(FigureKind.init)
            period = fields.optionalText("masa").flatMap(FigurePeriod.init) ?? .days
            filter = Figures.Filter(
                unit: fields.optionalText("unit").flatMap { UnitCode($0)?.text },
                service: fields.optionalText("layanan").flatMap { ServiceCode($0)?.text })
            let days = fields.optionalText("hari").flatMap(Int.init) ?? FigurePages.ahead
            ahead = min(max(1, days), FigurePages.ahead)
            place = fields.optionalText("setelah").flatMap(FigurePlace.init)
        }
    }

    var routes: [Route] {
        routes(.city).map { $0.needing(.readFigures) }
            + routes(.unit).map { $0.needing(.leadCases) }
    }

    private func routes(_ door: FigureDoor) -> [Route] {
        [
            Route.get(door.page, PageInput.self) { (context: OfficerContext, input) in
                .page(figuresView(try await model(door, context, input), context.ui))
            },
            Route.get(door.list, ListInput.self) { (context: OfficerContext, input) in
                .page(figureListView(try await list(door, context, input), context.ui))
            },
        ]
    }

    private func model(
        _ door: FigureDoor, _ context: OfficerContext, _ input: PageInput
    ) async throws -> FiguresModel {
        let scope = door.scope(context.officer)
        let catalogue = try await tools.shelf.published()
        let now = context.now
        let today = Day(now, in: tools.zone)
        let reads = FigureReads(
            scope: scope, horizon: catalogue.calendar.horizon(Self.ahead, from: now), now: now)
        let days = input.period.days(until: today)
        let unit = input.unit.flatMap { scope.includes($0) ? $0 : nil }
        var model = try await tools.store.read("leadership.figures") { reader in
            let figures = Figures(
                standing: try reads.standing(in: reader),
                sums: try reads.sums(days, in: reader), silent: catalogue.silentServices)
            let waiting = [FigureKind.correction, .payment].flatMap {
                figures.cells($0, Figures.Filter(unit: unit), ahead: 1)
            }
            return FiguresModel(
                door: door, period: input.period, days: days, unit: unit,
                regions: scope.regions.map(\.region), figures: figures,
                waitingSince: try reads.oldest(
                    Standing.waitingForApplicant, Array(Set(waiting)), in: reader),
                weeks: try reads.weeks(Self.weeks, until: today, unit: unit, in: reader),
                horizon: reads.horizon, state: try FigureReads.state(in: reader),
                catalogue: catalogue, now: now, zone: tools.zone)
        }
        guard model.showsServices else { return model }
        // Kept for ten minutes by the engine; asked for one unit only.
        for service in model.figures.services(of: unit).prefix(Self.paces) {
            guard let code = ServiceCode(service) else { continue }
            model.paces[service] = try await tools.cases.pace(of: code)
        }
        return model
    }

    private func list(
        _ door: FigureDoor, _ context: OfficerContext, _ input: ListInput
    ) async throws -> FigureListModel {
        guard let kind = input.kind else { throw Refusal(.notFound, "web.notFound") }
        let scope = door.scope(context.officer)
        if let unit = input.filter.unit, !scope.includes(unit) {
            throw Refusal(.notFound, "web.notFound")
        }
        let catalogue = try await tools.shelf.published()
        let now = context.now
        let horizon = catalogue.calendar.horizon(Self.ahead, from: now)
        let reads = FigureReads(scope: scope, horizon: horizon, now: now)
        let days = input.period.days(until: Day(now, in: tools.zone))
        return try await tools.store.read("leadership.list") { reader in
            let figures = Figures(
                standing: kind.isOfPeriod ? [:] : try reads.standing(in: reader),
                sums: kind.isOfPeriod ? try reads.sums(days, in: reader) : [:],
                silent: catalogue.silentServices)
            let cells = figures.cells(kind, input.filter, ahead: input.ahead)
            let place = (kind == .silence ? Figures.near : input.ahead) - 1
            let list = FigureList(
                kind: kind, cells: cells.filter { $0.level <= scope.clearance }, days: days,
                now: now, until: horizon.indices.contains(place) ? horizon[place] : now)
            let items = try list.page(after: input.place, in: reader)
            return FigureListModel(
                door: door, kind: kind, period: input.period, days: days, filter: input.filter,
                ahead: input.ahead,
                count: cells.reduce(0) { $0 + figures.count(kind, $1, ahead: input.ahead) },
                closed: cells.filter { $0.level > scope.clearance }
                    .reduce(0) { $0 + figures.count(kind, $1, ahead: input.ahead) },
                items: Array(items.prefix(FigureList.pageSize)),
                hasMore: items.count > FigureList.pageSize, isFirst: input.place == nil,
                scope: context.officer.scope(for: .readCases), until: list.until,
                catalogue: catalogue, now: now, zone: tools.zone)
        }
    }
}

extension WorkingCalendar {
    /// The last moments of the next working days, today's first while it lasts. Shorter where the
    /// calendar ends.
    func horizon(_ count: Int, from now: Instant) -> [Instant] {
        guard var day = try? countingStart(now) else { return [] }
        var ends: [Instant] = []
        while ends.count < count {
            guard let end = try? closing(day) else { break }
            ends.append(end)
            guard let next = try? adding(workingDays: 1, to: day) else { break }
            day = next
        }
        return ends
    }
}

extension Catalogue {
    /// Services whose silence grants (fiktif positif).
    var silentServices: Set<String> {
        Set(services.values.filter { $0.terms.silenceGrants }.map(\.code.text))
    }
}
