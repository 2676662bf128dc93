import Contracts
import Kernel
import Ledger
import Store
import Synchronization
import TestKit
import Testing

@testable import People

/// People in a test: a frozen clock, cheap passwords, letters kept.
struct House: Sendable {
    let store: Store
    let clock: ManualClock
    let world: World
    let vault: Vault
    let ledger: Ledger
    let sessions: Sessions
    let accounts: AccountStore
    let directory: OfficerDirectory
    let letters: Letters

    static let start = Instant(milliseconds: 1_795_400_000_000)
    static let home = Visitor(address: "203.0.113.7", agent: "Firefox")
    static let password = "empat ekor kuda hijau"

    static let tables =
        StoreMigrations.all + [
            LedgerMigrations.all, PeopleMigrations.people, AccessLogMigrations.all,
        ]

    init(_ store: Store) async throws {
        self.store = store
        clock = ManualClock(Self.start)
        world = World(clock: clock.clock, random: .seeded(7))
        vault = Vault(
            master: try MasterKey(bytes: [UInt8](repeating: 7, count: 32)), world: world)
        ledger = Ledger(store: store, vault: vault, world: world)
        letters = Letters()
        let secrets = RandomSource.seeded(11)
        sessions = Sessions(
            store: store, vault: vault, ledger: ledger, world: world, secrets: secrets)
        let letters = letters
        accounts = AccountStore(
            store: store, vault: vault, ledger: ledger, world: world,
            hasher: PasswordHasher(parameters: .cheap), sessions: sessions,
            courier: CodeCourier { letter, tx in tx.onCommit { letters.add(letter) } },
            secrets: secrets)
        directory = OfficerDirectory(store: store, vault: vault, world: world)
    }

    /// Registers a citizen by the whole way of codes.
    func register(
        _ contact: String, name: String = "Siti Aminah", from visitor: Visitor = home
    ) async throws -> SignedIn {
        let contact = try Contact(typed: contact)
        let token = try await accounts.startRegistration(contact, language: .id, from: visitor)
        try await accounts.confirm(token, code: try #require(letters.code), from: visitor)
        return try await accounts.finishRegistration(
            token, name: name, password: Self.password, from: visitor)
    }

    func pass(minutes: Int64) { clock.advance(milliseconds: minutes * 60_000) }
}

/// The letters that a test's courier took.
final class Letters: Sendable {
    private let kept = Mutex<[AccountLetter]>([])
    func add(_ letter: AccountLetter) { kept.withLock { $0.append(letter) } }
    var all: [AccountLetter] { kept.withLock { $0 } }
    var code: String? { all.last { $0.values["code"] != nil }?.values["code"] }
    var templates: [AccountLetter.Template] { all.map(\.template) }
}

/// The key of the refusal that `body` throws.
func refusal(_ body: () async throws -> Void) async -> String? {
    do {
        try await body()
        return nil
    } catch let refusal as Refusal {
        return refusal.problems.first?.key
    } catch {
        return "\(error)"
    }
}
