import Cases
import Contracts
import Foundation
import Kernel
import People
import Store

/// Writes a house back as the files of a city: what was changed while it ran, in the words of
/// `docs/services.md`. A new house that is opened from them has the same units, posts, permissions,
/// calendar and services.
public enum CityExport {
    /// - Parameter withPeople: also who the officers are, in a file that only its owner may read.
    /// - Throws: `OperatingProblem` when the folder is not empty, or nothing is published.
    public static func run(
        _ house: House, to directory: String, withPeople: Bool = false
    ) async throws -> [String] {
        guard try FileTree.isEmpty(directory) else {
            throw OperatingProblem(
                "\(directory) is not empty. Name a folder that does not exist yet.")
        }
        guard let catalogue = try await house.shelf.current() else {
            throw OperatingProblem("Nothing is published: there is nothing to export.")
        }
        let files = try await files(of: house, catalogue)
        let findings = CatalogueSource(files: files).read().findings
            .filter { $0.severity == .error }
        // What does not pass its own check is of no use as a city's files.
        guard findings.isEmpty else { throw OperatingProblem(findings, in: directory) }
        for (path, text) in files {
            let url = URL(filePath: directory).appending(path: path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        var lines = files.keys.sorted().map { "\(directory)/\($0)" }
        if withPeople {
            let path = directory + "/private/officers.csv"
            try await FileTree.write(Array(try await officers(of: house).utf8), to: path)
            lines.append("\(path): personal data, readable by its owner only")
        }
        return lines
    }

    /// The files in force, with what lives in the database in place of what was first imported.
    private static func files(
        of house: House, _ catalogue: Catalogue
    ) async throws -> [String: String] {
        let today = Day(house.world.now, in: house.zone)
        var files = catalogue.files
        let (organisation, kept) = try await house.store.read("city.export") { reader in
            (
                try ExportedCity(house.directory, catalogue, today, in: reader),
                try CalendarExceptions.standing(in: reader)
            )
        }
        files["units.yaml"] = organisation.units
        files["people.yaml"] = organisation.people
        let exceptions = merged(catalogue.exceptions, kept)
        if !exceptions.isEmpty { files["exceptions.yaml"] = ExportedCity.text(exceptions) }
        return files
    }

    /// What was decreed later stands over what the files say of the same day.
    private static func merged(
        _ files: [DatedException], _ kept: [DatedException]
    ) -> [DatedException] {
        var days: [Day: DatedException] = [:]
        for dated in files + kept { days[dated.day] = dated }
        return days.values.sorted { $0.day < $1.day }
    }

    /// Officers as `pendopo account create` takes them: no passwords, no second factors.
    private static func officers(of house: House) async throws -> String {
        let today = Day(house.world.now, in: house.zone)
        let (people, holdings, positions) = try await house.store.read("city.officers") { reader in
            (
                try house.accounts.officers(in: reader),
                try house.directory.holdings(on: today, in: reader),
                try house.directory.positions(in: reader)
            )
        }
        let codes = Dictionary(positions.map { ($0.id, $0.code) }) { first, _ in first }
        let held = Dictionary(grouping: holdings.filter { $0.holds(on: today) }, by: \.account)
        let rows = people.filter(\.isActive).map { person in
            let posts = (held[person.account] ?? []).compactMap { codes[$0.position] }.sorted()
            return [
                person.nip.text, person.name, person.rank ?? "", person.contact?.address ?? "",
                posts.joined(separator: " "),
            ]
        }
        return ([["nip", "name", "rank", "email", "positions"]] + rows).map { row in
            row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
        }.joined(separator: "\n") + "\n"
    }
}

/// Units, roles and posts of the database in the words of a city's files.
struct ExportedCity {
    let units: String
    let people: String

    init(
        _ directory: OfficerDirectory, _ catalogue: Catalogue, _ today: Day, in reader: Reader
    ) throws {
        let tree = try directory.units(in: reader)
        let positions = try directory.positions(in: reader)
        let permissions = try directory.permissions(in: reader)
        let grants = try directory.grants(in: reader)
        units = Self.units(tree, catalogue, today)
        people = Self.people(positions, permissions, grants, catalogue)
    }

    private static func units(_ tree: UnitTree, _ catalogue: Catalogue, _ today: Day) -> String {
        var lines = [
            "# Perangkat daerah, ditulis dari pangkalan data oleh `pendopo city export`.",
            "asOf: \(today.iso)", "units:",
        ]
        var written: Set<UnitCode> = []
        var rest = tree.units.values.filter(\.isActive).sorted { $0.code < $1.code }
        // A parent stands above its parts; what has none any more stands for itself.
        while !rest.isEmpty {
            let next = rest.filter { unit in
                guard let parent = unit.parent, tree.units[parent]?.isActive == true else {
                    return true
                }
                return written.contains(parent)
            }
            guard !next.isEmpty else { break }
            for unit in next {
                let isBelow = unit.parent.map(written.contains) ?? false
                var fields = [
                    "code: \(unit.code.text)",
                    "short: " + quoted(short(unit, catalogue)),
                    "name: " + quoted(unit.name),
                ]
                if isBelow, let parent = unit.parent { fields.append("parent: \(parent.text)") }
                if let contact = unit.contact { fields.append("contact: " + quoted(contact)) }
                lines.append("  - {" + fields.joined(separator: ", ") + "}")
            }
            written.formUnion(next.map(\.code))
            rest.removeAll { written.contains($0.code) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func short(_ unit: OrganisationUnit, _ catalogue: Catalogue) -> String {
        unit.short ?? catalogue.unit(unit.code)?.short ?? unit.code.text.uppercased()
    }

    private static func people(
        _ positions: [Position], _ permissions: [RoleCode: Set<Permission>],
        _ grants: [PositionID: Set<Permission>], _ catalogue: Catalogue
    ) -> String {
        var lines = [
            "# Peran dan jabatan, ditulis dari pangkalan data oleh `pendopo city export`.",
            "roles:",
        ]
        let known = Set(catalogue.roles.map(\.code))
        let more = Set(positions.map(\.role)).subtracting(known).sorted()
        for code in catalogue.roles.map(\.code) + more {
            let may = permissions[code] ?? []
            let title =
                catalogue.role(code)?.title ?? LocalizedText(id: code.text, en: code.text)
            var fields = ["code: \(code.text)", "title: " + quoted(title)]
            if may.contains(.leadCases) { fields.append("leads: true") }
            if may.contains(.readSecret) {
                fields.append("clearance: rahasia")
            } else if may.contains(.readRestricted) {
                fields.append("clearance: terbatas")
            }
            let granted = RoleGrant.allCases.filter { may.contains($0.permission) }
            if !granted.isEmpty {
                fields.append("may: [" + granted.map(\.rawValue).joined(separator: ", ") + "]")
            }
            lines.append("  - {" + fields.joined(separator: ", ") + "}")
        }
        lines += ["", "positions:"]
        for position in positions {
            var fields = [
                "code: \(position.code)", "unit: \(position.unit.text)",
                "role: \(position.role.text)", "title: " + quoted(position.title),
            ]
            if let region = position.region { fields.append("region: " + quoted(region.text)) }
            if let own = grants[position.id], !own.isEmpty {
                let list = own.sorted().map(\.rawValue).joined(separator: ", ")
                fields.append("granted: [\(list)]")
            }
            lines.append("  - {" + fields.joined(separator: ", ") + "}")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    static func text(_ exceptions: [DatedException]) -> String {
        var lines = [
            "# Hari kerja yang lain dari kalender, ditulis oleh `pendopo city export`.",
            "exceptions:",
        ]
        for dated in exceptions {
            var fields = ["date: \(dated.day.iso)", "name: " + quoted(dated.name)]
            if let hours = dated.hours { fields.append("open: " + quoted(hours)) }
            fields.append("source: " + quoted(dated.source))
            lines.append("  - {" + fields.joined(separator: ", ") + "}")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func quoted(_ text: LocalizedText) -> String {
        "{id: \(quoted(text.id)), en: \(quoted(text.en))}"
    }

    /// JSON's text in quotes is YAML's too.
    private static func quoted(_ text: String) -> String { JSONValue.string(text).text }
}
