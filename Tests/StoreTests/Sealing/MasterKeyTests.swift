import Foundation
import Kernel
import Testing

@testable import Store

@Suite("Master key")
struct MasterKeyTests {
    @Test func aKeyFileIsMadeOnceAndReadAgain() throws {
        let directory = temporaryDirectory()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let source = KeySource.of(dataDirectory: directory, environment: [:])
        try source.create()
        let made = try source.load().map(\.id)
        try source.create()
        #expect(try source.load().map(\.id) == made)
        let path = directory + "/keys/master.key"
        #expect(try PosixFile.mode(path) == 0o600)
        #expect(try PosixFile.names(in: directory + "/keys") == ["master.key"])
    }

    @Test func aMissingKeyIsNotMadeUnasked() throws {
        let source = KeySource.of(dataDirectory: temporaryDirectory(), environment: [:])
        #expect(try source.isEmpty())
        #expect(throws: SealingError.self) { try source.load() }
    }

    @Test func aKeyThatOthersMayReadIsRefused() throws {
        let directory = temporaryDirectory()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let source = KeySource.of(dataDirectory: directory, environment: [:])
        try source.create()
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o644], ofItemAtPath: directory + "/keys/master.key")
        #expect(throws: SealingError.self) { try source.load() }
    }

    @Test func theEnvironmentComesFirst() throws {
        let hex = String(repeating: "0A", count: 32)
        let keys = try KeySource.of(
            dataDirectory: "/nowhere", environment: [MasterKey.variable: hex + "\n"]
        ).load()
        #expect(keys.map(\.id) == [try MasterKey(bytes: .init(repeating: 10, count: 32)).id])
    }

    @Test func severalKeysMayBeHandedIn() throws {
        let hex = [String(repeating: "0a", count: 32), String(repeating: "0b", count: 32)]
        let source = KeySource.of(
            dataDirectory: "/nowhere",
            environment: [MasterKey.variable: hex.joined(separator: ", ")])
        #expect(try source.load().count == 2)
        #expect(try !source.isEmpty())
    }

    @Test(arguments: ["", "0a", String(repeating: "0g", count: 32)])
    func whatIsNoKeyIsRefused(_ hex: String) {
        #expect(throws: SealingError.self) { try MasterKey(hex: hex) }
    }
}
