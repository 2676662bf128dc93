import Foundation

/// A program from outside that judges what we made.
public enum OutsideProgram {
    /// Runs it to its end. What it says goes through a file: reading from a pipe may be interrupted
    /// by the signal of another test's child.
    /// - Returns: its status, and what it wrote on standard output (and on standard error, unless
    ///   `isErrorDropped`).
    public static func run(
        _ path: String, _ arguments: [String], in folder: URL? = nil, isErrorDropped: Bool = false
    ) throws -> (status: Int32, output: String) {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("pendopo-output-\(UUID().uuidString)")
        FileManager.default.createFile(atPath: file.path, contents: nil)
        defer { try? FileManager.default.removeItem(at: file) }
        let output = try FileHandle(forWritingTo: file)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        if let folder { process.currentDirectoryURL = folder }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = isErrorDropped ? FileHandle.nullDevice : output
        try process.run()
        process.waitUntilExit()
        try output.close()
        let data = try Data(contentsOf: file)
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}
