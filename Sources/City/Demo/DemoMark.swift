import Foundation

/// Marks a data directory as a demo's.
enum DemoMark {
    static func set(_ directory: String) throws {
        let manager = FileManager.default
        let path = directory + "/" + DemoCity.mark
        if manager.fileExists(atPath: path) { return }
        try manager.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let held = try manager.contentsOfDirectory(atPath: directory)
        guard held.isEmpty else {
            throw OperatingProblem(
                "\(directory) holds data that no demo made. Name an empty directory by --data.")
        }
        try Data("Everything in this directory is invented.\n".utf8)
            .write(to: URL(fileURLWithPath: path))
    }

    static func clear(_ directory: String) throws {
        let manager = FileManager.default
        guard manager.fileExists(atPath: directory) else { return }
        guard manager.fileExists(atPath: directory + "/" + DemoCity.mark) else {
            throw OperatingProblem("\(directory) was not made by a demo; nothing was removed.")
        }
        try manager.removeItem(atPath: directory)
    }
}
