import ArgumentParser
import City

struct CityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "city", abstract: "The city as a whole.", subcommands: [Export.self])

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the city back as files.",
            discussion: """
                Units, posts, permissions and exceptions of the calendar as they are in the \
                database, everything else as it was published last. `catalogue check` accepts the \
                folder, and a new house that is opened from it is the same city. Scenarios are \
                not stored and not written.
                """)

        @Argument(help: "A folder that does not exist yet.")
        var folder: String

        @Flag(help: "Also write who the officers are: private/officers.csv, mode 600.")
        var withPeople = false

        @OptionGroup var house: HouseOptions

        func run() async throws {
            let settings = try house.settings(.production)
            try await runReporting {
                let lines = try await House.open(settings).closing {
                    try await CityExport.run($0, to: folder, withPeople: withPeople)
                }
                for line in lines { say(line) }
                say("\(lines.count) files.")
            }
        }
    }
}
