import Foundation
import Kernel
import Signatures
import TestKit
import Testing

@Suite("The data inside a letter")
struct LetterDataTests {
    private static let data = JSONValue.object([
        "nomor": .string("503/0001"), "nama": .string("Ani Lestari"), "biaya": .integer(0),
    ])

    @Test("a letter carries its data under the signature, and others find them there")
    func attached() async throws {
        let house = try await SigningHouse.make()
        let carrying = try LetterData.attach(
            Self.data, to: house.letter, at: SigningHouse.now, zone: .wib)
        let signed = try SigningHouse.sign(carrying, house.request(), by: house.head)
        #expect(house.verify(signed).verdict == .valid)
        #expect(LetterData.bytes(in: signed) == Self.data.canonical)
        #expect(LetterData.bytes(in: house.letter) == nil)
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/pdfdetach") else { return }
        let path = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString).pdf"
        try Data(signed).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let found = try OutsideProgram.run("/usr/bin/pdfdetach", ["-list", path])
        #expect(found.output.contains(LetterData.name), "\(found.output)")
    }

    @Test("data that a later revision replaces make the letter altered")
    func replaced() async throws {
        let house = try await SigningHouse.make()
        let carrying = try LetterData.attach(
            Self.data, to: house.letter, at: SigningHouse.now, zone: .wib)
        let signed = try SigningHouse.sign(carrying, house.request(), by: house.head)
        let other = try LetterData.attach(
            .object(["nomor": .string("lain")]), to: signed, at: SigningHouse.now, zone: .wib)
        #expect(house.verify(other).verdict == .altered)
    }
}
