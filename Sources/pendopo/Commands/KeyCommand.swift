import ArgumentParser
import City

struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "The master key of the house.",
        subcommands: [Rotate.self, Status.self])

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change the master key while the house is open.",
            discussion: """
                Wraps the keys of all cases, persons and files with a new master key. Running \
                servers take it up within ten seconds. Killed at any moment: run it again, it goes \
                on. A house that keeps its own key makes the new one; where the machine hands keys \
                in, give the new one beside the old one first (PENDOPO_MASTER_KEY=OLD,NEW).
                """)

        @OptionGroup var house: HouseOptions

        func run() async throws {
            let settings = try house.settings(.production)
            try await runReporting { say(try await Keeping.changeKey(settings) { say($0) }) }
        }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say which master keys wrap how much.")

        @OptionGroup var house: HouseOptions

        func run() async throws {
            let settings = try house.settings(.production)
            try await runReporting {
                for line in try await Keeping.keyStanding(settings) { say(line) }
            }
        }
    }
}
