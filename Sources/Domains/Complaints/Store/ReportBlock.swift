import Cases
import Contracts
import Forms
import Geo
import Kernel
import Open311
import Store

/// The public side of invented reports, as `KeepReports` would have made it of their acts: for
/// filling a house before a measurement. Made on any thread, written in a transaction.
package struct ReportBlock: Sendable {
    private var reports = RowBlock(
        """
        INSERT INTO reports (case_id, number, service, kind, topic, body, place, region, lat, \
        lon, cell, state, is_open, is_public, unit, at, updated_at, due_at, answered_at, \
        closed_at, confirmed, urgent_at)
        """, width: 22)
    private var updates = RowBlock(
        "INSERT INTO report_updates (case_id, act, kind, status, unit, at)", width: 6)
    private var photos = RowBlock(
        "INSERT INTO report_photos (blob, case_id, place, is_result)", width: 4)
    private var checks = RowBlock(
        """
        INSERT INTO file_checks (blob, owner, kind, state, pages, added_at, checked_at)
        """, width: 7)
    /// Reports by facet, square and state; written when all are there.
    private var tally = CellTally()

    package init() {}

    /// - Parameter hasPhoto: a picture that was looked into; its file is not there.
    package mutating func add(
        _ standing: InventedStanding, _ invented: InventedCase, hasPhoto: Bool
    ) {
        guard let rule = invented.rules.service.terms.report,
            case .point(let place)? = invented.answers[rule.place], let point = place.point?.geo
        else { return }
        let state: ReportState =
            switch standing.step {
            case nil: .done
            case .answer: .forwarded
            default: .waiting
            }
        let topic = invented.answers.text(rule.topic) ?? ""
        let last = standing.acts.last?.at ?? invented.submittedAt
        let answered = standing.acts.last { $0.kind == .answered }
        let confirmed = standing.acts.count { $0.kind == .confirmed }
        reports.add([
            standing.id.sqlValue, standing.number.symbols.sqlValue,
            invented.rules.service.code.text.sqlValue, rule.kind.rawValue.sqlValue,
            topic.sqlValue, (invented.answers.text(rule.text)).sqlValue,
            place.description.sqlValue, (standing.region?.text).sqlValue,
            point.latitude.sqlValue, point.longitude.sqlValue, ReportRows.cell(point).sqlValue,
            state.rawValue.sqlValue, state.isOpen.sqlValue, true.sqlValue,
            (answered?.unit ?? standing.unit).text.sqlValue, invented.submittedAt.sqlValue,
            last.sqlValue, standing.dueAt.sqlValue, (answered?.at).sqlValue,
            standing.closedAt.sqlValue, Int64(confirmed).sqlValue,
            (standing.urgentAt ?? ReportRows.never).sqlValue,
        ])
        for act in standing.acts where act.kind.isPublic {
            updates.add([
                standing.id.sqlValue, act.number.sqlValue, act.kind.rawValue.sqlValue,
                act.kind.update(reason: nil).rawValue.sqlValue, act.unit.text.sqlValue,
                act.at.sqlValue,
            ])
        }
        if hasPhoto { addPhoto(of: standing.id, at: invented.submittedAt) }
        tally.add(topic, standing.region, state, point)
    }

    private mutating func addPhoto(of id: CaseID, at: Instant) {
        let blob = UUIDv7(at: at, random: .system).sqlValue
        photos.add([blob, id.sqlValue, 0.sqlValue, 0.sqlValue])
        checks.add([
            blob, id.sqlValue, FileKind.jpeg.rawValue.sqlValue, "shown".sqlValue, 1.sqlValue,
            at.sqlValue, at.sqlValue,
        ])
    }

    /// Takes the counts of the map out, to be written when all reports are there.
    package mutating func takeTally() -> CellTally {
        let taken = tally
        tally = CellTally()
        return taken
    }

    package func write(in tx: Transaction) throws {
        try reports.write(in: tx)
        try updates.write(in: tx)
        try checks.write(in: tx)
        try photos.write(in: tx)
    }
}

/// Counts for `report_cells`, of many reports at one time.
package struct CellTally: Sendable {
    private struct Key: Hashable {
        let facet: String
        let cell: Int64
        let state: String
    }

    private struct Sums {
        var reports: Int64 = 0
        var latitudes: Int64 = 0
        var longitudes: Int64 = 0
    }

    private var sums: [Key: Sums] = [:]

    package init() {}

    mutating func add(
        _ topic: String, _ region: RegionCode?, _ state: ReportState, _ point: Geo.GeoPoint
    ) {
        let shown = MapCells.Shown(
            topic: topic, region: region?.text, state: state.rawValue, point: point)
        shown.eachSquare { facet, cell in
            add(
                Sums(reports: 1, latitudes: point.latitude, longitudes: point.longitude),
                to: Key(facet: facet.name, cell: cell, state: facet.state))
        }
    }

    private mutating func add(_ more: Sums, to key: Key) {
        sums[key, default: Sums()].reports += more.reports
        sums[key, default: Sums()].latitudes += more.latitudes
        sums[key, default: Sums()].longitudes += more.longitudes
    }

    package mutating func add(_ other: CellTally) {
        for (key, more) in other.sums { add(more, to: key) }
    }

    package func write(in tx: Transaction) throws {
        var rows = RowBlock(
            "INSERT INTO report_cells (facet, cell, state, reports, lats, lons)", width: 6)
        let sorted = sums.sorted {
            ($0.key.facet, $0.key.cell, $0.key.state) < ($1.key.facet, $1.key.cell, $1.key.state)
        }
        for (key, sum) in sorted {
            rows.add([
                key.facet.sqlValue, key.cell.sqlValue, key.state.sqlValue,
                sum.reports.sqlValue, sum.latitudes.sqlValue, sum.longitudes.sqlValue,
            ])
        }
        try rows.write(in: tx)
    }
}

extension ComplaintTools {
    /// The name of the reader that keeps the public side of reports.
    package static let readerName = "complaints"

    /// Says of a point, in micro-degrees, in which kelurahan of the city it lies.
    package func regions(of catalogue: Catalogue) -> @Sendable (Int64, Int64) -> RegionCode? {
        let map = maps.map(catalogue)
        return { latitude, longitude in
            Geo.GeoPoint(latitude: latitude, longitude: longitude).flatMap { map.region(at: $0) }
        }
    }
}
