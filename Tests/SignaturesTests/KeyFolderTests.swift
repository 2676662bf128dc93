import Foundation
import Kernel
import Signatures
import TestKit
import Testing

@Suite("A city's folder of keys")
struct KeyFolderTests {
    private static let passphrase = "kuda benar baterai staples"

    /// A folder with the keys of a city; it goes with the test.
    private func folder(_ body: (KeyFolder, String) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.path + "/kunci-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        let clock = try #require(Day(iso: "2026-11-23")).start(in: .wib)
        let world = World(clock: CityClock { clock }, random: .system)
        let keys = KeyFolder(path: path, passphrase: Self.passphrase, world: world)
        try keys.make(city: "Kota Uji")
        try body(keys, path)
    }

    private func key(_ name: String, _ path: String) throws -> SealKey {
        try SealKey(
            pkcs12: Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name).p12"))),
            passphrase: Self.passphrase)
    }

    private func trust(_ path: String) throws -> Trust {
        try Trust(pem: try String(contentsOfFile: path + "/city.pem", encoding: .utf8))
    }

    /// What the city's file says of a statement by a seal.
    private func isBelieved(_ name: String, _ path: String) throws -> Bool {
        let facts = PrintedFacts(
            number: "1/2026", kind: "Surat Keterangan", holder: "Ani Lestari",
            object: "Jalan Merdeka 12", issued: try #require(Day(iso: "2026-11-23")),
            validUntil: nil, dataHash: PrintedFacts.hash(.object([:])))
        let bytes = try key(name, path).statement(of: facts, zone: .wib)
        let keys = try trust(path).statementKeys
        return (try? PrintedStatement(bytes, keys: keys, zone: .wib)) != nil
    }

    @Test("letters of a seal that was replaced stay true, and those of the new one are known")
    func replaced() throws {
        try folder { keys, path in
            _ = try keys.issue(
                id: "seal2", name: CertificateName("Cap Kota Uji", organization: "Kota Uji"), .seal)
            #expect(try isBelieved("seal", path))
            #expect(try isBelieved("seal2", path))
            try keys.revoke(serial: try key("seal", path).certificates[0].serialText, reason: 4)
            #expect(try isBelieved("seal", path))
            try keys.renew()
            #expect(try isBelieved("seal", path))
            #expect(try isBelieved("seal2", path))
            let now = try #require(Day(iso: "2026-11-24")).start(in: .wib)
            #expect(try trust(path).verdict(on: key("seal", path), at: now) == .revoked)
            #expect(try trust(path).verdict(on: key("seal2", path), at: now) == .valid)
        }
    }

    @Test("what a stolen seal states is not believed any more")
    func stolen() throws {
        try folder { keys, path in
            _ = try keys.issue(
                id: "seal2", name: CertificateName("Cap Kota Uji", organization: "Kota Uji"), .seal)
            try keys.revoke(serial: try key("seal", path).certificates[0].serialText, reason: 1)
            #expect(try !isBelieved("seal", path))
            #expect(try isBelieved("seal2", path))
        }
    }

    @Test("no key is written over")
    func twice() throws {
        try folder { keys, path in
            let before = try Data(contentsOf: URL(fileURLWithPath: path + "/seal.p12"))
            #expect(throws: KeyFolder.Fault.taken("seal")) {
                try keys.issue(
                    id: "seal", name: CertificateName("Cap Lain", organization: "Kota Uji"), .seal)
            }
            #expect(throws: KeyFolder.Fault.exists) { try keys.make(city: "Kota Uji") }
            #expect(try Data(contentsOf: URL(fileURLWithPath: path + "/seal.p12")) == before)
        }
    }

    @Test("its lists end after a month, and are written anew")
    func lists() throws {
        try folder { keys, path in
            let end = try #require(try trust(path).listsEnd)
            #expect(Day(end, in: .wib).iso == "2026-12-24")
        }
    }
}
