import Kernel
import Notices
import Signatures
import Store

/// Everything that a deployment decides, read once at the start.
public struct Settings: Sendable {
    public enum Mode: String, Sendable {
        case production
        /// Synthetic people, shortcuts for signing in, mail that stays in the house.
        case demo
    }

    public var mode: Mode
    public var database: DatabaseURL
    /// Holds blobs and keys, and the database file where SQLite is used.
    public var dataDirectory: String
    /// The city's files; only publishing reads them.
    public var cityDirectory: String
    public var host: String
    /// 0 takes a free port.
    public var port: Int
    /// The address that letters and mails print, such as `https://layanan.kotabogor.go.id`; nothing
    /// takes host and port.
    public var publicAddress: String?
    /// Where mail goes; nothing keeps it in the outbox (the demo shows it).
    public var mail: SMTPServer?
    /// Addresses of the city's own proxies, whose word on the client is believed.
    public var proxies: Set<String> = []
    /// A file that names the providers through which people sign in.
    public var providersFile: String?
    /// A file that names the population register to ask.
    public var residentsFile: String?
    /// Whose signatures on letters count, as the city's file says now.
    public var trust = TrustBook()
    /// What stands under each letter.
    public var seal = SealSource.none
    /// A file that says how officials sign letters; nothing: by the city's seal alone.
    public var signersFile: String?
    /// A file that names the gateways for text messages and push.
    public var gatewaysFile: String?
    /// Whether the public reaches the house by https, through a proxy.
    public var isSecure: Bool
    public var batchLimit: Int
    public var synchronous: StoreOptions.Synchronous
    /// Whether callers are held to their allowance; not for measurements.
    public var limitsCalls = true
    /// The program that is started to read foreign files: `pendopo` names itself. Without one files
    /// wait.
    public var program: String?
    /// Whether public pages are kept ready; not when their making is measured.
    public var keepsPages = true
    /// Whether this node extends the tree over the ledger: off only to measure what that costs.
    public var growsTree = true

    public init(
        mode: Mode, database: DatabaseURL, dataDirectory: String, cityDirectory: String,
        host: String = "127.0.0.1", port: Int = 8080, publicAddress: String? = nil,
        mail: SMTPServer? = nil, isSecure: Bool = false, batchLimit: Int = 256,
        synchronous: StoreOptions.Synchronous = .full
    ) {
        self.mode = mode
        self.database = database
        self.dataDirectory = dataDirectory
        self.cityDirectory = cityDirectory
        self.host = host
        self.port = port
        self.publicAddress = publicAddress
        self.mail = mail
        self.isSecure = isSecure
        self.batchLimit = batchLimit
        self.synchronous = synchronous
    }

    /// The address that passkeys are bound to. Browsers accept no number there, but `localhost`.
    var site: String { publicAddress ?? "http://localhost:\(port)" }

    /// Without a slash at its end.
    public var address: String {
        guard var address = publicAddress else { return "http://\(host):\(port)" }
        while address.hasSuffix("/") { address.removeLast() }
        return address
    }
}
