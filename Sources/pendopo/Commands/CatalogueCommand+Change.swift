import ArgumentParser
import City

extension CatalogueCommand {
    struct Draw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Draw the flow of a service as SVG on standard output.")

        @Argument(help: "The code of the service.")
        var service: String

        @Option(help: "The language of the drawing: id or en.")
        var language = "id"

        @OptionGroup var house: HouseOptions

        func run() async throws {
            let settings = try house.settings(.production)
            try await runReporting {
                say(
                    try CatalogueDesk.draw(
                        settings.cityDirectory, service, language: language))
            }
        }
    }

    struct Diff: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what differs between two folders, or between the house and a folder.",
            discussion: """
                With two folders their files are compared. With `live` as the first, the published \
                version is, and the running cases and drafts of the house: who is touched, who \
                would be stuck, which fees differ. Nothing is changed.
                """)

        @Argument(help: "The folder of the old files, or `live`.")
        var old: String

        @Argument(help: "The folder of the new files.")
        var new: String

        @OptionGroup var house: HouseOptions

        func run() async throws {
            let settings = try house.settings(.production)
            try await runReporting {
                if old != "live" {
                    let lines = try CatalogueDesk.diff(old, new)
                    for line in lines { say(line) }
                    return say(lines.isEmpty ? "Nothing differs." : "\(lines.count) differences.")
                }
                let lines = try await House.open(settings).closing {
                    try await CatalogueDesk.diff($0, with: new)
                }
                for line in lines { say(line) }
                if lines.isEmpty { say("Nothing differs.") }
            }
        }
    }

    struct Migrate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Move running cases to the version in force.",
            discussion: """
                Each move is an entry of the ledger. A case that could not go on stays where it \
                is, with the reason: see `catalogue diff live FOLDER` first.
                """)

        @Argument(help: "Numbers of cases.")
        var numbers: [String] = []

        @Option(help: "All running cases of a service.")
        var service: String?

        @OptionGroup var house: HouseOptions

        func run() async throws {
            let settings = try house.settings(.production)
            try await runReporting {
                try await House.open(settings).closing { city in
                    try await CatalogueDesk.migrate(city, numbers, service: service) { say($0) }
                }
            }
        }
    }

    struct New: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the files of a new service: form, flow, letters, scenarios.")

        @Argument(help: "Its code, such as `izin-penelitian`.")
        var code: String

        @Option(help: "What people read in lists.")
        var title: String

        @Option(help: "The unit that answers for it, of units.yaml.")
        var owner: String

        @OptionGroup var house: HouseOptions

        func run() async throws {
            let settings = try house.settings(.production)
            try await runReporting {
                let paths = try CatalogueDesk.begin(
                    settings.cityDirectory, code: code, title: title, owner: owner)
                for path in paths { say("wrote \(path)") }
                say("Now edit them; `pendopo catalogue check` and `test` say if they hold.")
            }
        }
    }
}
