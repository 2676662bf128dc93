import Cases
import Contracts
import Documents
import Forms
import Kernel
import Ledger
import Notices
import People
import Store

/// The city hall with everything in its place: built once, handed to pages, workers and commands.
public struct House: Sendable {
    public let settings: Settings
    public let world: World
    public let store: Store
    public let vault: Vault
    public let blobs: BlobStore
    public let jobs: JobQueue
    public let ledger: Ledger
    public let words: Vocabulary
    public let hasher: PasswordHasher
    public let sessions: Sessions
    public let accounts: AccountStore
    public let directory: OfficerDirectory
    public let mail: CapturedMail?
    public let notices: Notices
    public let drafts: Drafts
    public let shelf: ServiceShelf
    public let cases: Cases

    /// The tables of the whole house, in the order in which they are made.
    public static let migrations: [MigrationSet] = [
        StoreMigrations.sealing, StoreMigrations.blobs, StoreMigrations.jobs,
        LedgerMigrations.all, PeopleMigrations.people, NoticeMigrations.notices,
        FormMigrations.all, CatalogueMigrations.all, CaseMigrations.all,
    ]

    /// Opens the database (and brings its tables up to date), the keys and the files.
    /// - Parameter hashing: how dear passwords are; tests take cheap ones.
    public static func open(
        _ settings: Settings, world: World = .system,
        hashing: Argon2Parameters = .standard
    ) async throws -> House {
        var options = StoreOptions(world: world)
        options.batchLimit = settings.batchLimit
        options.synchronous = settings.synchronous
        let master = try MasterKey.load(directory: settings.dataDirectory + "/keys")
        let store = try await Store.open(settings.database, options: options)
        try await store.migrate(migrations)
        return try await House(
            settings, world: world, store: store, master: master, hashing: hashing)
    }

    private init(
        _ settings: Settings, world: World, store: Store, master: MasterKey,
        hashing: Argon2Parameters
    ) async throws {
        self.settings = settings
        self.world = world
        self.store = store
        vault = Vault(master: master, world: world)
        blobs = BlobStore(
            directory: settings.dataDirectory + "/blobs", vault: vault, world: world)
        jobs = JobQueue(store: store, world: world)
        ledger = Ledger(store: store, vault: vault, world: world)
        words = Vocabulary(Rooms.words)
        hasher = PasswordHasher(parameters: hashing)
        sessions = Sessions(store: store, vault: vault, ledger: ledger, world: world)
        directory = OfficerDirectory(store: store, vault: vault, world: world)
        shelf = ServiceShelf(store: store)
        drafts = Drafts(store: store, vault: vault, world: world)
        let mail = settings.mail == nil ? CapturedMail() : nil
        self.mail = mail
        let city = try await shelf.profile()
        // Looks contacts up for the outbox; it never sends, so it needs no courier.
        let lookUp = AccountStore(
            store: store, vault: vault, ledger: ledger, world: world, hasher: hasher,
            sessions: sessions, courier: CodeCourier { _, _ in })
        notices = Notices(
            store: store, vault: vault, jobs: jobs, world: world,
            texts: NoticeTexts(words, cityName: city.name),
            mail: Self.delivery(settings, city) ?? mail ?? NoMail(), gateway: NoGateway()
        ) { account, reader in
            try lookUp.recipient(account, in: reader)
        }
        accounts = AccountStore(
            store: store, vault: vault, ledger: ledger, world: world, hasher: hasher,
            sessions: sessions, courier: Self.courier(notices))
        cases = Cases(
            store: store, vault: vault, ledger: ledger, blobs: blobs, notices: notices,
            drafts: drafts, shelf: shelf, renderer: PDFRenderer(), world: world,
            address: settings.address)
    }

    /// The mailer that the settings name.
    private static func delivery(
        _ settings: Settings, _ city: CityProfile
    ) -> (any MailDelivery)? {
        guard let server = settings.mail, let address = city.email else { return nil }
        return SMTPDelivery(
            server: server, sender: MailSender(name: city.name.id, address: address),
            zone: city.zone)
    }

    /// Letters about accounts leave by the outbox, in the transaction that made them necessary.
    private static func courier(_ notices: Notices) -> CodeCourier {
        CodeCourier { letter, tx in
            try notices.enqueue(
                Notice(
                    to: .contact(letter.contact, letter.language),
                    template: letter.template.rawValue, values: letter.values,
                    key: letter.key, expiresAt: letter.expiresAt), in: tx)
        }
    }

    /// Stops the threads and lets go of the database.
    public func close() async {
        hasher.stop()
        await store.close()
    }
}
