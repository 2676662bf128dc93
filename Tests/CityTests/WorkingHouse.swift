import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing

extension TestCity {
    /// The house of this city as one that works, with other files of the city: what a command of
    /// its operator opens beside the server.
    func working(_ files: String, _ body: (House) async throws -> Void) async throws {
        var settings = house.settings
        settings.mode = .production
        settings.cityDirectory = files
        let opened = try await House.open(settings, world: house.world, hashing: .cheap)
        do {
            try await body(opened)
        } catch {
            await opened.close()
            throw error
        }
        await opened.close()
    }

    /// Has somebody stand in on a post from today.
    func standIn(_ other: String, on post: String) async throws {
        let today = Day(clock.now, in: house.zone)
        let stand = try await officer(other)
        let delegations = Delegations(
            ledger: house.ledger, world: house.world, zone: house.zone)
        try await house.store.write("test.delegate") { tx in
            let found = try #require(try house.directory.position(code: post, in: tx))
            _ = try delegations.give(
                found.id, to: stand.account, as: .plh, from: today, until: today.adding(days: 9),
                reason: "Surat perintah 800/12", by: .system("test"), in: tx)
        }
        house.directory.forget()
    }

    /// Gives officers an address, so that notices reach them.
    func reach(_ posts: [String]) async throws {
        for post in posts {
            let officer = try await officer(post)
            try await AccountDesk.create(
                house, nip: officer.nip.text, name: officer.name, rank: nil,
                email: "\(post)@kota.example", positions: [post],
                password: "empat ekor kuda hijau")
        }
    }

    /// Entries of the ledger whose type begins so, oldest first: type and facts.
    func entries(_ prefix: String) async throws -> [(type: String, facts: String)] {
        try await house.store.read("test.entries") { reader in
            try reader.rows("SELECT type, facts FROM ledger ORDER BY at, id").map {
                (type: $0.text(0), facts: $0.text(1))
            }.filter { $0.type.hasPrefix(prefix) }
        }
    }

    /// Templates of the notices to the holder of a post.
    func told(_ post: String) async throws -> Set<String> {
        let account = try await officer(post).account
        return try await house.store.read("test.told") { reader in
            Set(
                try reader.rows("SELECT template FROM notices WHERE account = \(account)").map {
                    $0.text(0)
                })
        }
    }
}
