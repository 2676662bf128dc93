import Cases
import Contracts
import Kernel
import Ledger
import People
import Store

extension OfficeDesk {
    /// Makes a unit. Nobody gains anything by it: one person is enough.
    func add(_ unit: UnitRecord, by account: AccountID) async throws {
        try await store.write("office.unit.add") { [self] tx in
            let (officer, seat) = try seat(.manageCity, of: account, in: tx)
            let tree = try directory.units(in: tx)
            try check(unit, tree)
            guard tree.units[unit.code] == nil, try OrganisationRows.add(unit, in: tx) else {
                throw Refusal(.conflict, "administration.unit.known", field: "kode")
            }
            try note(
                "unit-added", officer.actor(seat), unit: unit.code,
                ["unit": .string(unit.code.text)], in: tx)
        }
        directory.forget()
    }

    /// Names and contact of a unit. Another place takes two (`MoveUnit.swift`).
    func change(_ unit: UnitRecord, by account: AccountID) async throws {
        try await store.write("office.unit.change") { [self] tx in
            let (officer, seat) = try seat(.manageCity, of: account, in: tx)
            let tree = try directory.units(in: tx)
            try check(unit, tree)
            guard try OrganisationRows.change(unit, in: tx) else {
                throw Refusal(.notFound, "administration.unit.gone")
            }
            try note(
                "unit-changed", officer.actor(seat), unit: unit.code,
                ["unit": .string(unit.code.text)], in: tx)
        }
        directory.forget()
    }

    private func check(_ unit: UnitRecord, _ tree: UnitTree) throws(Refusal) {
        if let parent = unit.parent, tree.units[parent]?.isActive != true {
            throw Refusal(.invalid, "administration.unit.parent", field: "induk")
        }
        if let short = unit.short {
            guard !short.contains("/") else {
                throw Refusal(.invalid, "administration.unit.short", field: "singkatan")
            }
            let other = tree.units.values.contains {
                $0.isActive && $0.code != unit.code && $0.short == short
            }
            if other { throw Refusal(.conflict, "administration.unit.short", field: "singkatan") }
        }
    }

    /// Closes a unit that nothing needs any more. Old cases still name it.
    func close(_ unit: UnitCode, by account: AccountID) async throws {
        let catalogue = try await shelf.published()
        try await store.write("office.unit.close") { [self] tx in
            let (officer, seat) = try seat(.manageCity, of: account, in: tx)
            let tree = try directory.units(in: tx)
            guard tree.units[unit]?.isActive == true else {
                throw Refusal(.notFound, "administration.unit.gone")
            }
            let hasParts = tree.units.values.contains { $0.isActive && $0.parent == unit }
            let hasPosts = try directory.positions(in: tx).contains { $0.unit == unit }
            guard !hasParts, !hasPosts else {
                throw Refusal(.conflict, "administration.unit.filled")
            }
            guard !catalogue.neededUnits.contains(unit) else {
                throw Refusal(.conflict, "administration.unit.needed")
            }
            guard try Cases.openWork(of: unit, in: tx) == 0 else {
                throw Refusal(.conflict, "administration.unit.work")
            }
            _ = try OrganisationRows.close(unit, in: tx)
            try note(
                "unit-closed", officer.actor(seat), unit: unit, ["unit": .string(unit.text)],
                in: tx)
        }
        directory.forget()
    }

    /// Makes a post, vacant.
    @discardableResult
    public func add(
        _ position: PositionRecord, by account: AccountID
    ) async throws -> PositionID {
        let catalogue = try await shelf.published()
        guard catalogue.role(position.role) != nil else {
            throw Refusal(.invalid, "administration.position.role", field: "peran")
        }
        if let region = position.region, catalogue.region(region) == nil {
            throw Refusal(.invalid, "administration.position.region", field: "wilayah")
        }
        let id: PositionID = world.id()
        // The height in the line of initials follows from the role, here as at the import.
        let position = PositionRecord(
            code: position.code, unit: position.unit, role: position.role, title: position.title,
            region: position.region, level: level(position.role))
        try await store.write("office.position.add") { [self] tx in
            let (officer, seat) = try seat(.manageCity, of: account, in: tx)
            guard try directory.units(in: tx).units[position.unit]?.isActive == true else {
                throw Refusal(.invalid, "administration.unit.gone", field: "unit")
            }
            guard try OrganisationRows.add(position, as: id, in: tx) else {
                throw Refusal(.conflict, "administration.position.known", field: "kode")
            }
            try note(
                "position-added", officer.actor(seat), unit: position.unit,
                ["position": .string(id.text), "role": .string(position.role.text)], in: tx)
        }
        directory.forget()
        return id
    }

    /// Closes a post that nobody holds and no flow needs.
    func close(_ id: PositionID, by account: AccountID) async throws {
        let needed = try await shelf.published().neededSeats
        let today = today
        try await store.write("office.position.close") { [self] tx in
            let (officer, seat) = try seat(.manageCity, of: account, in: tx)
            guard try OrganisationRows.hold(id, in: tx),
                let position = try directory.position(id, in: tx)
            else { throw Refusal(.notFound, "administration.position.gone") }
            let isHeld = try directory.holdings(of: id, in: tx).contains { !$0.isOver(on: today) }
            let isLent = try !Delegations(ledger: ledger, world: world, zone: zone)
                .list(of: id, on: today, in: tx).isEmpty
            guard !isHeld, !isLent else {
                throw Refusal(.conflict, "administration.position.held")
            }
            let others = try directory.positions(in: tx).contains {
                $0.id != id && $0.unit == position.unit && $0.role == position.role
            }
            if !others {
                guard needed[OfficeSeat(unit: position.unit, role: position.role)] == nil else {
                    throw Refusal(.conflict, "administration.position.needed")
                }
                guard
                    try Cases.openWork(of: position.unit, role: position.role, in: tx) == 0
                else { throw Refusal(.conflict, "administration.position.work") }
            }
            _ = try OrganisationRows.close(id, in: tx)
            try note(
                "position-closed", officer.actor(seat), unit: position.unit,
                ["position": .string(id.text)], in: tx)
        }
        directory.forget()
    }
}
