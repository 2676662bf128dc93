import Foundation
import Testing

/// What Package.swift declares, as SwiftPM itself reads it.
struct Manifest {
    struct Target {
        let name: String
        let path: String
        let isTest: Bool
        /// Own targets and products of packages, by name.
        let dependencies: [String]
    }

    let targets: [Target]

    /// A scratch folder of its own, because the running test holds the lock of `.build`.
    static func load() throws -> Manifest {
        let root = Repository.current.root
        let scratch = FileManager.default.temporaryDirectory
            .appendingPathComponent("pendopo-tidy-\(ProcessInfo.processInfo.processIdentifier)")
        defer { try? FileManager.default.removeItem(at: scratch) }
        let text = try Repository.run(
            ["swift", "package", "--scratch-path", scratch.path, "dump-package"], in: root)
        let package = try JSONDecoder().decode(Package.self, from: Data(text.utf8))
        return Manifest(
            targets: package.targets.map { target in
                let folder = target.type == "test" ? "Tests" : "Sources"
                return Target(
                    name: target.name, path: target.path ?? "\(folder)/\(target.name)",
                    isTest: target.type == "test",
                    dependencies: target.dependencies.compactMap(\.name))
            })
    }

    func target(_ name: String) -> Target? { targets.first { $0.name == name } }

    /// The target whose folder holds the file.
    func target(of path: String) -> Target? {
        targets.filter { path.hasPrefix($0.path + "/") }.max { $0.path.count < $1.path.count }
    }

    /// What a target stands on, directly and through others.
    func closure(of name: String) -> Set<String> {
        var known: Set<String> = []
        var open = [name]
        while let next = open.popLast() {
            for dependency in target(next)?.dependencies ?? [] {
                if known.insert(dependency).inserted { open.append(dependency) }
            }
        }
        return known
    }

    /// The names in `let domains = […]`.
    static func domains() -> [String] {
        let text = Repository.current.text("Package.swift") ?? ""
        guard let start = text.range(of: "let domains = ["),
            let end = text[start.upperBound...].firstIndex(of: "]")
        else { return [] }
        return text[start.upperBound..<end].split(separator: "\"")
            .filter { $0.contains(where: \.isLetter) }.map(String.init)
    }

    private struct Package: Decodable {
        let targets: [Declared]
    }

    private struct Declared: Decodable {
        let name: String
        let type: String
        let path: String?
        let dependencies: [Dependency]
    }

    /// `{"byName": ["Kernel", null]}` or `{"product": ["Crypto", "swift-crypto", null, null]}`.
    private struct Dependency: Decodable {
        let name: String?

        init(from decoder: any Decoder) throws {
            let kinds = try decoder.singleValueContainer().decode([String: [Part]].self)
            name = kinds.values.first?.first?.text
        }
    }

    /// The first part is a name; what follows may be anything.
    private struct Part: Decodable {
        let text: String?

        init(from decoder: any Decoder) throws {
            text = try? decoder.singleValueContainer().decode(String.self)
        }
    }
}
