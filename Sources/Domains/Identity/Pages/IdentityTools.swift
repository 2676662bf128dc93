import Contracts
import Kernel
import People
import Store
import Web

/// What the city hands to the pages of this domain.
public struct IdentityTools: Sendable {
    public let accounts: AccountStore
    public let sessions: Sessions
    public let zone: Zone
    /// The city's name, as an authenticator app lists it.
    public let issuer: String
    /// The address that providers send people back to, without a slash at its end.
    public let address: String
    public let providers: [Provider]
    public let counter: CounterDesk
    /// The population register; nil when the city has none to ask.
    public let residents: ResidentLookup?
    /// Invented people of a demo's register, for whoever tries it.
    public let samples: [ResidentClaim]
    let store: Store
    let directory: OfficerDirectory
    let grants: Grants
    /// What a position can be granted.
    let grantable: [Permission]
    /// Told the provider and a word when somebody could not be signed in through it.
    let note: @Sendable (_ provider: String, _ word: String) -> Void

    public init(
        accounts: AccountStore, sessions: Sessions, zone: Zone, issuer: String, address: String,
        counter: CounterDesk, providers: [Provider] = [],
        residents: ResidentLookup? = nil, samples: [ResidentClaim] = [], store: Store,
        directory: OfficerDirectory, grants: Grants, grantable: [Permission],
        note: @escaping @Sendable (_ provider: String, _ word: String) -> Void = { _, _ in }
    ) {
        self.accounts = accounts
        self.sessions = sessions
        self.zone = zone
        self.issuer = issuer
        self.address = address
        self.providers = providers
        self.counter = counter
        self.residents = residents
        self.samples = samples
        self.store = store
        self.directory = directory
        self.grants = grants
        self.grantable = grantable
        self.note = note
    }

    /// All posts of today, and the names of those that a page tells of.
    func positions(
        _ accounts: Set<AccountID>, _ known: Set<PositionID>
    ) async throws -> ([Position], Nameplates) {
        try await store.read("identity.positions") { reader in
            (
                try directory.positions(in: reader),
                try self.accounts.names(of: accounts, positions: known, in: reader)
            )
        }
    }

    func provider(_ code: String) throws -> Provider {
        guard let found = providers.first(where: { $0.code == code }) else {
            throw Refusal(.notFound, "web.notFound")
        }
        return found
    }
}

extension FormState {
    /// The problems at the fields of our forms: refusals name them in the words of `People`.
    var named: FormState {
        naming([
            "code": "kode", "password": "sandi", "current": "sandi_lama", "name": "nama",
            "card": "kartu", "face": "wajah", "contact": "kontak",
        ])
    }
}
