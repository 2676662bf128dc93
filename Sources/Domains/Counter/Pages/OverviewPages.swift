import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// What lies at the counters: for whoever leads, and for the counters themselves.
struct OverviewPages: Sendable {
    let desk: ServingDesk
    private var tools: CounterTools { desk.tools }

    struct NumberInput: RouteInput {
        static let fields: [InputField] = [.path("nomor", max: 40)]
        let number: TrackingCode
        init(_ fields: inout FieldReader) throws(Refusal) {
            guard let number = try? TrackingCode(fields.text("nomor")) else {
                throw Refusal(.notFound, "counter.sheet.unknown")
            }
            self.number = number
        }
    }

    var routes: [Route] {
        [
            Route.get(CounterURL.overview) { (officer: OfficerContext) in
                .page(try await page(officer, FormState()))
            },
            Route.post(CounterURL.allow, NumberInput.self) { (officer: OfficerContext, input) in
                try await desk.allow(input.number, by: officer.officer)
                return Reply.redirect(CounterURL.overview.filled())
                    .flash(.success, "counter.sheet.allowed")
            } refused: { officer, form, _ in
                .page(try await page(officer, form))
            }.needing(.leadCases),
        ]
    }

    /// Units whose counters the officer serves at or leads.
    private func units(_ officer: Officer) -> [UnitCode] {
        let seats = officer.authorities.filter {
            $0.permissions.contains(.serve) || $0.permissions.contains(.leadCases)
        }
        return Array(Set(seats.flatMap(\.reach))).sorted()
    }

    private func posts(
        _ ids: Set<PositionID>, in reader: Reader
    ) throws -> [PositionID: LocalizedText] {
        let known = try tools.directory.positions(ids, in: reader)
        return Dictionary(known.map { ($0.id, $0.title) }) { first, _ in first }
    }

    private func page(_ officer: OfficerContext, _ form: FormState) async throws -> Page {
        let units = units(officer.officer)
        let now = officer.now
        let model = try await tools.store.read("counter.overview") { reader in
            let open = try SittingRows.open(units: units, in: reader)
            let late = try open.filter { sitting in
                guard let sheet = sitting.sheet, let at = sitting.receivedAt,
                    Sheet.isLate(receivedAt: at, now: now),
                    let row = try SheetRows.find(sheet, in: reader)
                else { return false }
                return !(row.isAllowed && row.receivedAt == at)
            }
            return OverviewModel(
                open: open, late: late, series: try SheetRows.series(of: units, in: reader),
                openSheets: try SheetRows.openCount(units, in: reader),
                tray: try ScanRows.trayCount(units, in: reader),
                posts: try posts(Set(open.map(\.position)), in: reader))
        }
        return Page(
            officer.words("counter.overview"), lead: officer.words("counter.overview.lead"),
            crumbs: [Crumb(officer.words("counter.title"), CounterURL.desk.filled())],
            section: CounterURL.desk.filled(), isWide: true,
            body: overviewView(
                model, form, try await tools.shelf.published(),
                mayAllow: officer.officer.may(.leadCases), officer.ui))
    }
}
