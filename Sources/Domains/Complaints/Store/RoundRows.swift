import Cases
import Contracts
import Forms
import Geo
import Kernel
import People
import Store

/// Open tasks of reports that an officer may do: his own, and those that nobody has.
struct RoundRows {
    let tools: ComplaintTools
    let officer: Officer

    /// A day's work and a little more: each that is not public is opened for itself.
    static let most = 25
    /// How many of the unit's are looked at for what lies near.
    private static let looked = 100

    /// The officer's own first, the most urgent first; then what lies near the start.
    func stops(from start: GeoPoint, in reader: Reader) throws -> [RoundStop] {
        var own = try list(
            "t.claimed_by = \(officer.account)", isMine: true, limit: Self.most, in: reader)
        try locate(&own, in: reader)
        let left = Self.most - own.count
        guard left > 0 else { return own }
        let free = try list(
            "t.claimed_by IS NULL", isMine: false, limit: Self.looked, in: reader)
        var near = free.sorted { away($0, start) < away($1, start) }.prefix(left).map(\.self)
        try locate(&near, in: reader)
        return own + near
    }

    private func away(_ stop: RoundStop, _ start: GeoPoint) -> Double {
        stop.point.map { $0.metres(to: start) } ?? .infinity
    }

    private func list(
        _ whose: SQL, isMine: Bool, limit: Int, in reader: Reader
    ) throws -> [RoundStop] {
        let next = ReportRows.width
        return try reader.rows(
            """
            SELECT \(sql: ReportRows.columns), c.revision, t.unit, t.role, t.step, t.urgent_at \
            FROM tasks t JOIN reports r ON r.case_id = t.case_id \
            JOIN cases c ON c.id = t.case_id WHERE t.state = 'open' AND t.kind = 'answer' \
            AND \(sql: whose) AND \(sql: officer.taskScope) \
            ORDER BY t.urgent_at, t.id LIMIT \(limit)
            """
        ).compactMap { row -> RoundStop? in
            guard let unit = UnitCode(row.text(next + 1)), let role = RoleCode(row.text(next + 2)),
                let seat = officer.authority(unit: unit, role: role)
            else { return nil }
            let report = try ReportRows.record(row)
            return RoundStop(
                report: report, revision: row.int(next), isMine: isMine, position: seat.position,
                step: row.text(next + 3), urgentAt: row.optionalInstant(next + 4),
                point: report.point, place: report.place)
        }
    }

    /// Where reports are that are not public; pictures of those that are.
    private func locate(_ stops: inout [RoundStop], in reader: Reader) throws {
        for index in stops.indices {
            let report = stops[index].report
            guard !report.isPublic else {
                stops[index].thumb = try PublicPhotos(tools: tools)
                    .all(of: report.caseID, in: reader).first { !$0.isResult }
                continue
            }
            let place = try tools.cases.reported(report.caseID, in: reader)?.place
            stops[index].place = place?.description
            stops[index].point = place?.point?.geo
        }
    }
}
