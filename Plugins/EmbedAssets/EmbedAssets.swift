import Foundation
import PackagePlugin

/// Compiles the files of a target's `Words/` and `Assets/` into the binary (`Embedded.files`).
/// `Bundle.module` would look them up at a path of the build machine.
@main
struct EmbedAssets: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let root = target.directoryURL
        let files = ["Words", "Assets"].flatMap { folder -> [URL] in
            let url = root.appending(path: folder)
            let found = FileManager.default.enumerator(
                at: url, includingPropertiesForKeys: [.isRegularFileKey],
                options: [.skipsHiddenFiles])
            return (found?.allObjects as? [URL] ?? []).filter { !$0.hasDirectoryPath }
        }.sorted { $0.path < $1.path }
        let output = context.pluginWorkDirectoryURL.appending(path: "Embedded.swift")
        return [
            .buildCommand(
                displayName: "Embedding \(files.count) files of \(target.name)",
                executable: try context.tool(named: "embed-assets").url,
                arguments: [output.path, root.path] + files.map(\.path),
                inputFiles: files, outputFiles: [output])
        ]
    }
}
