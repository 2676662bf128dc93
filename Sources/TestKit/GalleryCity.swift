import Cases
import City
import Contracts
import Foundation
import Kernel

/// Kota Bogor with one service more, which asks every kind of question once. Its files stand in
/// `Tests/Support/gallery`; no city has it.
public enum GalleryCity {
    /// The folder of the files that come on top.
    public static var extra: String {
        let parts = #filePath.split(separator: "/").dropLast(3)
        return "/" + parts.joined(separator: "/") + "/Tests/Support/gallery"
    }

    /// All files of the city.
    public static func source() throws -> CatalogueSource {
        let city = try CatalogueSource.load(directory: TestCity.cityFiles)
        var files = city.files
        for (folder, name) in [
            ("services", "galeri.yaml"), ("letters", "galeri.letter"),
            ("letters", "galeri-tolak.letter"),
        ] {
            let path = "\(folder)/\(name)"
            files[path] = try String(contentsOfFile: "\(extra)/\(path)", encoding: .utf8)
        }
        return CatalogueSource(files: files)
    }

    /// Opens the city, runs the body and takes everything away.
    public static func run(
        on engine: TestEngine = .sqlite, _ body: (TestCity) async throws -> Void
    ) async throws {
        let folder =
            FileManager.default.temporaryDirectory.path + "/pendopo-gallery-"
            + World(clock: .fixed(Instant(milliseconds: 0)), random: .system).uuid().text
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (path, text) in try source().files {
            let url = URL(filePath: "\(folder)/\(path)")
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: url, atomically: true, encoding: .utf8)
        }
        try await TestCity.run(on: engine, files: folder, body)
    }
}
