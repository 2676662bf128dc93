import ArgumentParser
import City

struct PrivacyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "privacy", abstract: "Rules on personal data.", subcommands: [Retention.self])

    struct Retention: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Erase what is past its time of keeping, as the house does every night.",
            discussion: "What is erased cannot be brought back. See with --dry-run first.")

        @OptionGroup var house: HouseOptions
        @Flag(help: "Say what would go and change nothing.") var dryRun = false

        func run() async throws {
            let settings = try house.settings(.production)
            try await runReporting {
                try await House.open(settings).closing { city in
                    guard dryRun else { return say(try await PrivacyDesk.retain(city)) }
                    for line in try await PrivacyDesk.forecast(city) { say(line) }
                }
            }
        }
    }
}
