import Cases
import Contracts
import Forms
import Geo
import Kernel
import People
import Store

/// Today's round of an officer in the field.
struct PlanRound: Sendable {
    let tools: ComplaintTools
    let officer: Officer
    let catalogue: Catalogue
    let now: Instant

    private var today: Day { Day(now, in: catalogue.profile.zone) }

    /// - Parameter typed: two numbers in degrees, or the name of a kelurahan; else the middle of
    ///   the city.
    func start(_ typed: String?) -> RoundStart? {
        let places = catalogue.places
        guard let typed, !typed.isEmpty else {
            let bounds = places.bounds
            return GeoPoint(
                latitude: (bounds.south + bounds.north) / 2,
                longitude: (bounds.west + bounds.east) / 2
            ).map { RoundStart(text: "", point: $0, isGiven: false) }
        }
        let numbers = typed.split { $0 == "," || $0 == " " || $0 == ";" }.map { Double($0) }
        if numbers.count == 2, let north = numbers[0], let east = numbers[1] {
            return GeoPoint(degrees: north, east).map {
                RoundStart(text: typed, point: $0, isGiven: true)
            }
        }
        let wanted = typed.lowercased()
        let region = places.regions.first {
            $0.name.lowercased() == wanted || $0.title.lowercased() == wanted
        }
        let corners = region.flatMap { places.outlines[$0.code] }?.compactMap(\.geo) ?? []
        return GeoBox(corners).map {
            RoundStart(text: typed, point: $0.centre, isGiven: true)
        }
    }

    /// Stops in a good order, then those whose place is not known. What is looked at of reports
    /// that are not public is noted first.
    func stops(from start: RoundStart) async throws -> [RoundStop] {
        let rows = RoundRows(tools: tools, officer: officer)
        let found = try await tools.store.read("report.round") { reader in
            try rows.stops(from: start.point, in: reader)
        }
        try await note(found.filter { !$0.report.isPublic })
        let byID = Dictionary(found.map { ($0.report.caseID, $0) }) { first, _ in first }
        let places = found.compactMap { stop -> Geo.RouteStop<CaseID>? in
            stop.point.map { point in
                Geo.RouteStop(
                    id: stop.report.caseID, point: point,
                    due: stop.urgentAt.map { Day($0, in: catalogue.profile.zone) },
                    weight: stop.isMine ? 2 : 1)
            }
        }
        let route = try Geo.Route.planned(from: start.point, places, today: today)
        let ordered = route.legs.compactMap { leg -> RoundStop? in
            var stop = byID[leg.stop.id]
            stop?.metres = Int(leg.metres.rounded())
            return stop
        }
        return ordered + found.filter { $0.point == nil }
    }

    private func note(_ stops: [RoundStop]) async throws {
        guard !stops.isEmpty else { return }
        let subjects = try await tools.store.read("report.round.subjects") { [tools] reader in
            try stops.compactMap { stop in
                try tools.cases.plainRecord(stop.report.caseID, in: reader).map { (stop, $0) }
            }
        }
        try await tools.access.note(
            subjects.map { stop, record in
                AccessEntry(
                    account: officer.account,
                    reason: AccessReason(.task, from: stop.position, step: stop.step),
                    subject: record.applicant, caseID: record.id, service: record.service,
                    part: .summary)
            })
    }
}
