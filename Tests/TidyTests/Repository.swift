import Foundation
import TestKit
import Testing

/// The files that belong to the project: what git tracks, or would track.
struct Repository {
    let root: URL
    let paths: [String]

    static let current = Repository()

    private init() {
        root = Repository.findRoot()
        paths = Repository.list(in: root)
    }

    /// Tests run in the package's folder; the place of this file is the second guess.
    private static func findRoot() -> URL {
        let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        let manifest = here.appendingPathComponent("Package.swift").path
        if FileManager.default.fileExists(atPath: manifest) { return here }
        return URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    }

    private static func list(in root: URL) -> [String] {
        let listed = try? run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], in: root)
        if let listed, !listed.isEmpty {
            return listed.split(separator: "\0").map(String.init)
                .filter { exists(root.appendingPathComponent($0)) }.sorted()
        }
        // A source archive has no git: everything but what building makes.
        let made: Set = [".build", ".venv", "var", ".git"]
        let all = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String }
        return (all ?? []).filter { path in
            !made.contains(String(path.prefix { $0 != "/" }))
                && exists(root.appendingPathComponent(path))
        }.sorted()
    }

    private static func exists(_ url: URL) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
            && !isFolder.boolValue
    }

    /// The standard output of a command; its errors are dropped.
    static func run(_ command: [String], in folder: URL) throws -> String {
        try OutsideProgram.run(
            "/usr/bin/env", command, in: folder, isErrorDropped: true
        ).output
    }

    func has(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
    }

    /// The text of a file, nil where it is not UTF-8.
    func text(_ path: String) -> String? {
        guard let data = try? Data(contentsOf: root.appendingPathComponent(path)),
            !data.contains(0)
        else { return nil }
        return String(data: data, encoding: .utf8)
    }

    func files(under folder: String, ending: String = "") -> [String] {
        paths.filter { $0.hasPrefix(folder + "/") && $0.hasSuffix(ending) }
    }

    /// The names of the folders directly below `folder`.
    func folders(in folder: String) -> [String] {
        Set(
            files(under: folder).compactMap { path -> String? in
                let rest = path.dropFirst(folder.count + 1)
                return rest.contains("/") ? String(rest.prefix { $0 != "/" }) : nil
            }
        ).sorted()
    }
}
