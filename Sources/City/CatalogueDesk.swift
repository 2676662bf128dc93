import Cases
import Contracts
import Kernel
import Ledger
import People
import Store

/// Checking and publishing a city's files.
public enum CatalogueDesk {
    /// What a check found, ready for the terminal.
    public struct Report: Sendable {
        public let lines: [String]
        public let errors: Int
        public var hasErrors: Bool { errors > 0 }
        private func count(_ number: Int, _ what: String) -> String {
            "\(number) \(what)\(number == 1 ? "" : "s")"
        }

        public var summary: String {
            let warnings = lines.count - errors
            return errors == 0
                ? "No errors, \(count(warnings, "warning"))."
                : "\(count(errors, "error")), \(count(warnings, "warning"))."
        }
    }

    /// - Throws: `OperatingProblem` when the folder cannot be read.
    public static func check(_ directory: String) throws -> Report {
        let findings = try source(directory).check()
        return Report(
            lines: findings.map { "\(directory)/\($0)" },
            errors: findings.filter { $0.severity == .error }.count)
    }

    /// The first publication of an empty house, with its organisation. Without the city's files the
    /// house stays empty; it says so on every page.
    static func open(
        _ source: CatalogueSource?, _ shelf: CatalogueShelf, store: Store, vault: Vault,
        ledger: Ledger, world: World
    ) async throws {
        guard let source else { return }
        let catalogue = try await publishing { try await shelf.publish(source) }
        let importer = OrganisationImport(
            vault: vault, ledger: ledger, world: world, zone: catalogue.profile.zone)
        let records = OrganisationRecords(catalogue)
        try await store.write("city.import") { tx in
            let known = try tx.row("SELECT 1 FROM people_positions LIMIT 1")
            if known == nil { try importer.run(records, in: tx) }
        }
    }

    static func source(_ directory: String) throws -> CatalogueSource {
        do {
            return try CatalogueSource.load(directory: directory)
        } catch {
            throw OperatingProblem("\(directory): \(error). Name the city's folder by --city.")
        }
    }

    static func publishing<Done>(_ body: () async throws -> Done) async throws -> Done {
        do {
            return try await body()
        } catch let refused as CatalogueStore.NotPublished {
            throw notPublished(refused.findings)
        }
    }

    static func notPublished(_ findings: [Finding]) -> OperatingProblem {
        let lines = findings.map { "\($0)" }.joined(separator: "\n")
        return OperatingProblem("Nothing was published:\n\(lines)")
    }
}

extension OrganisationRecords {
    /// The organisation as the city's files give it for the first import. Every role that works on
    /// cases may open the cases of its unit and do its tasks.
    init(_ catalogue: Catalogue) {
        var permissions: [RoleCode: Set<Permission>] = [:]
        for role in catalogue.roles {
            var all: Set<Permission> = [.readCases, .workCases]
            if role.leads { all.formUnion([.leadCases, .delegate]) }
            switch role.clearance {
            case .biasa: break
            case .terbatas: all.insert(.readRestricted)
            case .rahasia: all.insert(.readSecret)
            }
            all.formUnion(role.grants.map(\.permission))
            permissions[role.code] = all
        }
        self.init(
            units: catalogue.units.map {
                UnitRecord(
                    code: $0.code, name: $0.name, parent: $0.parent, short: $0.short,
                    contact: $0.contact)
            },
            positions: catalogue.positions.map {
                PositionRecord(
                    code: $0.code.text, unit: $0.unit, role: $0.role, title: $0.title,
                    region: $0.region, level: Self.level(of: $0.role), grants: $0.grants)
            },
            officers: [],
            permissions: permissions)
    }

    /// Height in the line of initials.
    static func level(of role: RoleCode) -> Int {
        switch role.text {
        case "kepala": 4
        case "sekretaris": 3
        case "kabid": 2
        case "analis": 1
        default: 0
        }
    }
}
