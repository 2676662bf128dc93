import Contracts
import Kernel
import Ledger
import Passkeys
import Store

/// Accounts of citizens and officers: registering, signing in, passwords, profile.
public struct AccountStore: Sendable {
    let store: Store
    let vault: Vault
    let world: World
    let secrets: RandomSource
    let hasher: PasswordHasher
    let courier: CodeCourier
    let entries: PeopleEntries
    let limits = ThrottleLimits()
    let identities: BoundedCache<AccountID, CitizenIdentity>
    public let sessions: Sessions
    /// Whether every officer has to show a second factor; a demo lets those without one in.
    let asksOfficersForSecond: Bool
    /// The site that passkeys are for; nil when its address cannot have them.
    let party: RelyingParty?

    /// - Parameter secrets: where codes and tokens come from; not the world's chance, which a
    ///   demo seeds.
    public init(
        store: Store, vault: Vault, ledger: Ledger, world: World, hasher: PasswordHasher,
        sessions: Sessions, courier: CodeCourier, secrets: RandomSource = .system,
        asksOfficersForSecond: Bool = true, party: RelyingParty? = nil
    ) {
        self.store = store
        self.vault = vault
        self.world = world
        self.secrets = secrets
        self.hasher = hasher
        self.sessions = sessions
        self.courier = courier
        self.asksOfficersForSecond = asksOfficersForSecond
        self.party = party
        entries = PeopleEntries(ledger: ledger, world: world)
        identities = BoundedCache(limit: 5_000, seconds: 5, clock: world.clock)
    }

    /// The citizen of an account, remembered for a few seconds; nil for officers and for accounts
    /// that are closed.
    public func citizen(_ id: AccountID) async throws -> CitizenIdentity? {
        if let known = identities.value(id) { return known }
        let found = try await store.read("people.citizen") { [self] reader in
            try citizen(id, in: reader)
        }
        if let found { identities.set(id, found) }
        return found
    }

    /// The citizen of an account as the caller's transaction sees it.
    public func citizen(_ id: AccountID, in reader: Reader) throws -> CitizenIdentity? {
        guard let row = try AccountRow.find(id, in: reader), row.kind == .citizen, row.isActive,
            let sealed = row.contact
        else { return nil }
        let seal = try row.seal(vault)
        let contact = try Contact(typed: try seal.open(sealed, "contact"))
        return CitizenIdentity(
            account: id, name: try seal.open(row.name, "name"), contact: contact,
            level: row.level, language: row.language)
    }

    /// Where an account (citizen or officer) is written to and in which language; nil when it has
    /// no contact or is closed.
    public func recipient(
        _ id: AccountID, in reader: Reader
    ) throws -> (contact: Contact, language: Language)? {
        guard let row = try AccountRow.find(id, in: reader), row.isActive else { return nil }
        guard let sealed = row.contact else {
            return try saidContact(of: row, in: reader).map { ($0, row.language) }
        }
        let seal = try row.seal(vault)
        return (try Contact(typed: try seal.open(sealed, "contact")), row.language)
    }

    /// The citizen account that has confirmed this contact.
    public func account(of contact: Contact, in reader: Reader) throws -> AccountID? {
        try AccountRow.find(contact: contactIndex(contact), in: reader)?.id
    }

    public func account(of nip: NIP, in reader: Reader) throws -> AccountID? {
        try AccountRow.find(nip: nipIndex(nip), in: reader)?.id
    }

    func contactIndex(_ contact: Contact) -> [UInt8] {
        vault.index(contact.normalized, "people.contact")
    }

    func nipIndex(_ nip: NIP) -> [UInt8] { vault.index(nip.text, "people.nip") }
}
