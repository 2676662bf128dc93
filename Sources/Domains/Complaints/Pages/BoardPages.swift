import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// How units keep the promises about reports. Whoever looks after reports, or reads the figures of
/// the city, sees all units; others those in their reach.
struct BoardPages: Sendable {
    let tools: ComplaintTools

    struct BoardInput: RouteInput {
        static let fields: [InputField] = [.query("hari", max: 4)]
        let days: Int
        init(_ fields: inout FieldReader) {
            let typed = fields.optionalText("hari").flatMap { Int($0) }
            days = BoardPages.spans.first { $0 == typed } ?? BoardPages.spans[1]
        }
    }

    /// How far back reports count, in days.
    static let spans = [30, 90, 365]

    var routes: [Route] {
        [
            Route.get(DeskURL.board, BoardInput.self) { (officer: OfficerContext, input) in
                .page(try await page(input.days, officer))
            }
        ]
    }

    private func page(_ days: Int, _ officer: OfficerContext) async throws -> Page {
        let now = officer.now
        let since = now.adding(hours: -24 * Int64(days))
        let all = try await tools.store.read("report.board") { reader in
            var figures = try FigureRows.figures(
                by: .unit, since: since, now: now, isPublic: false, in: reader)
            try FigureRows.addOpen(to: &figures, now: now, in: reader)
            return figures
        }
        let seesAll = officer.officer.may(.keepReports) || officer.officer.may(.readFigures)
        let reach = officer.officer.scope(for: .readCases).units
        let units = all.keys.compactMap { UnitCode($0) }
            .filter { seesAll || reach.contains($0) }.sorted()
        return BoardView(
            units: units.map { ($0, all[$0.text] ?? ReportFigures()) }, days: days,
            catalogue: try await tools.shelf.published(), ui: officer.ui
        ).page
    }
}
