import Foundation
import Kernel
import Testing

@testable import Store

@Suite("Master key")
struct MasterKeyTests {
    @Test func aKeyFileIsMadeOnceAndReadAgain() throws {
        let directory = temporaryDirectory()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let made = try MasterKey.load(
            dataDirectory: directory, environment: [:], createIfAbsent: true)
        let read = try MasterKey.load(
            dataDirectory: directory, environment: [:], createIfAbsent: false)
        #expect(made.id == read.id)
        let path = directory + "/keys/master.key"
        #expect(try PosixFile.mode(path) == 0o600)
        #expect(try PosixFile.names(in: directory + "/keys") == ["master.key"])
    }

    @Test func aMissingKeyIsNotMadeUnasked() {
        #expect(throws: SealingError.self) {
            try MasterKey.load(
                dataDirectory: temporaryDirectory(), environment: [:], createIfAbsent: false)
        }
    }

    @Test func aKeyThatOthersMayReadIsRefused() throws {
        let directory = temporaryDirectory()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        _ = try MasterKey.load(dataDirectory: directory, environment: [:], createIfAbsent: true)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o644], ofItemAtPath: directory + "/keys/master.key")
        #expect(throws: SealingError.self) {
            try MasterKey.load(dataDirectory: directory, environment: [:], createIfAbsent: true)
        }
    }

    @Test func theEnvironmentComesFirst() throws {
        let hex = String(repeating: "0A", count: 32)
        let key = try MasterKey.load(
            dataDirectory: "/nowhere", environment: [MasterKey.variable: hex + "\n"],
            createIfAbsent: false)
        #expect(key.id == (try MasterKey(bytes: .init(repeating: 10, count: 32))).id)
    }

    @Test(arguments: ["", "0a", String(repeating: "0g", count: 32)])
    func whatIsNoKeyIsRefused(_ hex: String) {
        #expect(throws: SealingError.self) { try MasterKey(hex: hex) }
    }
}
