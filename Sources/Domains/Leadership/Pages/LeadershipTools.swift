import Cases
import Contracts
import Kernel
import Ledger
import People
import Store
import Web

/// What the city hands to this domain.
public struct LeadershipTools: Sendable {
    public let cases: Cases
    public let shelf: CatalogueShelf
    public let accounts: AccountStore
    public let directory: OfficerDirectory
    public let ledger: Ledger
    public let vault: Vault
    public let store: Store
    public let world: World
    public let zone: Zone

    public init(
        cases: Cases, shelf: CatalogueShelf, accounts: AccountStore, directory: OfficerDirectory,
        ledger: Ledger, vault: Vault, store: Store, world: World, zone: Zone
    ) {
        self.cases = cases
        self.shelf = shelf
        self.accounts = accounts
        self.directory = directory
        self.ledger = ledger
        self.vault = vault
        self.store = store
        self.world = world
        self.zone = zone
    }

    public var keeper: FigureKeeper {
        FigureKeeper(store: store, ledger: ledger, world: world, zone: zone)
    }

    public var signals: SignalFinder { SignalFinder(shelf: shelf, vault: vault, zone: zone) }
}
