import Cases
import Contracts
import Kernel
import Store

extension PermitTools {
    /// A page of the plan of visits: permits that hold and are due, the highest risk first, with
    /// the number that is due in each of the coming months.
    /// - Parameter kinds: those of the reader; kinds without visits are left out.
    func visitPlan(
        _ kinds: [ServiceCode], _ catalogue: Catalogue, _ query: VisitQuery, limit: Int
    ) async throws -> VisitPlan {
        let today = Day(world.now, in: catalogue.profile.zone)
        let parts = VisitPart.all(on: today)
        // What nobody could have chosen narrows nothing.
        let part = parts.first { $0.code == query.month } ?? .now(today)
        let visited = kinds.filter { catalogue.visits(of: $0) != nil }
        let kind = query.kind.flatMap { visited.contains($0) ? $0 : nil }
        let shown = kind.map { [$0] } ?? visited
        let (due, next) = try await store.read("permit.visits") { [self] reader in
            let arms = try rows.visitArms(shown, every: catalogue.visitInterval, in: reader)
            let places = try rows.visitPlaces(
                arms, in: part, after: query.after, limit: limit + 1, reader)
            let page = Array(places.prefix(limit))
            return (
                try dueVisits(page, in: reader), places.count > limit ? page.last : nil
            )
        }
        let all = try await visitCounts(parts, catalogue, today)
        let own = all.filter { shown.contains($0.key.kind) }.values
        let counts = parts.indices.map { place in
            (part: parts[place], permits: own.reduce(0) { $0 + $1[place] })
        }
        return VisitPlan(
            part: part, kind: kind, due: due, next: next, kinds: visited, counts: counts)
    }

    private func dueVisits(_ places: [VisitPlace], in reader: Reader) throws -> [DueVisit] {
        guard !places.isEmpty else { return [] }
        let permits = try rows.list(
            "WHERE p.number_key IN \(list: places.map(\.number))", in: reader)
        let running = try runningVisits(permits.map(\.id), in: reader)
        let byNumber = Dictionary(grouping: permits) { PermitNumber.key($0.number) }
        return places.compactMap { place in
            byNumber[place.number]?.first.map {
                DueVisit(permit: $0, due: place.due, running: running[$0.id])
            }
        }
    }

    /// Of all kinds of the city, so that whoever asks next finds them counted.
    private func visitCounts(
        _ parts: [VisitPart], _ catalogue: Catalogue, _ today: Day
    ) async throws -> [VisitArm: [Int]] {
        let basis = VisitCounts.Basis(today: today, version: catalogue.version)
        return try await counted.all(basis, at: world.now) { [self] in
            let kinds = catalogue.permitKinds.map(\.code).filter {
                catalogue.visits(of: $0) != nil
            }
            return try await store.read("permit.visits.count") { reader in
                let arms = try rows.visitArms(kinds, every: catalogue.visitInterval, in: reader)
                return Dictionary(
                    uniqueKeysWithValues: try arms.map {
                        ($0, try rows.visitCounts($0, parts, in: reader))
                    })
            }
        }
    }
}

extension Catalogue {
    func visits(of kind: ServiceCode) -> PermitRule.Visits? {
        services[kind]?.terms.permit?.visits
    }

    /// Calendar days from one visit to the next; nothing where nobody visits.
    @Sendable
    func visitInterval(_ kind: ServiceCode, _ risk: String) -> Int? {
        visits(of: kind)?.days(risk)
    }
}
