import Cases
import Contracts
import Documents
import Forms
import Glibc
import Identity
import Kernel
import Ledger
import Messages
import Notices
import Outbound
import Passkeys
import People
import Previews
import Store
import Web

/// The city hall with everything in its place: built once, handed to pages, workers and commands.
public struct House: Sendable {
    public let settings: Settings
    public let world: World
    public let store: Store
    public let keys: HouseKeys
    public let vault: Vault
    public let blobs: BlobStore
    public let jobs: JobQueue
    public let ledger: Ledger
    /// The public side of the ledger.
    public let ledgerLog: LedgerLog
    public let hasher: PasswordHasher
    public let sessions: Sessions
    public let tokens: Tokens
    /// What was asked of this node.
    public let requests = RequestMeter()
    /// Sends events to the servers of strangers.
    let receivers: Outbound
    /// Asks and tells national systems.
    let systems: Outbound
    /// Fetches pictures from strangers.
    let pictures: Outbound
    public let accounts: AccountStore
    public let mandates: Mandates
    public let directory: OfficerDirectory
    /// Who looked at whose record.
    public let access: AccessLog
    public let accessRoots: AccessRoots
    /// Where mail goes that leaves the house by no server.
    public let mail: CapturedMail?
    public let notices: Notices
    public let drafts: Drafts
    public let uploads: Uploads
    public let previewer: Previewer
    public let examiner: FileExaminer
    public let shelf: CatalogueShelf
    public let renderer: PDFRenderer
    public let cases: Cases
    public let providers: [Provider]
    /// From where text messages come in; nil: from nowhere.
    let incoming: IncomingSettings?
    /// How officials sign letters themselves; nil when they do not.
    let signing: OfficialSigning?
    /// The population register; nil when there is none to ask.
    public let residents: ResidentLookup?
    /// The name of the city, and its zone; `Pendopo` and WIB before the first publication.
    public let cityName: String
    public let zone: Zone

    /// The tables of the whole house, in the order in which they are made.
    public static let migrations: [MigrationSet] =
        [
            StoreMigrations.sealing, StoreMigrations.blobs, StoreMigrations.jobs,
            LedgerMigrations.all, PeopleMigrations.people, AccessLogMigrations.all,
            NoticeMigrations.notices, FormMigrations.all, CatalogueMigrations.all,
            CaseMigrations.all,
        ] + domainsWithTables.map { $0.migrations }

    /// Opens the database (and brings its tables up to date), the keys and the files. When nothing
    /// is published yet and the city's files are there, they are published and its organisation
    /// imported.
    /// - Parameter source: the city's files; nothing reads the folder of the settings.
    /// - Parameter hashing: how dear passwords are; tests take cheap ones.
    public static func open(
        _ settings: Settings, source: CatalogueSource? = nil, world: World = .system,
        hashing: Argon2Parameters = .standard
    ) async throws -> House {
        var options = StoreOptions(world: world)
        options.batchLimit = settings.batchLimit
        options.synchronous = settings.synchronous
        try settings.requireKey()
        let providers = try await ProviderFile.load(settings.providersFile)
        let register = try await RegisterFile.load(settings.residentsFile)
        let gateways = try await GatewayFile.load(settings.gatewaysFile)
        let signers = try await SignersFile.load(settings.signersFile)
        try await FileTree.makeDirectory(settings.dataDirectory)
        let store = try await Store.open(settings.database, options: options)
        do {
            let keys = try await settings.keys(for: store, world: world, mayCreate: true)
            try await store.migrate(migrations)
            let shelf = CatalogueShelf(store: store, versions: CatalogueStore(world: world))
            let vault = try await keys.open()
            let ledger = Ledger(store: store, vault: vault, world: world)
            if try await shelf.current() == nil {
                try await CatalogueDesk.open(
                    source ?? (try? CatalogueSource.load(directory: settings.cityDirectory)),
                    shelf, store: store, vault: vault, ledger: ledger, world: world)
            }
            let profile = try await shelf.current()?.profile
            var settings = settings
            let sealing = try await Sealing.open(
                settings, stamps: signers?.stampSource(world.random), world: world)
            if let sealing { settings.trust = sealing.trust }
            let seal =
                sealing?.letters(of: profile?.name ?? "Pendopo", in: profile?.zone ?? .wib)
                ?? signers.map { _ in Sealing.completing(settings.trust) }
            let signing = try OfficialSigning(
                signers, OfficialKeys(store: store, vault: vault, ledger: ledger, world: world),
                settings, profile, world: world)
            return House(
                settings, world: world, store: store, keys: keys, vault: vault, ledger: ledger,
                shelf: shelf, profile: profile, hashing: hashing,
                providers: Self.providers(providers, world: world),
                residents: Self.residents(register, settings.mode, world: world),
                gateways: gateways, seal: seal ?? .none, signing: signing)
        } catch {
            await store.close()
            throw error
        }
    }

