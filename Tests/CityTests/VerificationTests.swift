import City
import Foundation
import Kernel
import Store
import TestKit
import Testing

@Suite("restore --verify")
struct VerificationTests {
    @Test("each kind of damage is found and named", arguments: TestEngine.available)
    func damages(engine: TestEngine) async throws {
        try await KeptCity.run(on: engine, cases: 24) { city in
            let house = city.settings
            #expect(try await city.verify(house).isSound)
            let blobs = city.files(house.dataDirectory + "/blobs")
            let blob = try #require(blobs.first)
            try city.flip(blob)
            try await finds("is missing or damaged", city)
            try city.flip(blob)
            let key = house.dataDirectory + "/keys/master.key"
            let kept = try String(contentsOfFile: key, encoding: .utf8)
            try FileManager.default.removeItem(atPath: key)
            try String(repeating: "ab", count: 32)
                .write(toFile: key, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600], ofItemAtPath: key)
            try await finds("the master key is not the one", city)
            try kept.write(toFile: key, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600], ofItemAtPath: key)
            #expect(try await city.verify(house).isSound)

            try await damage(
                city, "UPDATE ledger SET at = at + 1 WHERE seq = 40",
                undo: "UPDATE ledger SET at = at - 1 WHERE seq = 40", "was changed")
            try await damage(
                city, "UPDATE case_acts SET last = last + 1",
                undo: "UPDATE case_acts SET last = last - 1", "other acts than its counter")
            try await damage(
                city, "UPDATE number_series SET last = last + 1",
                undo: "UPDATE number_series SET last = last - 1", "gave")
            try await damage(
                city, "UPDATE letters SET number = number || '/x' WHERE state = 'issued'",
                undo: nil, "no letter was issued with it")
            try await damage(
                city, "DELETE FROM numbers WHERE serial = 1", undo: nil, "highest being")
            try await damage(city, "DELETE FROM ledger WHERE seq = 50", undo: nil, "gaps")
        }
    }

    private func damage(
        _ city: KeptCity, _ sql: SQL, undo: SQL?, _ words: String
    ) async throws {
        try await execute(sql, city)
        try await finds(words, city)
        guard let undo else { return }
        try await execute(undo, city)
        #expect(try await city.verify(city.settings).isSound)
    }

    private func execute(_ sql: SQL, _ city: KeptCity) async throws {
        let store = try await Store.open(city.settings.database)
        let changed = try await store.write("test.damage") { try $0.execute(sql) }
        #expect(changed > 0)
        await store.close()
    }

    private func finds(_ words: String, _ city: KeptCity) async throws {
        let report = try await city.verify(city.settings)
        #expect(!report.isSound)
        #expect(report.lines.contains { $0.contains(words) }, "\(words): \(report.lines)")
    }
}
