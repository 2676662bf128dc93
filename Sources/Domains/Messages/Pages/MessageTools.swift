import Cases
import Contracts
import Kernel
import Ledger
import Notices
import People
import Store

/// What the city hands to this domain.
public struct MessageTools: Sendable {
    public let notices: Notices
    public let cases: Cases
    public let shelf: CatalogueShelf
    public let accounts: AccountStore
    public let directory: OfficerDirectory
    public let ledger: Ledger
    public let vault: Vault
    public let store: Store
    public let world: World
    /// The address that feeds and calendars print, without a slash at its end.
    public let address: String
    /// From where text messages come in; nil: from nowhere.
    public let incoming: IncomingSettings?
    /// Words of other domains for text messages.
    private let others: [TextCommand]

    public init(
        notices: Notices, cases: Cases, shelf: CatalogueShelf, accounts: AccountStore,
        directory: OfficerDirectory, ledger: Ledger, vault: Vault, store: Store, world: World,
        address: String, incoming: IncomingSettings?, commands: [TextCommand]
    ) {
        self.notices = notices
        self.cases = cases
        self.shelf = shelf
        self.accounts = accounts
        self.directory = directory
        self.ledger = ledger
        self.vault = vault
        self.store = store
        self.world = world
        self.address = address
        self.incoming = incoming
        others = commands
    }

    var commands: [TextCommand] { [statusCommand] + others }
}
