import ArgumentParser
import City

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take over what older archives hold.",
        discussion: """
            The file is a table (CSV, UTF-8) with the names of columns in its first line; see \
            docs/import.md. Rows that are right are imported, the others are told by line and \
            column. Running it twice imports once; rows that changed are changed.
            """)

    @OptionGroup var house: HouseOptions
    @Argument(help: "permits, people or cases.") var kind: ImportKind
    @Argument(help: "The table.") var file: String
    @Flag(help: "Say what would happen and change nothing.") var dryRun = false
    @Option(help: "A new file for every problem, by line and column.") var report: String?
    @Option(help: "What the archive is called; the keys of its rows belong to it.")
    var source = "arsip"

    func run() async throws {
        let settings = try house.settings(.production)
        let order = ImportRun(file: file, isDry: dryRun, report: report)
        let (kind, source, report, isDry) = (kind, source, report, dryRun)
        try await runReporting {
            try await House.open(settings).closing { city in
                let result = try await ImportDesk.run(kind, order, source: source, in: city) {
                    say($0)
                }
                for line in result.lines(isDry: isDry, report: report) { say(line) }
                if result.wrong > 0 { throw ExitCode(2) }
            }
        }
    }
}

extension ImportKind: ExpressibleByArgument {}

struct IntakeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "intake", abstract: "Take messages of a national system, such as OSS.",
        discussion: """
            Each message becomes a case, once by its id, with the clock that it names; see \
            docs/import.md. Without a file the system is asked over HTTP, as the city's \
            systems.yaml says, and told what became of earlier messages.
            """)

    @OptionGroup var house: HouseOptions
    @Argument(help: "oss, simbg, or what a service of the city names.") var system: String
    @Argument(help: "The messages: FILE.json or FILE.csv; without one the system is asked.")
    var file: String?
    @Option(help: "A new file for every problem.") var report: String?
    @Option(help: "A new file for what became of messages since it was last asked for.")
    var replies: String?

    func run() async throws {
        let settings = try house.settings(.production)
        let (system, file, report, replies) = (system, file, report, replies)
        try await runReporting {
            try await House.open(settings).closing { city in
                guard let file else {
                    for line in try await IntakeRun.pull(system, in: city) { say(line) }
                    return
                }
                let lines = try await IntakeRun.run(
                    system, file: file, report: report, replies: replies, in: city)
                for line in lines { say(line) }
            }
        }
    }
}
