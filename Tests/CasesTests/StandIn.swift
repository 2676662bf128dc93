import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing

extension TestCity {
    /// Delegates a post, some days from now.
    func delegate(
        _ post: String, to other: String, as capacity: Capacity = .plh, from: Int = 0, days: Int
    ) async throws {
        let start = Day(clock.now, in: .wib).adding(days: from)
        let stand = try await officer(other)
        let delegations = Delegations(
            ledger: house.ledger, world: house.world, zone: house.zone)
        try await house.store.write("test.delegate") { tx in
            let found = try #require(try house.directory.position(code: post, in: tx))
            _ = try delegations.give(
                found.id, to: stand.account, as: capacity, from: start,
                until: start.adding(days: days - 1), reason: "Surat perintah 800/12",
                by: .system("test"), in: tx)
        }
        house.directory.forget()
    }

    /// Whether a transaction was not refused.
    func tries(_ body: @escaping @Sendable (Transaction) throws -> Void) async -> Bool {
        do {
            try await house.store.write("test.try") { tx in try body(tx) }
            return true
        } catch {
            return false
        }
    }
}
