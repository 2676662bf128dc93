import Cases
import Contracts
import Kernel
import Ledger
import Notices
import People
import Store
import Web

/// Asks people after their case what they think of the service, takes the answers and adds them.
///
/// An answer cannot be traced: the row of the case only knows that it was used, the row of the
/// answer knows neither case nor person, its id is chance, its time no finer than half a day.
public struct SurveyDesk: Sendable {
    let store: Store
    let vault: Vault
    let ledger: Ledger
    let notices: Notices
    let shelf: CatalogueShelf
    let directory: OfficerDirectory
    let world: World
    let zone: Zone
    /// Of links in notices, without a slash at its end.
    let address: String
    /// Whether people may answer by text message, too.
    let takesTexts: Bool

    public init(
        store: Store, vault: Vault, ledger: Ledger, notices: Notices, shelf: CatalogueShelf,
        directory: OfficerDirectory, world: World, zone: Zone, address: String,
        takesTexts: Bool
    ) {
        self.takesTexts = takesTexts
        self.store = store
        self.vault = vault
        self.ledger = ledger
        self.notices = notices
        self.shelf = shelf
        self.directory = directory
        self.world = world
        self.zone = zone
        self.address = address
    }

    /// How long after the end of a case its applicant may judge, in days.
    static let openDays: Int64 = 30
    /// How long after the end the notice goes out, in hours: not together with the letter.
    static let restHours: Int64 = 24

    /// The path of the ballot of a case, while it may be used: for the pages of its applicant.
    public func path(of id: CaseID) async throws -> String? {
        let since = world.now.adding(hours: -24 * Self.openDays)
        let isOpen = try await store.read("survey.open") { reader in
            try BallotRows.isOpen(id, since: since, in: reader)
        }
        return isOpen ? SurveyURL.ballot.filled(BallotCode(id.value, vault).text) : nil
    }
}
