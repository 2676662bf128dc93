import Cases
import Contracts
import Forms
import Geo
import Kernel
import Ledger
import Notices
import People
import Previews
import Store

/// What the city hands to the rooms of reports.
public struct ComplaintTools: Sendable {
    public let cases: Cases
    public let shelf: CatalogueShelf
    public let accounts: AccountStore
    public let walkins: Walkins
    public let directory: OfficerDirectory
    public let drafts: Drafts
    public let blobs: BlobStore
    public let access: AccessLog
    /// Draws pictures anew, with black boxes over parts of them.
    public let previewer: Previewer
    public let notices: Notices
    public let ledger: Ledger
    public let vault: Vault
    public let store: Store
    public let world: World
    /// The address that notices print, without a slash at its end.
    public let address: String
    /// The areas of the city, as its files in force draw them.
    let maps = CityMaps()
    public let outside: OutsideLink
    /// Whether floods of reports are held back; not where speed is measured.
    public let limitsReports: Bool

    public init(
        cases: Cases, accounts: AccountStore, walkins: Walkins, directory: OfficerDirectory,
        blobs: BlobStore, access: AccessLog, previewer: Previewer, outside: OutsideLink,
        limitsReports: Bool = true
    ) {
        self.cases = cases
        self.accounts = accounts
        self.walkins = walkins
        self.directory = directory
        self.blobs = blobs
        self.access = access
        self.previewer = previewer
        self.outside = outside
        self.limitsReports = limitsReports
        shelf = cases.shelf
        drafts = cases.drafts
        notices = cases.notices
        ledger = cases.ledger
        vault = cases.vault
        store = cases.store
        world = cases.world
        address = cases.address
    }

    /// What people may send to the city's number.
    public var textCommand: TextCommand { TakeTextReport(tools: self).command }

    /// The public report of a number, as it stands in a path.
    func report(_ number: String) async throws -> Report {
        let gone = Refusal(.notFound, "complaints.none")
        guard let code = try? TrackingCode(number) else { throw gone }
        let found = try await store.read("report.find", short: true) {
            try ReportRows.find(code, in: $0)
        }
        guard let found else { throw gone }
        return found
    }
}

extension Catalogue {
    /// “Sempur, Bogor Tengah”; the code where the region is not known any more.
    func placeName(_ code: RegionCode) -> String {
        places.region(code)?.title ?? region(code)?.name ?? code.text
    }

    func topicTitle(_ code: String) -> LocalizedText {
        topics.topic(code)?.title ?? LocalizedText(code)
    }

    func unitName(_ code: UnitCode, _ language: Language) -> String {
        unit(code)?.name.text(language) ?? code.text
    }

    /// The service by which everybody reports what is wrong; nil in a city that takes none.
    var reportService: Service? {
        services.values.filter { $0.terms.report?.kind == .complaint }
            .min { $0.code.text < $1.code.text }
    }
}

extension MapPoint {
    var geo: GeoPoint? { GeoPoint(latitude: latitude, longitude: longitude) }
}
