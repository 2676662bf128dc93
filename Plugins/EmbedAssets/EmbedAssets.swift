import Foundation
import PackagePlugin

/// Compiles the files of a target's `Words/` and `Assets/` into the binary (`Embedded.files`), and
/// those of Debian's packages that its `Assets/debian.txt` names, one path a line.
/// `Bundle.module` would look them up at a path of the build machine.
@main
struct EmbedAssets: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let root = target.directoryURL
        let own = ["Words", "Assets"].flatMap { folder -> [URL] in
            let url = root.appending(path: folder)
            let found = FileManager.default.enumerator(
                at: url, includingPropertiesForKeys: [.isRegularFileKey],
                options: [.skipsHiddenFiles])
            return (found?.allObjects as? [URL] ?? []).filter { !$0.hasDirectoryPath }
        }.sorted { $0.path < $1.path }
        let files = try own.filter { $0.lastPathComponent != Self.list } + packaged(own)
        let output = context.pluginWorkDirectoryURL.appending(path: "Embedded.swift")
        return [
            .buildCommand(
                displayName: "Embedding \(files.count) files of \(target.name)",
                executable: try context.tool(named: "embed-assets").url,
                arguments: [output.path, root.path] + files.map(\.path),
                inputFiles: files + own.filter { $0.lastPathComponent == Self.list },
                outputFiles: [output])
        ]
    }

    private static let list = "debian.txt"

    /// Files of packages that scripts/setup installs.
    private func packaged(_ own: [URL]) throws -> [URL] {
        guard let list = own.first(where: { $0.lastPathComponent == Self.list }) else { return [] }
        let lines = try String(contentsOf: list, encoding: .utf8).split(separator: "\n")
        return try lines.filter { !$0.hasPrefix("#") }.map { line in
            let path = String(line)
            guard FileManager.default.fileExists(atPath: path) else { throw Missing(path: path) }
            return URL(fileURLWithPath: path)
        }
    }

    struct Missing: Error, CustomStringConvertible {
        let path: String
        var description: String { "\(path) is missing: run scripts/setup build" }
    }
}
