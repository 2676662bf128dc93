import Cases
import Contracts
import Documents
import Forms
import Kernel
import Notices
import People
import Signatures
import Store
import TransparencyLog
import Web

/// What the public ledger says to whoever checks a letter or a receipt.
public struct LedgerWord: Sendable {
    /// The key of the city's ledger.
    public let key: @Sendable () async throws -> NoteKey?
    /// When a witness had seen that exactly these bytes were issued as a letter; nil when none did.
    public let knownSince: @Sendable ([UInt8]) async throws -> Instant?

    public static let none = LedgerWord(key: { nil }, knownSince: { _ in nil })

    public init(
        key: @escaping @Sendable () async throws -> NoteKey?,
        knownSince: @escaping @Sendable ([UInt8]) async throws -> Instant?
    ) {
        self.key = key
        self.knownSince = knownSince
    }
}

/// What the city hands to the pages of this domain.
public struct PortalTools: Sendable {
    public let cases: Cases
    public let shelf: CatalogueShelf
    public let accounts: AccountStore
    public let sessions: Sessions
    public let drafts: Drafts
    public let uploads: Uploads
    public let blobs: BlobStore
    public let notices: Notices
    public let directory: OfficerDirectory
    public let access: AccessLog
    public let store: Store
    public let renderer: PDFRenderer
    public let world: World
    /// The address that receipts and QR codes print, without a slash at its end.
    public let address: String
    public let isDemo: Bool
    /// Providers through which citizens sign in.
    public let providers: [ProviderLink]
    /// The public register of permits, for letters that are one.
    public let permits: PermitLookup?
    /// Whose signatures count, for files that are dropped on the page of verification.
    public var trust: Trust { trustBook.current }
    private let trustBook: TrustBook
    /// Who can be signed in as by one press; asked in demo mode only.
    public let demoPeople: @Sendable () async throws -> [DemoPerson]
    /// Where the applicant of a closed case can judge the service; nil when not (any more).
    public let ballot: @Sendable (CaseID) async throws -> String?
    /// Whether a number stands on a sheet of paper that waits to be entered.
    public let isOnPaper: @Sendable (TrackingCode) async throws -> Bool
    /// Whether what a case gave can be renewed today.
    public let isRenewable: @Sendable (CaseID) async throws -> Bool
    /// Which units have the paper of a case.
    public let papers: @Sendable (TrackingCode) async throws -> [PublicPaper]

    /// The receipt of an act from the ledger; nil while it is not signed.
    public let proof: @Sendable (CaseID, Int64) async throws -> [UInt8]?
    /// What the ledger says to whoever checks something.
    public let ledger: LedgerWord

    public init(
        cases: Cases, shelf: CatalogueShelf, accounts: AccountStore, sessions: Sessions,
        drafts: Drafts, uploads: Uploads, blobs: BlobStore, notices: Notices,
        directory: OfficerDirectory, access: AccessLog,
        store: Store, renderer: PDFRenderer, world: World, address: String, isDemo: Bool,
        providers: [ProviderLink] = [], permits: PermitLookup? = nil,
        trust: TrustBook = TrustBook(),
        demoPeople: @escaping @Sendable () async throws -> [DemoPerson] = { [] },
        ballot: @escaping @Sendable (CaseID) async throws -> String? = { _ in nil },
        isOnPaper: @escaping @Sendable (TrackingCode) async throws -> Bool = { _ in false },
        isRenewable: @escaping @Sendable (CaseID) async throws -> Bool = { _ in true },
        proof: @escaping @Sendable (CaseID, Int64) async throws -> [UInt8]? = { _, _ in nil },
        ledger: LedgerWord = .none,
        papers: @escaping @Sendable (TrackingCode) async throws -> [PublicPaper] = { _ in [] }
    ) {
        self.proof = proof
        self.ledger = ledger
        self.cases = cases
        self.shelf = shelf
        self.accounts = accounts
        self.sessions = sessions
        self.drafts = drafts
        self.uploads = uploads
        self.blobs = blobs
        self.notices = notices
        self.directory = directory
        self.access = access
        self.store = store
        self.renderer = renderer
        self.world = world
        self.address = address
        self.isDemo = isDemo
        self.providers = providers
        self.permits = permits
        trustBook = trust
        self.demoPeople = demoPeople
        self.ballot = ballot
        self.isOnPaper = isOnPaper
        self.isRenewable = isRenewable
        self.papers = papers
    }
}
