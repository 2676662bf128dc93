import City
import Foundation
import Kernel
import Synchronization
import TestKit

extension TestCity {
    /// A copy of the city's files that a test may change.
    static func folder(_ body: (String) async throws -> Void) async throws {
        let path = FileManager.default.temporaryDirectory.path + "/kota-\(World.system.uuid().text)"
        try FileManager.default.copyItem(atPath: cityFiles, toPath: path)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await body(path)
    }
}

/// What was told, from wherever.
final class Collected: Sendable {
    private let results = Mutex<[CatalogueTest.Result]>([])
    private let lines = Mutex<[String]>([])

    var all: [CatalogueTest.Result] { results.withLock { $0 } }
    var said: [String] { lines.withLock { $0 } }

    func add(_ result: CatalogueTest.Result) { results.withLock { $0.append(result) } }
    func say(_ line: String) { lines.withLock { $0.append(line) } }
}
