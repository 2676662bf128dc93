import Kernel
import Logging
import People
import ServiceLifecycle
import Store
import Web

/// The open house: pages for everybody, and the workers beside them.
public enum CityHall {
    /// Serves until SIGTERM or SIGINT. `announce` is told the address once requests are taken.
    public static func serve(
        _ settings: Settings, announce: @escaping @Sendable (String) -> Void
    ) async throws {
        var logger = Logger(label: "pendopo")
        logger.logLevel = .notice
        let house = try await House.open(settings)
        let shell = try house.shell(logger: logger)
        try await shell.run(
            host: settings.host, port: settings.port, services: [Workers(house: house)]
        ) { port in
            announce(settings.publicAddress ?? "http://\(settings.host):\(port)")
        }
        await house.close()
    }
}

/// Runs the house's workers as a service: they stop when the server has drained.
private struct Workers: Service {
    let house: House

    func run() async throws {
        await cancelWhenGracefulShutdown { await house.work() }
    }
}

extension House {
    /// The HTTP face of the house.
    public func shell(
        logger: Logger = Logger(label: "pendopo.web"), rates: [RateClass: Rate] = Rate.usual
    ) throws -> Shell {
        let rooms = rooms
        var shellSettings = ShellSettings(
            cityName: LocalizedText(id: cityName, en: cityName),
            origin: settings.publicAddress.map { _ in settings.address },
            isSecure: settings.isSecure, isDemo: settings.mode == .demo,
            proxies: settings.proxies, secret: formSecret, navigation: rooms.navigation,
            rates: settings.limitsCalls ? rates : [:])
        shellSettings.badges = rooms.badges
        if !settings.keepsPages { shellSettings.cacheBytes = 0 }
        // A measurement listens from one address.
        if !settings.limitsCalls { shellSettings.streamsPerAddress = shellSettings.streams }
        shellSettings.officerSignInPath = "/petugas/masuk"
        return try Shell(
            routes: rooms.routes, vocabulary: Vocabulary(HouseWords.lists + rooms.words),
            settings: shellSettings, sessions: keeper, proofs: proofs, programs: programs,
            meter: requests, world: world,
            styles: rooms.styles,
            scripts: rooms.scripts, pageAssets: rooms.pageAssets, dialects: rooms.dialects,
            logger: logger
        ) { await isReady }
    }

    /// What signs form tokens and messages on every node.
    var formSecret: [UInt8] {
        vault.index("pendopo form tokens", "web.secret")
            + vault.index("pendopo messages", "web.secret")
    }

    /// Who is signed in, for each request.
    private var keeper: SessionKeeper {
        SessionKeeper { text, _ in
            guard let token = SecretToken(text: text),
                let session = try await sessions.resolve(token)
            else { return nil }
            switch session.kind {
            case .citizen: return try await citizen(of: session).map(Person.citizen)
            case .officer:
                let today = Day(world.now, in: zone)
                return try await directory.officer(session.account, on: today)
                    .map(Person.officer)
            }
        }
    }

    /// The citizen of a session; a mandate that does not hold any more leaves the own name.
    private func citizen(of session: Session) async throws -> CitizenIdentity? {
        guard var citizen = try await accounts.citizen(session.account) else { return nil }
        if let mandate = session.mandate {
            citizen.acting = try await mandates.acting(mandate, by: citizen)
        }
        return citizen
    }

    /// Who has to show again who is there, and how.
    private var proofs: ProofKeeper {
        ProofKeeper { text, browser in
            guard let token = SecretToken(text: text),
                let choice = try await accounts.proofChoice(token)
            else { return nil }
            let passkey =
                choice.hasPasskey
                ? try await accounts.passkeyOptions(for: browser, of: choice.account) : nil
            return ProofKeeper.Request(
                takesCode: choice.takesCode, takesPassword: choice.takesPassword, passkey: passkey)
        } prove: { text, browser, answer, visitor in
            guard let token = SecretToken(text: text) else {
                throw Refusal(.forbidden, "web.forbidden")
            }
            let fresh = try await accounts.prove(token, answer, browser: browser, from: visitor)
            return ProofKeeper.Fresh(
                token: fresh.token.text, seconds: fresh.expiresAt.seconds(after: world.now))
        }
    }

    /// Whether requests that need the database can be answered.
    private var isReady: Bool {
        get async {
            let row = try? await store.read("ready", short: false) { reader in
                try reader.row("SELECT version FROM catalogue_versions LIMIT 1") != nil
            }
            return row ?? false
        }
    }
}