    private init(
        _ settings: Settings, world: World, store: Store, keys: HouseKeys, vault: Vault,
        ledger: Ledger, shelf: CatalogueShelf, profile: CityProfile?, hashing: Argon2Parameters,
        providers: [Provider], residents: ResidentLookup?, gateways: GatewayFile, seal: LetterSeal,
        signing: OfficialSigning?
    ) {
        self.settings = settings
        self.world = world
        self.store = store
        self.keys = keys
        self.providers = providers
        incoming = gateways.incoming
        self.residents = residents
        self.vault = vault
        self.ledger = ledger
        ledgerLog = LedgerLog(ledger, origin: LedgerLog.origin(of: settings.address))
        self.shelf = shelf
        cityName = profile?.name ?? "Pendopo"
        zone = profile?.zone ?? .wib
        blobs = BlobStore(
            directory: settings.dataDirectory + "/blobs", vault: vault, world: world,
            isDurable: settings.synchronous == .full)
        jobs = JobQueue(store: store, world: world)
        hasher = PasswordHasher(parameters: hashing)
        sessions = Sessions(store: store, vault: vault, ledger: ledger, world: world)
        tokens = Tokens(store: store, vault: vault, ledger: ledger, world: world)
        receivers = Self.receivers(settings)
        systems = Self.systems(settings)
        pictures = Self.pictures(settings)
        directory = OfficerDirectory(store: store, vault: vault, world: world)
        access = AccessLog(store: store, world: world)
        accessRoots = AccessRoots(store: store, ledger: ledger, world: world)
        let checks = FileChecks(blobs: blobs, jobs: jobs, world: world)
        drafts = Drafts(vault: vault, blobs: blobs, checks: checks, world: world)
        uploads = Uploads(store: store, drafts: drafts)
        previewer = Previewer(program: settings.program)
        examiner = FileExaminer(
            store: store, vault: vault, checks: checks, previewer: previewer)
        renderer = PDFRenderer()
        // Looks contacts up for the outbox; it never sends, so it needs no courier.
        let lookUp = AccountStore(
            store: store, vault: vault, ledger: ledger, world: world, hasher: hasher,
            sessions: sessions, courier: CodeCourier { _, _ in })
        let server = Self.delivery(settings, profile)
        let isDemo = settings.mode == .demo
        let kept = server == nil ? (isDemo ? DemoNotices.mail() : CapturedMail()) : nil
        mail = kept
        notices = Notices(
            store: store, vault: vault, jobs: jobs, world: world,
            texts: NoticeTexts(
                HouseWords.vocabulary, cityName: LocalizedText(id: cityName, en: cityName)),
            ways: gateways.ways(
                mail: server ?? (isDemo ? kept : nil) ?? NoMail(),
                settings, profile, world: world), zone: zone
        ) { try Self.reach($0, by: lookUp, in: $1) }
        accounts = AccountStore(
            store: store, vault: vault, ledger: ledger, world: world, hasher: hasher,
            sessions: sessions, courier: Self.courier(notices, settings.address),
            asksOfficersForSecond: settings.mode != .demo,
            party: try? Passkeys.RelyingParty(address: settings.site, name: cityName))
        mandates = Mandates(accounts: accounts, zone: zone)
        cases = Cases(
            store: store, vault: vault, ledger: ledger, blobs: blobs, notices: notices,
            drafts: drafts, access: access, shelf: shelf, renderer: renderer, world: world,
            address: settings.address, sending: Self.sending, seal: seal,
            hands: signing?.hands ?? .none)
        self.signing = signing
    }

    private static func reach(
        _ account: AccountID, by accounts: AccountStore, in reader: Reader
    ) throws -> NoticeReach? {
        try accounts.reach(account, in: reader).map {
            NoticeReach(contacts: $0.contacts, language: $0.language, devicesSince: $0.endedAt)
        }
    }

    /// The mailer that the settings name.
    private static func delivery(
        _ settings: Settings, _ profile: CityProfile?
    ) -> (any MailDelivery)? {
        guard let server = settings.mail, let profile,
            let address = try? EmailAddress(profile.contact.email)
        else { return nil }
        return SMTPDelivery(
            server: server, sender: MailSender(name: profile.name, address: address),
            zone: profile.zone)
    }

    /// Letters about accounts leave by the outbox, in the transaction that made them necessary.
    private static func courier(_ notices: Notices, _ address: String) -> CodeCourier {
        CodeCourier { letter, tx in
            try notices.enqueue(
                Notice(
                    to: .contact(letter.contact, letter.language),
                    template: letter.template.rawValue,
                    values: letter.values.merging(["address": address]) { own, _ in own },
                    key: letter.key,
                    expiresAt: letter.expiresAt), in: tx)
        }
    }

    /// Stops the threads and lets go of the database.
    public func close() async {
        hasher.stop()
        await store.close()
    }
}

/// The environment of this process, read once at the start.
func processEnvironment() -> [String: String] {
    var result: [String: String] = [:]
    for name in [MasterKey.variable, MasterKey.fileVariable] {
        if let value = getenv(name) { result[name] = String(cString: value) }
    }
    return result
}
