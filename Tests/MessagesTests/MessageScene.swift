import City
import Contracts
import Kernel
import Notices
import Store
import TestKit
import Web

@testable import Messages

/// A city, and what people and gateways do with its notices.
struct MessageScene: Sendable {
    let city: TestCity
    var house: House { city.house }
    var citizen: AccountID { city.citizens[0] }

    init(_ city: TestCity) { self.city = city }

    func tools(_ incoming: IncomingSettings? = nil, _ commands: [TextCommand] = []) -> MessageTools
    {
        MessageTools(
            notices: house.notices, cases: house.cases, shelf: house.shelf,
            accounts: house.accounts, directory: house.directory, ledger: house.ledger,
            vault: house.vault, store: house.store, world: house.world,
            address: house.settings.address, incoming: incoming, commands: commands)
    }

    /// Text messages to numbers, oldest first.
    func texts() async throws -> [NoticeView] {
        try await house.store.read("texts") { reader in
            try house.notices.recent(limit: 100, in: reader).filter { $0.channel == .sms }
        }.reversed()
    }

    func count(_ table: SQL) async throws -> Int64 {
        try await house.store.read("count") { reader in
            try reader.row("SELECT COUNT(*) FROM \(sql: table)")?.int(0) ?? 0
        }
    }
}
