import Contracts

// Files that change nothing, because of their name or because nothing names them: a slip that
// would otherwise be seen by nobody.
extension CatalogueSource {
    /// Files that are not read at all.
    var strayFindings: [Finding] {
        strays.compactMap { path in
            let parts = path.split(separator: "/").map(String.init)
            guard parts.count > 1, let ending = Self.folders[parts[0]] else {
                return topLevel(path)
            }
            let stem = parts[1].prefix { $0 != "." }
            return stray(
                path, "the file is not read: files in `\(parts[0])` end in `.\(ending)`",
                "rename it to `\(stem).\(ending)`, or remove it")
        }
    }

    /// Beside the known files a city may have others, such as a README; what looks like one of the
    /// known is a slip.
    private func topLevel(_ path: String) -> Finding? {
        let known = Self.single + Self.folders.keys
        let ends = ["yaml", "yml", "csv", "letter", "notice"].contains { path.hasSuffix(".\($0)") }
        let near = Nearest.word(to: path, among: known)
        guard ends || near != nil else { return nil }
        return stray(path, "`\(path)` is not read", near.map { "did you mean `\($0)`?" })
    }

    /// Parts of flows and letters that no service names. Nothing can be said while one of the
    /// services is not readable.
    func unusedFindings(_ services: [ServiceCode: Service]) -> [Finding] {
        guard services.count == folder("services").count else { return [] }
        let used = Set(services.values.flatMap(\.files.keys))
        return ["flows", "letters"].flatMap { folder($0) }.filter { !used.contains($0.path) }.map {
            stray(
                $0.path, "no service uses `\($0.name)`; it is not checked",
                "name it in a service, or remove the file")
        }
    }

    private func stray(_ path: String, _ message: String, _ mend: String?) -> Finding {
        Finding(
            file: path, line: 1, column: 1, severity: .warning, message: message, mend: mend)
    }
}
