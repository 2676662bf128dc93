import ArgumentParser
import City

struct LaporCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lapor", abstract: "Exchange reports with SP4N-LAPOR! by files.",
        discussion: """
            What columns and codes are called stands in the city's partners.yaml; see \
            docs/import.md.
            """,
        subcommands: [LaporTake.self, LaporGive.self])
}

struct LaporTake: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take reports of theirs as cases, each once.")

    @OptionGroup var house: HouseOptions
    @Argument(help: "FILE.csv, FILE.json or FILE.jsonl.") var file: String
    @Flag(help: "Say what would happen and change nothing.") var dryRun = false
    @Option(help: "A new file for every problem, by line and column.") var report: String?

    func run() async throws {
        let settings = try house.settings(.production)
        let (file, report, isDry) = (file, report, dryRun)
        try await runReporting {
            try await House.open(settings).closing { city in
                let result = try await LaporRun.take(
                    file, isDry: isDry, report: report, in: city)
                for line in result.lines { say(line) }
                if result.wrong > 0 { throw ExitCode(2) }
            }
        }
    }
}

struct LaporGive: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write reports of ours with their states.")

    @OptionGroup var house: HouseOptions
    @Argument(help: "A new FILE.csv or FILE.jsonl.") var file: String
    @Option(help: "The day from which on changes count, as 2026-11-23.") var since: String

    func run() async throws {
        let settings = try house.settings(.production)
        let (file, since) = (file, since)
        try await runReporting {
            try await House.open(settings).closing { city in
                for line in try await LaporRun.give(since: since, to: file, in: city) {
                    say(line)
                }
            }
        }
    }
}
