import Cases
import Contracts
import Forms
import Kernel
import Ledger
import Notices
import People
import Store

/// What the city hands to the register of permits.
public struct PermitTools: Sendable {
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
    /// The address that notices print, without a slash at its end.
    public let address: String
    /// How national systems are reached; nothing where they are not.
    public let link: NationalLink?
    let counts = PermitCounts()
    let counted = VisitCounts()

    public init(
        cases: Cases, accounts: AccountStore, directory: OfficerDirectory, access: AccessLog,
        link: NationalLink? = nil
    ) {
        self.link = link
        self.cases = cases
        shelf = cases.shelf
        self.accounts = accounts
        self.directory = directory
        self.access = access
        drafts = cases.drafts
        notices = cases.notices
        ledger = cases.ledger
        vault = cases.vault
        store = cases.store
        world = cases.world
        address = cases.address
    }

    var rows: PermitRows { PermitRows(vault: vault) }
    var events: EventRows { EventRows(vault: vault) }
    var misfits: MisfitRows { MisfitRows(vault: vault) }

    func today() async throws -> Day { Day(world.now, in: try await shelf.zone()) }

    /// The permit of a number, as people type it or as it stands in a path.
    func permit(_ key: [UInt8]) async throws -> Permit {
        let found = try await store.read("permit.find") { [rows] in
            try rows.find(key: key, in: $0)
        }
        guard let found else { throw Refusal(.notFound, "permits.none") }
        return found
    }
}

extension Catalogue {
    /// What the kind of a permit is called.
    func permitTitle(_ kind: ServiceCode) -> LocalizedText {
        services[kind]?.title ?? LocalizedText(kind.text)
    }

    /// Kinds of permits that the city gives today.
    var permitKinds: [Service] {
        services.values.filter { $0.terms.permit?.gift == .permit }
            .sorted { $0.title.id < $1.title.id }
    }

    /// “Sempur, Bogor Tengah”; the code where the region is not known any more.
    func placeName(_ code: RegionCode) -> String {
        places.region(code)?.title ?? region(code)?.name ?? code.text
    }
}
