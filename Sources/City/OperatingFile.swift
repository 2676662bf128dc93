import Kernel
import Store

/// A file of JSON that a deployment names on the command line.
enum OperatingFile {
    /// - Parameters:
    ///   - option: what names it, such as `--gateways`.
    ///   - limit: bytes.
    /// - Throws: `OperatingProblem` when it cannot be read, or is no JSON.
    static func read(_ path: String, _ option: String, limit: Int) async throws -> JSONValue {
        guard let bytes = try? await FileTree.read(path, limit: limit) else {
            throw OperatingProblem("\(path) cannot be read (\(option)).")
        }
        do {
            return try JSONValue(parsing: bytes)
        } catch {
            throw OperatingProblem("\(path) is no JSON: \(error)")
        }
    }
}
