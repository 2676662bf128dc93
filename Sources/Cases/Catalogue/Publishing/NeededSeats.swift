import Contracts
import Kernel
import People
import Store

extension Catalogue {
    /// Whom the flows in force need, with a step that does.
    public var neededSeats: [OfficeSeat: (service: ServiceCode, step: String)] {
        var seats: [OfficeSeat: (service: ServiceCode, step: String)] = [:]
        for (code, service) in services.sorted(by: { $0.key < $1.key }) {
            for step in service.flow.all where step.kind != .parallel && step.kind != .choose {
                let own = OfficeSeat(unit: step.unit, role: step.role)
                let line = step.line.map { OfficeSeat(unit: $0.unit, role: $0.role) }
                let above = step.seatsAbove.map { OfficeSeat(unit: $0.unit, role: $0.role) }
                for seat in (line.isEmpty ? [own] : line) + above + routedSeats(of: step) {
                    seats[seat] = seats[seat] ?? (code, step.id)
                }
            }
        }
        return seats
    }

    /// Whom a routed step may come to: the posts of its role in units that have a topic.
    private func routedSeats(of step: Step) -> [OfficeSeat] {
        guard !step.routing.isEmpty else { return [] }
        let units = Set(topics.all.flatMap { [$0.unit] + $0.units.values })
        return positions.filter { $0.role == step.role && units.contains($0.unit) }
            .map { OfficeSeat(unit: $0.unit, role: $0.role) }
    }

    /// Units that services belong to or go through.
    public var neededUnits: Set<UnitCode> {
        Set(neededSeats.keys.map(\.unit)).union(services.values.map(\.owner))
    }

    /// Seats of flows in force that nobody fills on a day, in their order: cases would stop there.
    public func vacantSeats(
        _ directory: OfficerDirectory, on day: Day, in reader: Reader
    ) throws -> [(seat: OfficeSeat, service: ServiceCode, step: String)] {
        let filled = try directory.filledSeats(on: day, in: reader)
        return neededSeats.filter { !filled.contains($0.key) }
            .map { (seat: $0.key, service: $0.value.service, step: $0.value.step) }
            .sorted { $0.seat < $1.seat }
    }
}
