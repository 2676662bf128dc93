import Cases
import Kernel
import People
import Store
import Web

public struct WorkspaceTools: Sendable {
    public init(
        cases: Cases, accounts: AccountStore, sessions: Sessions, directory: OfficerDirectory,
        shelf: CatalogueShelf, blobs: BlobStore, store: Store, world: World, isDemo: Bool
    ) {}
}

public struct Workspace: Domain {
    public static let name = "workspace"
    public init(tools: WorkspaceTools) {}
    public var words: [WordList] { WordList.embedded(Embedded.files) }
}
