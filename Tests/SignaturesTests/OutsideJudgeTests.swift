import Foundation
import Kernel
import Signatures
import TestKit
import Testing

/// Programs of others look at our letters.
@Suite("Judges of signed letters from outside")
struct OutsideJudgeTests {
    private static func has(_ name: String) -> Bool {
        FileManager.default.isExecutableFile(atPath: "/usr/bin/\(name)")
    }

    private func judge<T>(_ body: (String, SigningHouse) throws -> T) async throws -> T {
        let house = try await SigningHouse.make()
        let first = try house.signed(later: [PreparedField("Tanda Tangan 2")])
        let both = try SigningHouse.sign(
            first, house.request("Tanda Tangan 2"), by: house.second)
        let path = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString).pdf"
        try Data(both).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try body(path, house)
    }

    @Test("qpdf finds the file sound", .enabled(if: has("qpdf")))
    func structure() async throws {
        let result = try await judge { path, _ in
            try OutsideProgram.run("/usr/bin/qpdf", ["--check", path])
        }
        #expect(result.status == 0, "\(result.output)")
    }

    @Test("pdfsig finds both signatures valid", .enabled(if: has("pdfsig")))
    func signatures() async throws {
        let result = try await judge { path, _ in
            try OutsideProgram.run("/usr/bin/pdfsig", ["-nocert", path])
        }
        let valid = result.output.components(separatedBy: "Signature is Valid").count - 1
        #expect(valid == 2, "\(result.output)")
        #expect(result.output.contains("Siti Rahayu"))
    }
}
