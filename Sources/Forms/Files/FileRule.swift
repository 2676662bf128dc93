import Kernel

/// Which files a field takes.
public struct FileRule: Sendable, Hashable {
    public let kinds: [FileKind]
    /// Of one file.
    public let maxBytes: Int
    public let maxCount: Int

    public init(kinds: [FileKind], maxBytes: Int, maxCount: Int) {
        self.kinds = kinds
        self.maxBytes = maxBytes
        self.maxCount = maxCount
    }

    /// Why these bytes are not taken, or their kind. `count` files are there already.
    public func check(
        field: String, prefix bytes: some Collection<UInt8>, size: Int64, alreadyThere count: Int
    ) -> Result<FileKind, FieldProblem> {
        if let problem = sizeProblem(field: field, size: size, alreadyThere: count) {
            return .failure(problem)
        }
        guard let kind = FileKind.sniff(bytes), kinds.contains(kind) else {
            return .failure(.init(field, "forms.file.kind", ["kinds": kindsText]))
        }
        return .success(kind)
    }

    /// Refuses, before anything has come, what would be refused in the end.
    public func checkSize(field: String, size: Int64, alreadyThere count: Int) throws {
        guard let problem = sizeProblem(field: field, size: size, alreadyThere: count) else {
            return
        }
        throw Refusal(.invalid, problem.key, field: field, values: problem.values)
    }

    private func sizeProblem(
        field: String, size: Int64, alreadyThere count: Int
    ) -> FieldProblem? {
        if count >= maxCount {
            return .init(field, "forms.file.tooMany", ["max": "\(maxCount)"])
        }
        if size == 0 { return .init(field, "forms.file.empty") }
        if size > Int64(maxBytes) {
            return .init(field, "forms.file.tooLarge", ["max": sizeText])
        }
        return nil
    }

    /// `PDF, JPG`
    public var kindsText: String { kinds.map(\.label).joined(separator: ", ") }

    /// `5 MB`: limits are whole or half megabytes in practice, written in decimal units.
    public var sizeText: String {
        if maxBytes >= 1_000_000 {
            let tenths = maxBytes / 100_000
            return tenths % 10 == 0 ? "\(tenths / 10) MB" : "\(tenths / 10),\(tenths % 10) MB"
        }
        return "\(maxBytes / 1000) KB"
    }
}
