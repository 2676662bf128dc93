import Cases
import Contracts
import Documents
import Forms
import Kernel
import Ledger
import Notices
import People
import Store
import Web

/// What the city hands to this domain.
public struct CorrespondenceTools: Sendable {
    public let cases: Cases
    public let shelf: CatalogueShelf
    public let accounts: AccountStore
    public let directory: OfficerDirectory
    public let access: AccessLog
    public let blobs: BlobStore
    public let jobs: JobQueue
    public let examiner: FileExaminer
    public let notices: Notices
    public let ledger: Ledger
    public let vault: Vault
    public let store: Store
    public let renderer: PDFRenderer
    public let world: World
    /// The address that notices and labels print, without a slash at its end.
    public let address: String

    public init(
        cases: Cases, shelf: CatalogueShelf, accounts: AccountStore,
        directory: OfficerDirectory, access: AccessLog, blobs: BlobStore, jobs: JobQueue,
        examiner: FileExaminer,
        notices: Notices, ledger: Ledger, vault: Vault, store: Store, renderer: PDFRenderer,
        world: World, address: String
    ) {
        self.cases = cases
        self.shelf = shelf
        self.accounts = accounts
        self.directory = directory
        self.access = access
        self.blobs = blobs
        self.jobs = jobs
        self.examiner = examiner
        self.notices = notices
        self.ledger = ledger
        self.vault = vault
        self.store = store
        self.renderer = renderer
        self.world = world
        self.address = address
    }

    var mails: MailRows { MailRows(vault: vault) }
    var instructions: InstructionRows { InstructionRows(vault: vault) }
    var papers: PaperRows { PaperRows(vault: vault) }
    var files: KeptFiles {
        KeptFiles(
            vault: vault, blobs: blobs,
            checks: FileChecks(blobs: blobs, jobs: jobs, world: world))
    }

    /// The officer as the transaction sees him: what was remembered may be some seconds old.
    func now(_ officer: Officer, _ zone: Zone, in reader: Reader) throws -> Officer {
        let today = Day(world.now, in: zone)
        guard let found = try directory.officer(officer.account, on: today, in: reader) else {
            throw Refusal(.forbidden, "web.forbidden")
        }
        return found
    }

    func append(
        _ type: String, _ officer: Officer, _ position: PositionID, unit: UnitCode? = nil,
        about caseID: CaseID? = nil, _ facts: [String: JSONValue], in tx: Transaction
    ) throws {
        try ledger.append(
            LedgerEntry(
                type: type, caseID: caseID, actor: officer.actor(position), unit: unit?.text,
                facts: .object(facts), at: world.now),
            key: nil, in: tx)
    }

    /// Tells everybody who acts from a position today.
    /// - Parameter path: where the notice leads.
    /// - Returns: false when nobody does.
    @discardableResult
    func tell(
        _ template: String, _ position: PositionID, _ values: [String: String],
        days: [String: Day] = [:], at path: String, key: String, _ zone: Zone,
        in tx: Transaction
    ) throws -> Bool {
        let today = Day(world.now, in: zone)
        let holders = Set(try directory.holders(of: position, on: today, in: tx).map(\.account))
        try tell(template, holders, values, days: days, at: path, key: key, in: tx)
        return !holders.isEmpty
    }

    func tell(
        _ template: String, _ accounts: Set<AccountID>, _ values: [String: String],
        days: [String: Day] = [:], at path: String, key: String, in tx: Transaction
    ) throws {
        let all = values.merging(["address": address, "link": address + path]) { own, _ in own }
        for account in accounts {
            try notices.enqueue(
                Notice(
                    to: .account(account), template: "correspondence.\(template)", values: all,
                    days: days, key: "correspondence.\(template):\(key):\(account.text)"),
                in: tx)
        }
    }
}
