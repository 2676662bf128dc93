import Cases
import Contracts
import Kernel
import Ledger
import Notices
import People
import Store
import Web

/// Everything that changes how the city hall is manned and runs. Who gives power asks, and another
/// one decides; who only informs, or takes away, acts alone and leaves an entry.
public struct OfficeDesk: Sendable {
    let store: Store
    let vault: Vault
    let ledger: Ledger
    let notices: Notices
    let jobs: JobQueue
    let accounts: AccountStore
    let sessions: Sessions
    let directory: OfficerDirectory
    let cases: Cases
    let shelf: CatalogueShelf
    let proposals: CatalogueProposals
    let importer: OrganisationImport
    let world: World
    let zone: Zone
    /// Of links in notices, without a slash at its end.
    let address: String
    /// Height of a role in the line of initials.
    let level: @Sendable (RoleCode) -> Int

    public init(
        store: Store, vault: Vault, ledger: Ledger, notices: Notices, jobs: JobQueue,
        accounts: AccountStore, sessions: Sessions, directory: OfficerDirectory, cases: Cases,
        shelf: CatalogueShelf, proposals: CatalogueProposals, importer: OrganisationImport,
        world: World, zone: Zone, address: String, level: @escaping @Sendable (RoleCode) -> Int
    ) {
        self.store = store
        self.vault = vault
        self.ledger = ledger
        self.notices = notices
        self.jobs = jobs
        self.accounts = accounts
        self.sessions = sessions
        self.directory = directory
        self.cases = cases
        self.shelf = shelf
        self.proposals = proposals
        self.importer = importer
        self.world = world
        self.zone = zone
        self.address = address
        self.level = level
    }

    var requests: RequestRows { RequestRows(vault: vault) }
    var today: Day { Day(world.now, in: zone) }

    /// The words of this domain, for notices in the language of whoever gets them.
    static let vocabulary = Vocabulary(WordList.embedded(Embedded.files))

    /// The officer as the transaction sees him, with the position that gives a permission. Changes
    /// of the organisation meet here: one after the other.
    func seat(
        _ permission: Permission, of account: AccountID, in tx: Transaction
    ) throws -> (officer: Officer, position: PositionID) {
        try tx.lock("office")
        guard let officer = try directory.officer(account, on: today, in: tx),
            let seat = officer.seat(permission)
        else { throw Refusal(.forbidden, "web.forbidden") }
        return (officer, seat.position)
    }

    func note(
        _ type: String, _ actor: Actor, unit: UnitCode? = nil, _ facts: [String: JSONValue],
        in tx: Transaction
    ) throws {
        try ledger.append(
            LedgerEntry(
                type: "office." + type, actor: actor, unit: unit?.text, facts: .object(facts),
                at: world.now), key: nil, in: tx)
    }

    /// Tells somebody, in that person's language.
    func tell(
        _ template: String, _ account: AccountID, about id: String, in tx: Transaction,
        _ values: (Wording) -> [String: String]
    ) throws {
        // The list in the house reaches also those who gave no address.
        guard let language = try accounts.reach(account, in: tx)?.language else { return }
        try notices.enqueue(
            Notice(
                to: .account(account), template: "office-" + template,
                values: values(Wording(Self.vocabulary, language)),
                key: "office-\(template):\(id):\(account.text)"), in: tx)
    }

    /// Whoever leads a unit, but for some.
    func leaders(
        of unit: UnitCode, besides: Set<AccountID>, in reader: Reader
    ) throws -> Set<AccountID> {
        let leading = Set(try directory.holders(of: .leadCases, on: today, in: reader))
        let seated = try directory.colleagues(in: [unit], on: today, in: reader)
        return leading.intersection(seated).subtracting(besides)
    }

    func checkDecree(_ text: String) throws(Refusal) {
        guard !text.isEmpty, text.count <= DecreeText.longest + 40 else {
            throw Refusal(.invalid, "administration.decree.missing", field: "nomor")
        }
    }
}
