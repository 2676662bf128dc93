import Cases
import Contracts
import Documents
import Forms
import Kernel
import Ledger
import Notices
import People
import Store
import Web

/// What the city hands to this domain.
public struct PrivacyTools: Sendable {
    public let cases: Cases
    public let shelf: CatalogueShelf
    public let accounts: AccountStore
    public let directory: OfficerDirectory
    public let access: AccessLog
    public let drafts: Drafts
    public let notices: Notices
    public let ledger: Ledger
    public let vault: Vault
    public let store: Store
    public let world: World
    /// What counters have scanned and not filed.
    public let scans: HeldScans
    /// The address that papers print, without a slash at its end.
    public let address: String
    /// Permits of older archives.
    public let permits: PermitHoldings
    /// Tokens and receivers of somebody; another domain keeps them.
    public let programs: @Sendable (AccountID, Reader) throws -> [HeldProgram]

    public init(
        cases: Cases, shelf: CatalogueShelf, accounts: AccountStore,
        directory: OfficerDirectory, access: AccessLog, drafts: Drafts, notices: Notices,
        ledger: Ledger, vault: Vault, store: Store, world: World, scans: HeldScans,
        address: String, permits: PermitHoldings,
        programs: @escaping @Sendable (AccountID, Reader) throws -> [HeldProgram] = { _, _ in [] }
    ) {
        self.permits = permits
        self.cases = cases
        self.shelf = shelf
        self.accounts = accounts
        self.directory = directory
        self.access = access
        self.drafts = drafts
        self.notices = notices
        self.ledger = ledger
        self.vault = vault
        self.store = store
        self.world = world
        self.scans = scans
        self.address = address
        self.programs = programs
    }
}

/// The pages of a counter's tray that tell of somebody: their covers name a draft or case.
public struct HeldScans: Sendable {
    /// When each was scanned, newest first.
    public let list: @Sendable (AccountID, Reader) throws -> [Instant]
    /// Lets go of them.
    public let erase: @Sendable (AccountID, Transaction) throws -> Void

    public init(
        list: @escaping @Sendable (AccountID, Reader) throws -> [Instant],
        erase: @escaping @Sendable (AccountID, Transaction) throws -> Void
    ) {
        self.list = list
        self.erase = erase
    }
}
