import Cases
import Contracts
import Kernel

/// A unit and a role in it.
struct Seat: Hashable, Sendable {
    let unit: UnitCode
    let role: RoleCode
}

extension Catalogue {
    /// Whom the flows in force need, with a service that does.
    var neededSeats: [Seat: ServiceCode] {
        var seats: [Seat: ServiceCode] = [:]
        for (code, service) in services.sorted(by: { $0.key < $1.key }) {
            for step in service.flow.all where step.kind != .parallel && step.kind != .choose {
                let own = Seat(unit: step.unit, role: step.role)
                let line = step.line.map { Seat(unit: $0.unit, role: $0.role) }
                for seat in line.isEmpty ? [own] : line { seats[seat] = seats[seat] ?? code }
                if let above = step.escalation {
                    let seat = Seat(unit: above.unit, role: above.role)
                    seats[seat] = seats[seat] ?? code
                }
            }
        }
        return seats
    }

    /// Units that services belong to or go through.
    var neededUnits: Set<UnitCode> {
        Set(neededSeats.keys.map(\.unit)).union(services.values.map(\.owner))
    }
}
