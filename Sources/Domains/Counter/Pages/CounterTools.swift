import Cases
import Contracts
import Documents
import Forms
import Kernel
import Ledger
import Notices
import People
import Previews
import Store

/// What the city hands to this domain.
public struct CounterTools: Sendable {
    public let cases: Cases
    public let shelf: CatalogueShelf
    public let walkins: Walkins
    public let desk: CounterDesk
    public let drafts: Drafts
    public let uploads: Uploads
    public let blobs: BlobStore
    public let notices: Notices
    public let directory: OfficerDirectory
    public let access: AccessLog
    public let ledger: Ledger
    public let vault: Vault
    public let store: Store
    public let renderer: PDFRenderer
    public let previewer: Previewer
    public let jobs: JobQueue
    public let world: World
    /// Services that whoever has an account asks for there and nowhere else: what touches the own
    /// data. A counter files them only for people without account.
    public var ownOnly: Set<ServiceCode> = []
    /// The address that receipts and QR codes print, without a slash at its end.
    public let address: String

    public init(
        cases: Cases, walkins: Walkins, desk: CounterDesk, uploads: Uploads,
        previewer: Previewer, jobs: JobQueue,
        directory: OfficerDirectory, address: String
    ) {
        self.cases = cases
        self.walkins = walkins
        self.desk = desk
        self.uploads = uploads
        self.previewer = previewer
        self.jobs = jobs
        self.directory = directory
        self.address = address
        shelf = cases.shelf
        drafts = cases.drafts
        blobs = cases.blobs
        notices = cases.notices
        access = cases.access
        ledger = cases.ledger
        vault = cases.vault
        store = cases.store
        renderer = cases.renderer
        world = cases.world
    }
}
