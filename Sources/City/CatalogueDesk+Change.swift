import Cases
import Contracts
import Foundation
import Kernel
import Store

extension CatalogueDesk {
    /// What differs between two folders of a city's files, in lines for the terminal.
    /// - Throws: `OperatingProblem` when one of them has errors.
    public static func diff(_ old: String, _ new: String) throws -> [String] {
        CatalogueDiff(old: try sound(old), new: try sound(new)).lines
    }

    /// What publishing a folder would change in a house, and for which of its cases and drafts.
    /// Nothing is written.
    public static func diff(_ house: House, with directory: String) async throws -> [String] {
        let diff = CatalogueDiff(
            old: try await house.shelf.published(), new: try sound(directory))
        return diff.lines + (try await LiveDiff(house: house, diff: diff).lines())
    }

    /// Moves running cases to the version in force: those that are named, or all of a service.
    /// Those that could not go on stay, with the reason.
    public static func migrate(
        _ house: House, _ numbers: [String], service: String?, tell: (String) -> Void
    ) async throws {
        var named = try numbers.map { text in
            guard let number = try? TrackingCode(text) else {
                throw OperatingProblem("`\(text)` is not the number of a case.")
            }
            return number
        }
        if let service {
            named += try await house.store.read("migrate.cases") { reader in
                try reader.rows(
                    "SELECT number FROM cases WHERE service = \(service) AND state <> 'closed'"
                ).compactMap { try? TrackingCode($0.text(0)) }
            }
        }
        for number in named {
            do {
                let moved = try await house.cases.migrate(number, by: .system("catalogue"))
                tell("\(number): \(moved ? "moved" : "was there already")")
            } catch let refusal as Refusal {
                let problem = refusal.problems.first
                tell("\(number): stays: \(problem?.values["why"] ?? problem?.key ?? "")")
            }
        }
    }

    /// The flow of a service as an SVG drawing.
    public static func draw(
        _ directory: String, _ service: String, language: String
    ) throws -> String {
        let catalogue = try sound(directory)
        guard let code = ServiceCode(service), let found = catalogue.services[code] else {
            throw OperatingProblem("There is no service `\(service)` in \(directory).")
        }
        return FlowDrawing(found, catalogue, Language(rawValue: language) ?? .id).svg
    }

    /// Writes the files of a new service: a form, a flow, two letters, a scenario. They pass every
    /// check as they are and wait to be edited.
    /// - Returns: the paths that were written.
    public static func begin(
        _ directory: String, code: String, title: String, owner: String
    ) throws -> [String] {
        guard ServiceCode(code) != nil else {
            throw OperatingProblem(
                "`\(code)` is not a code: use lower-case letters, digits and hyphens.")
        }
        guard title.contains(where: \.isLetter), !title.contains(where: \.isNewline) else {
            throw OperatingProblem("The title is one line of words.")
        }
        let source = try source(directory)
        let files = try NewService(source: source, code: code, title: title, owner: owner).files()
        for path in files.keys.sorted() {
            guard source.files[path] == nil else {
                throw OperatingProblem("\(directory)/\(path) is there already.")
            }
        }
        var with = source.files
        with.merge(files) { _, new in new }
        let findings = CatalogueSource(files: with).read().findings
            .filter { $0.severity == .error }
        guard findings.isEmpty else {
            throw OperatingProblem(findings)
        }
        for (path, text) in files {
            let url = URL(filePath: directory).appending(path: path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        return files.keys.sorted().map { "\(directory)/\($0)" }
    }

    /// The files of a folder, or its errors.
    private static func sound(_ directory: String) throws -> Catalogue {
        let read = try source(directory).read()
        guard let catalogue = read.catalogue else {
            throw OperatingProblem(read.findings, in: directory)
        }
        return catalogue
    }
}
