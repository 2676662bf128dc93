import Kernel
import Ledger
import People
import Store

/// One domain of the city: everything it brings to the house. `City/Rooms.swift` lists them.
public protocol Domain: Sendable {
    /// Short and lower-case, such as `portal`; also the name of its migrations.
    static var name: String { get }
    /// Its tables. They are made before the house has tools, so they belong to the type.
    static var migrations: MigrationSet { get }
    /// What its officers may be allowed to do.
    var permissions: [Permission] { get }
    var routes: [Route] { get }
    /// How errors are told below its addresses that clients of a standard call.
    var dialects: [ErrorDialect] { get }
    var navigation: [NavItem] { get }
    /// Its locale files: `WordList.embedded(Embedded.files)`.
    var words: [WordList] { get }
    /// Its style files: `Styles.embedded(Embedded.files)`.
    var styles: [String] { get }
    /// Its script files, for pages that ask for them (`Page.hasScript`):
    /// `Scripts.embedded(Embedded.files)`.
    var scripts: [String] { get }
    /// What only single pages load: they name it by its address.
    var pageAssets: [PageAsset] { get }
    /// How much waits behind its entries of the navigation; see `ShellSettings.badges`.
    var badges: ShellSettings.Badges? { get }
    /// What runs for jobs that it puts into the queue, by kind.
    var jobs: [String: JobHandler] { get }
    /// What follows the ledger, at least once and in order.
    var readers: [LedgerReader] { get }
    /// What it does from time to time, on one node at a time.
    var timers: [TimerTask] { get }
}

extension Domain {
    public static var migrations: MigrationSet { MigrationSet(name: name, migrations: []) }
    public var permissions: [Permission] { [] }
    public var routes: [Route] { [] }
    public var dialects: [ErrorDialect] { [] }
    public var navigation: [NavItem] { [] }
    public var words: [WordList] { [] }
    public var styles: [String] { [] }
    public var scripts: [String] { [] }
    public var pageAssets: [PageAsset] { [] }
    public var badges: ShellSettings.Badges? { nil }
    public var jobs: [String: JobHandler] { [:] }
    public var readers: [LedgerReader] { [] }
    public var timers: [TimerTask] { [] }
}

extension WordList {
    /// The locale files among embedded files.
    public static func embedded(_ files: [(name: String, text: StaticString)]) -> [WordList] {
        files.compactMap { WordList(file: $0.name, text: $0.text) }
    }
}
