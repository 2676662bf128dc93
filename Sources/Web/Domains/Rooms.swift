import Kernel
import Ledger
import People
import Store

/// The domains of a city, seen as one.
public struct Rooms: Sendable {
    public let domains: [any Domain]

    public init(_ domains: [any Domain]) { self.domains = domains }

    public var permissions: Set<Permission> { Set(domains.flatMap(\.permissions)) }
    public var routes: [Route] { domains.flatMap(\.routes) }
    public var dialects: [ErrorDialect] { domains.flatMap(\.dialects) }
    public var navigation: [NavItem] { domains.flatMap(\.navigation) }
    public var words: [WordList] { domains.flatMap(\.words) + Shell.words }
    public var styles: [String] { domains.flatMap(\.styles) }
    public var scripts: [String] { domains.flatMap(\.scripts) }
    public var pageAssets: [PageAsset] { domains.flatMap(\.pageAssets) }
    public var readers: [LedgerReader] { domains.flatMap(\.readers) }
    public var timers: [TimerTask] { domains.flatMap(\.timers) }

    /// All numbers beside the navigation, of whichever domain.
    public var badges: ShellSettings.Badges? {
        let all = domains.compactMap(\.badges)
        guard !all.isEmpty else { return nil }
        return { person in
            var numbers: [String: Int] = [:]
            for badges in all { numbers.merge(await badges(person)) { $1 } }
            return numbers
        }
    }

    public var jobs: [String: JobHandler] {
        domains.reduce(into: [:]) { all, domain in
            all.merge(domain.jobs) { first, _ in first }
        }
    }
}
