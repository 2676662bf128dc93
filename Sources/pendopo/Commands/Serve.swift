import ArgumentParser
import City

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Open the city hall.",
        discussion: """
            Brings the tables up to date, publishes the city's files when nothing is published \
            yet, and serves until SIGTERM or SIGINT; then running requests have 10 seconds. \
            Several `serve` on one PostgreSQL work as one.
            """)

    @OptionGroup var house: HouseOptions
    @OptionGroup var server: ServerOptions

    func run() async throws {
        var settings = try house.settings(.production)
        try server.apply(to: &settings)
        try await runReporting {
            try await CityHall.serve(settings) { say("Pendopo: \($0)/") }
        }
    }
}

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Open a demo city hall with invented people.",
        discussion: """
            Fills an empty data directory with 12 officers, 60 citizens and 120 cases in all \
            states, made by the real engine, then serves. Everything in it is invented. Signing in \
            takes one click. Run it again to go on where you were; --fresh begins anew.
            """)

    @OptionGroup var house: HouseOptions
    @OptionGroup var server: ServerOptions

    @Flag(help: "Throw the demo's data away first (only in a data directory that a demo made).")
    var fresh = false

    func run() async throws {
        var settings = try house.settings(.demo)
        settings.seal = .demo
        try server.apply(to: &settings)
        try await runReporting {
            if fresh { try DemoCity.clear(settings) }
            try await DemoCity.fill(settings) { say($0) }
            try await CityHall.serve(settings) { say("Pendopo: \($0)/") }
        }
    }
}
