import Crypto
import Foundation
import Kernel

/// The files of a city as they were written: what is published and what a version is made of.
public struct CatalogueSource: Sendable, Hashable {
    /// Text by path below the city's folder, such as `services/penelitian.yaml`.
    public let files: [String: String]
    /// Files that are there and could not be read as text.
    public let unreadable: [Finding]

    /// What lies in the folder and is not read, by path.
    let strays: [String]

    public init(files: [String: String]) {
        self.init(files: files, unreadable: [], strays: [])
    }

    private init(files: [String: String], unreadable: [Finding], strays: [String]) {
        self.files = files
        self.unreadable = unreadable
        self.strays = strays
    }

    /// Why a folder could not be read.
    public enum Failure: Error, Sendable, Hashable, CustomStringConvertible {
        case notReadable(String)

        public var description: String {
            switch self {
            case .notReadable(let path): "cannot read \(path)"
            }
        }
    }

    static let folders = [
        "services": "yaml", "letters": "letter", "calendar": "yaml", "notices": "notice",
        "flows": "yaml", "scenarios": "yaml", "topics": "txt",
    ]
    static let single = [
        "city.yaml", "units.yaml", "people.yaml", "regions.csv", "outlines.csv", "crest.svg",
        "phrases.yaml", "retention.yaml", "classification.csv", "correspondence.yaml",
        "exceptions.yaml", "partners.yaml", "systems.yaml", "topics.yaml", "neighbours.csv",
    ]
    private static let maxBytes = 1 << 20

    /// Reads the folder of a city. Blocks on the disk: call it where that is allowed.
    public static func load(directory: String) throws(Failure) -> CatalogueSource {
        let root = URL(filePath: directory, directoryHint: .isDirectory)
        var files: [String: String] = [:]
        var unreadable: [Finding] = []
        func take(_ url: URL, _ name: String) throws(Failure) {
            switch try read(url, name) {
            case .text(let text): files[name] = text
            case .wrong(let finding): unreadable.append(finding)
            }
        }
        for name in single {
            let url = root.appending(path: name)
            if FileManager.default.fileExists(atPath: url.path) { try take(url, name) }
        }
        if files["city.yaml"] == nil, !unreadable.contains(where: { $0.file == "city.yaml" }) {
            throw .notReadable(root.appending(path: "city.yaml").path)
        }
        var strays = names(root).filter { !single.contains($0) && folders[$0] == nil }
        for (folder, ending) in folders {
            for name in names(root.appending(path: folder)) {
                guard name.hasSuffix(".\(ending)") else {
                    strays.append("\(folder)/\(name)")
                    continue
                }
                try take(
                    root.appending(path: folder).appending(path: name), "\(folder)/\(name)")
            }
        }
        return CatalogueSource(files: files, unreadable: unreadable, strays: strays)
    }

    /// What lies in a folder and is not hidden.
    private static func names(_ folder: URL) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
            .filter { !$0.hasPrefix(".") }
    }

    private enum Content {
        case text(String)
        case wrong(Finding)
    }

    /// The text of a file as editors of all systems save it: without a byte order mark, with `\n`
    /// for every line end.
    private static func read(_ url: URL, _ name: String) throws(Failure) -> Content {
        guard let data = try? Data(contentsOf: url) else { throw .notReadable(name) }
        guard data.count <= maxBytes else {
            return .wrong(
                Finding(
                    file: name, line: 1, column: 1, message: "the file is larger than 1 MiB",
                    mend: "divide it"))
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            return .wrong(
                Finding(
                    file: name, line: badLine(data), column: 1,
                    message: "this line is not UTF-8 text",
                    mend: "save the file with the encoding UTF-8"))
        }
        let plain = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        return .text(plain.replacingLineEnds)
    }

    /// The first line that is not text.
    private static func badLine(_ data: Data) -> Int {
        let lines = data.split(separator: 10, omittingEmptySubsequences: false)
        let bad = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
        return (bad ?? 0) + 1
    }

    /// Hex SHA-256 over all files in the order of their paths, each with its lengths: the version.
    /// Scenarios say what the others do and change nothing; they do not count.
    public var version: String {
        var hash = SHA256()
        for (path, text) in published.sorted(by: { $0.key < $1.key }) {
            hash.update(data: Array("\(path.utf8.count):\(path)\(text.utf8.count):".utf8))
            hash.update(data: Array(text.utf8))
        }
        return Hexadecimal.text(Array(hash.finalize()))
    }

    /// The files that are put into force.
    var published: [String: String] { files.filter { !$0.key.hasPrefix("scenarios/") } }

    /// Names and texts of one folder's files, by name without ending.
    func folder(_ folder: String) -> [(name: String, path: String, text: String)] {
        files.filter { $0.key.hasPrefix("\(folder)/") }.sorted { $0.key < $1.key }.map {
            path, text in
            let file = path.dropFirst(folder.count + 1)
            let name = file.lastIndex(of: ".").map { file[..<$0] } ?? file
            return (String(name), path, text)
        }
    }
}
