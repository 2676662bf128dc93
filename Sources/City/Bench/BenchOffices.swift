import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// The units and officers of a measurement: for each unit one officer who fills every role, and
/// the few whose pages are measured.
struct BenchOffices: Sendable {
    struct Key: Hashable, Sendable {
        let unit: UnitCode
        let role: RoleCode
    }

    /// Whose pages are measured.
    enum Post: String, CaseIterable, Sendable {
        /// One role, one unit, one kecamatan.
        case officer
        /// Every role of the unit that owns most services.
        case manager
        /// One role of that unit: sees the case whose page is measured.
        case clerk
        /// Reads the figures of the whole city.
        case mayor
    }

    let officers: [Key: (AccountID, PositionID)]
    let posts: [Post: AccountID]
    /// Units that stand for the owner of a service, the owner itself excepted.
    let others: [UnitCode]
    let owner: UnitCode
    /// Where the measured officer sits.
    let desk: (unit: UnitCode, role: RoleCode, region: RegionCode)

    /// The account of everybody's password is the demo's.
    static func make(in house: House, _ catalogue: Catalogue) async throws -> BenchOffices {
        // The clerk works on what the measured case asks for: that service comes first.
        let services = catalogue.services.values.sorted {
            ($0.code != DemoApplication.service ? 1 : 0, $0.code)
                < ($1.code != DemoApplication.service ? 1 : 0, $1.code)
        }
        let steps = services.flatMap(\.flow.all)
        let seats = steps.flatMap { step in
            [Key(unit: step.unit, role: step.role)]
                + step.line.map { Key(unit: $0.unit, role: $0.role) }
        }
        let owners = catalogue.services.values.map(\.owner)
        guard
            let owner = Dictionary(grouping: owners) { $0 }.max(by: {
                $0.value.count < $1.value.count
            })?.key,
            let first = steps.first(where: { $0.kind == .check && $0.unit == owner }),
            let region = catalogue.regions.map(\.code).first(where: { $0.level == .kecamatan })
        else { throw OperatingProblem("These services have nothing to measure.") }
        let working = Set(seats.map(\.unit))
        let others = catalogue.units.map(\.code).filter { !working.contains($0) }.prefix(12)
        guard let unit = others.first else {
            throw OperatingProblem("The city needs units that do not work on services yet.")
        }
        let roles = Set(seats.filter { $0.unit == owner }.map(\.role)).sorted()
        let keys = Set(seats + others.flatMap { unit in roles.map { Key(unit: unit, role: $0) } })
            .sorted { ($0.unit, $0.role) < ($1.unit, $1.role) }
        let desk = (unit: unit, role: first.role, region: region)
        var positions = positions(keys, desk, owner, roles, first.role)
        if let role = catalogue.roles.first(where: { $0.grants.contains(.figures) })?.code {
            positions.append(
                seat(Post.mayor.rawValue, "ukur-wali-kota", Key(unit: owner, role: role)))
        }
        let accounts = try await save(positions, in: house, catalogue)
        return try await house.store.read("bench.offices") { reader in
            var officers: [Key: (AccountID, PositionID)] = [:]
            for key in keys {
                let code = code(key)
                guard let position = try house.directory.position(code: code, in: reader),
                    let account = accounts[code]
                else { continue }
                officers[key] = (account, position.id)
            }
            var posts: [Post: AccountID] = [:]
            for post in Post.allCases { posts[post] = accounts[post.rawValue] }
            return BenchOffices(
                officers: officers, posts: posts, others: Array(others), owner: owner, desk: desk)
        }
    }

    private static func code(_ key: Key) -> String { "ukur-\(key.unit.text)-\(key.role.text)" }

    private struct Seat {
        let holder: String
        let record: PositionRecord
    }

    private static func seat(
        _ holder: String, _ code: String, _ key: Key, _ region: RegionCode? = nil
    ) -> Seat {
        let title = "Pengukuran: \(key.role.text) \(key.unit.text)"
        return Seat(
            holder: holder,
            record: PositionRecord(
                code: code, unit: key.unit, role: key.role,
                title: LocalizedText(id: title, en: title), region: region))
    }

    private static func positions(
        _ keys: [Key], _ desk: (unit: UnitCode, role: RoleCode, region: RegionCode),
        _ owner: UnitCode, _ roles: [RoleCode], _ clerk: RoleCode
    ) -> [Seat] {
        var seats = keys.map { seat(code($0), code($0), $0) }
        seats.append(
            seat(
                Post.officer.rawValue, "ukur-petugas", Key(unit: desk.unit, role: desk.role),
                desk.region))
        for role in roles {
            seats.append(
                seat(
                    Post.manager.rawValue, "ukur-pimpinan-\(role.text)",
                    Key(unit: owner, role: role)))
        }
        seats.append(
            seat(Post.clerk.rawValue, "ukur-loket", Key(unit: owner, role: clerk)))
        return seats
    }

    /// The accounts by what they are called among the seats.
    private static func save(
        _ seats: [Seat], in house: House, _ catalogue: Catalogue
    ) async throws -> [String: AccountID] {
        let hash = try await house.hasher.hash(DemoCity.password)
        let importer = OrganisationImport(
            vault: house.vault, ledger: house.ledger, world: house.world, zone: house.zone)
        let city = OrganisationRecords(catalogue)
        let all = OrganisationRecords(
            units: city.units, positions: city.positions + seats.map(\.record), officers: [],
            permissions: city.permissions)
        let holders = Dictionary(grouping: seats, by: \.holder).sorted { $0.key < $1.key }
        let accounts = try await house.store.write("bench.officers") { tx in
            try importer.run(all, in: tx)
            var accounts: [String: AccountID] = [:]
            for (index, holder) in holders.enumerated() {
                let serial = BenchPerson.padded(index + 1, 3)
                accounts[holder.key] = try importer.save(
                    OfficerRecord(
                        nip: try NIP("198501152010031\(serial)"), name: DemoNames.officer(index),
                        positions: holder.value.map(\.record.code), passwordHash: hash), in: tx)
            }
            return accounts
        }
        house.directory.forget()
        return accounts
    }
}
