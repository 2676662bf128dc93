import Contracts
import Documents
import Forms
import Kernel
import Ledger
import Notices
import People
import Store

/// The case engine: every errand with the city goes through it, whatever the channel. Acts are its
/// methods in `Actions/`, one a file; reads are in `Reads/`.
///
/// Each act checks who may do it, changes its rows and writes one ledger entry in one transaction.
/// It throws a `Refusal` for what a person can mend (wrong input, not allowed, somebody was
/// quicker).
public struct Cases: Sendable {
    public let store: Store
    public let vault: Vault
    public let ledger: Ledger
    public let blobs: BlobStore
    public let notices: Notices
    public let drafts: Drafts
    /// Who looked at whose case.
    public let access: AccessLog
    /// The published services; a case keeps the version it began with.
    public let shelf: CatalogueShelf
    public let renderer: PDFRenderer
    let seal: LetterSeal
    public let hands: LetterHands
    public let world: World
    /// The address that letters and receipts print, without a slash at its end.
    public let address: String
    let sending: SendingCheck
    /// What is known of the length of officers' lists.
    let desk = DeskCounts()
    let paces = PaceCache()
    let looks = RecentLooks()
    public let emergencies: Emergencies

    public init(
        store: Store, vault: Vault, ledger: Ledger, blobs: BlobStore, notices: Notices,
        drafts: Drafts, access: AccessLog, shelf: CatalogueShelf, renderer: PDFRenderer,
        world: World, address: String, sending: SendingCheck = .none, seal: LetterSeal = .none,
        hands: LetterHands = .none
    ) {
        self.store = store
        self.vault = vault
        self.ledger = ledger
        self.blobs = blobs
        self.notices = notices
        self.drafts = drafts
        self.access = access
        self.shelf = shelf
        self.renderer = renderer
        self.seal = seal
        self.hands = hands
        self.world = world
        self.address = address
        self.sending = sending
        emergencies = Emergencies(store: store, vault: vault, ledger: ledger, world: world)
    }
}
