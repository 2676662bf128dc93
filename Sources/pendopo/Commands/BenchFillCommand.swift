import ArgumentParser
import City

/// What `bench/run.py` calls before each measurement.
struct BenchFillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-fill", abstract: "Fill an empty house for a measurement.",
        shouldDisplay: false)

    @OptionGroup var house: HouseOptions
    @Option(help: "Ready drafts, each with a session and the last form of its owner.")
    var drafts = 0
    @Option(help: "Open cases.") var cases = 0
    @Option(help: "A directory for drafts.tsv and cases.txt.") var out: String

    func run() async throws {
        let settings = try house.settings(.production)
        try await runReporting {
            try await BenchFill(drafts: drafts, cases: cases, output: out).run(settings) { say($0) }
        }
    }
}
