import ArgumentParser
import City

struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the tables up to date, and do nothing else.",
        discussion: "`serve` does the same by itself. Migrations only go forward; back up before.")

    @OptionGroup var house: HouseOptions

    func run() async throws {
        let settings = try house.settings(.production)
        try await runReporting {
            let city = try await House.open(settings)
            await city.close()
            say("The tables are up to date.")
        }
    }
}

struct Version: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the version.")

    func run() { say("pendopo \(Release.version)") }
}
