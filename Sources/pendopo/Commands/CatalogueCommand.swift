import ArgumentParser
import City

struct CatalogueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalogue",
        abstract: "Write, check, test, draw and publish the city's services.",
        subcommands: [
            Check.self, Test.self, Draw.self, Diff.self, Publish.self, Migrate.self, New.self,
            Hear.self,
        ])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check the city's files: file:line:column, what is wrong, how to mend it.",
            discussion: "Exit code 2 when there are errors.")

        @OptionGroup var house: HouseOptions

        func run() async throws {
            let settings = try house.settings(.production)
            try await runReporting {
                let report = try CatalogueDesk.check(settings.cityDirectory)
                for line in report.lines { say(line) }
                say(report.summary)
                if report.hasErrors { throw ExitCode(2) }
            }
        }
    }

    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Play the scenarios beside the services: acts, days passing, what must hold.",
            discussion: "Exit code 2 when one did not come true or could not be read.")

        @Argument(help: "The code of one service; without it all are tested.")
        var service: String?

        @OptionGroup var house: HouseOptions

        func run() async throws {
            let settings = try house.settings(.production)
            try await runReporting {
                let report = try await CatalogueDesk.test(settings.cityDirectory, only: service) {
                    say($0)
                }
                say(report.summary)
                if !report.isSound { throw ExitCode(2) }
            }
        }
    }

    struct Publish: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check the city's files and put them into force.",
            discussion: """
                Running cases keep the version they began with. Publishing the same files again \
                changes nothing. In a house that works, one officer proposes (--nip) and another \
                one puts into force, on /meja/katalog; the first edition and those of a demo are \
                in force at once.
                """)

        @OptionGroup var house: HouseOptions

        @Option(help: "The NIP of the officer who answers for these files.")
        var nip: String?

        @Option(
            help: ArgumentHelp(
                "Publish at once, in an emergency. Everybody who may decide is told.",
                valueName: "reason"))
        var alone: String?

        func run() async throws {
            let settings = try house.settings(.production)
            try await runReporting {
                say(
                    try await House.open(settings).closing {
                        try await CatalogueDesk.publish($0, nip: nip, alone: alone)
                    })
            }
        }
    }
}
