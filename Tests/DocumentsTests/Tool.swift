import Foundation
import TestKit
import Testing

/// A program from outside that judges our files; tests that need a missing one are skipped.
struct Tool {
    let path: String

    init?(_ name: String) {
        let path = "/usr/bin/\(name)"
        guard FileManager.default.isExecutableFile(atPath: path) else { return nil }
        self.path = path
    }

    static func has(_ names: String...) -> Bool { names.allSatisfy { Tool($0) != nil } }

    func run(_ arguments: String...) throws -> (status: Int32, output: String) {
        try OutsideProgram.run(path, arguments)
    }
}

/// A folder of its own that goes with the test.
func withFolder<T>(_ body: (String) async throws -> T) async throws -> T {
    let folder = FileManager.default.temporaryDirectory.path + "/pendopo-pdf-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await body(folder)
}

func write(_ bytes: [UInt8], _ path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    // For looking at the pages with one's own eyes.
    if let keep = ProcessInfo.processInfo.environment["PENDOPO_KEEP_PDF"] {
        let name = URL(fileURLWithPath: path).lastPathComponent
        try Data(bytes).write(to: URL(fileURLWithPath: "\(keep)/\(name)"))
    }
}
