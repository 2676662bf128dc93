import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Logging
import NIOCore

/// The HTTP shell: takes a request through target, route, rate, session, access, form and handler,
/// and makes the response from the reply. Holds no rule of the city.
public final class Shell: Sendable {
    public let routes: [Route]
    public let settings: ShellSettings
    let dialects: [ErrorDialect]
    let vocabulary: Vocabulary
    let world: World
    let sessions: SessionKeeper
    let proofs: ProofKeeper
    let programs: ProgramKeeper
    let meter: RequestMeter
    let isReady: @Sendable () async -> Bool
    let logger: Logger
    let table: RouteTable
    let limiter: RateLimiter
    let budget: UploadBudget
    let streams: StreamCount
    let pulse = StreamPulse()
    let listeners: Listeners
    let cache: PageCache
    let assets: Assets
    let cookies: Cookies
    let turns: Turns

    /// Builds the router from the routes of all domains and the shell's own.
    ///
    /// - Throws: `ShellFault` when routes contradict each other.
    public init(
        routes: [Route], vocabulary: Vocabulary, settings: ShellSettings, sessions: SessionKeeper,
        proofs: ProofKeeper = .nothing, programs: ProgramKeeper = .nobody,
        meter: RequestMeter = RequestMeter(), world: World, styles: [String] = [],
        scripts: [String] = [], pageAssets: [PageAsset] = [], dialects: [ErrorDialect] = [],
        logger: Logger = Logger(label: "pendopo.web"),
        isReady: @escaping @Sendable () async -> Bool = { true }
    ) throws {
        let own = settings.isDemo ? [Gallery.route, Gallery.sent] : []
        let all = routes + own
        let problems = RouteTable.problems(all)
        guard problems.isEmpty else { throw ShellFault(problems: problems) }
        self.routes = all
        self.settings = settings
        self.dialects = dialects
        self.vocabulary = vocabulary
        self.world = world
        self.sessions = sessions
        self.proofs = proofs
        self.programs = programs
        self.meter = meter
        self.isReady = isReady
        self.logger = logger
        table = RouteTable(all)
        limiter = RateLimiter(settings.rates)
        budget = UploadBudget(limit: settings.uploadBytes)
        streams = StreamCount(total: settings.streams)
        listeners = try Listeners()
        cache = PageCache(limit: settings.cacheBytes)
        assets = Assets(
            styles: OwnFiles.styles + styles, script: OwnFiles.script,
            more: OwnFiles.more + scripts,
            icon: OwnFiles.icon, pages: pageAssets)
        cookies = Cookies(isSecure: settings.isSecure)
        turns = Turns(2 * ProcessInfo.processInfo.activeProcessorCount)
    }

    /// The words of the shell itself; a city's vocabulary must hold them too.
    public static var words: [WordList] {
        Embedded.files.compactMap { WordList(file: $0.name, text: $0.text) }
    }

    /// Answers one request. Never throws: whatever happens becomes a response.
    func respond(
        to request: Request, peer: String, channel: (any Channel)? = nil
    ) async -> Response {
        let start = ContinuousClock.now
        let exchange = Exchange(shell: self, request: request, peer: peer, channel: channel)
        var response = await exchange.answer()
        if request.method == .head { response = response.createHeadResponse() }
        log(exchange, request, response.status.code, since: start)
        return response
    }

    /// One line per request, without query, address or any other word about a person.
    private func log(
        _ exchange: Exchange, _ request: Request, _ status: Int,
        since start: ContinuousClock.Instant
    ) {
        let spent = (ContinuousClock.now - start).components
        let microseconds = spent.seconds * 1_000_000 + spent.attoseconds / 1_000_000_000_000
        meter.note(
            request.method.rawValue, exchange.routeName, status: status,
            microseconds: microseconds)
        let level: Logger.Level = status >= 500 ? .error : .info
        guard logger.logLevel <= level else { return }
        logger.log(
            level: level, "request",
            metadata: [
                "id": "\(exchange.id)", "method": "\(request.method.rawValue.prefix(16))",
                "route": "\(exchange.routeName)", "status": "\(status)", "us": "\(microseconds)",
            ])
    }
}

/// Routes that contradict each other.
public struct ShellFault: Error, CustomStringConvertible {
    public let problems: [String]
    public var description: String { problems.joined(separator: "\n") }
}
