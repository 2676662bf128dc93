import Cases
import Contracts
import Forms
import Kernel
import People
import Store
import Web

/// What the city hands to the pages of this domain.
public struct WorkspaceTools: Sendable {
    public let cases: Cases
    public let accounts: AccountStore
    public let sessions: Sessions
    public let directory: OfficerDirectory
    public let shelf: CatalogueShelf
    public let blobs: BlobStore
    public let examiner: FileExaminer
    public let uploads: Uploads
    public let store: Store
    public let proposals: CatalogueProposals
    public let exports: CaseExports
    public let world: World
    public let isDemo: Bool
    /// Providers through which officers sign in.
    public let providers: [ProviderLink]
    /// The receipt of an act from the ledger; nil while it is not signed.
    public let proof: @Sendable (CaseID, Int64) async throws -> [UInt8]?
    /// What officials sign with.
    public let keys: KeyDesk?
    /// What another domain shows beside a case, such as instructions and folders of paper.
    public let beside: @Sendable (CaseRecord, Officer, UI) async throws -> HTML

    public init(
        cases: Cases, accounts: AccountStore, sessions: Sessions, directory: OfficerDirectory,
        shelf: CatalogueShelf, blobs: BlobStore, examiner: FileExaminer, uploads: Uploads,
        store: Store, proposals: CatalogueProposals, exports: CaseExports, world: World,
        isDemo: Bool, providers: [ProviderLink] = [],
        proof: @escaping @Sendable (CaseID, Int64) async throws -> [UInt8]? = { _, _ in nil },
        keys: KeyDesk? = nil,
        beside: @escaping @Sendable (CaseRecord, Officer, UI) async throws -> HTML = { _, _, _ in
            HTML()
        }
    ) {
        self.cases = cases
        self.accounts = accounts
        self.sessions = sessions
        self.directory = directory
        self.shelf = shelf
        self.blobs = blobs
        self.examiner = examiner
        self.uploads = uploads
        self.store = store
        self.proposals = proposals
        self.exports = exports
        self.world = world
        self.isDemo = isDemo
        self.providers = providers
        self.proof = proof
        self.keys = keys
        self.beside = beside
    }

    /// The names of accounts, as far as they are known.
    func names(_ accounts: Set<AccountID>) async throws -> [AccountID: String] {
        guard !accounts.isEmpty else { return [:] }
        return try await store.read("workspace.names") { reader in
            try self.accounts.names(of: accounts, in: reader).accounts
        }
    }
}
