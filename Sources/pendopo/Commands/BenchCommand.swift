import ArgumentParser
import City

/// What `bench/run.py` calls before each measurement.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Fill an empty house for a measurement.",
        shouldDisplay: false,
        subcommands: [
            Seed.self, Fill.self, Permits.self, Reports.self, Figures.self, BenchLedgerCommand.self,
        ])

    struct Seed: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Very many cases of three years, most of them closed.",
            discussion: """
                Everything in them is invented. A million take some minutes and about 6 GB. Run it \
                again on the same house to open new sessions for the list.
                """)

        @OptionGroup var house: HouseOptions
        @Option(help: "Cases in all.") var cases = 1_000_000
        @Option(help: "Open tasks of the officer whose inbox is measured.") var officer = 300
        @Option(help: "Open cases of the unit whose head is measured.") var manager = 40_000
        @Option(help: "A directory for desk.tsv: who, cookie, address.") var out: String?

        func run() async throws {
            let settings = try house.settings(.production)
            try await runReporting {
                try await BenchSeed(
                    cases: cases, officerOpen: officer, managerOpen: manager, output: out
                ).run(settings) { say($0) }
            }
        }
    }

    struct Fill: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ready drafts and open cases, with lists for the load generator.")

        @OptionGroup var house: HouseOptions
        @Option(help: "Ready drafts, each with a session and the last form of its owner.")
        var drafts = 0
        @Option(help: "Open cases.") var cases = 0
        @Option(help: "Text messages that wait to leave.") var notices = 0
        @Option(help: "The service of the drafts. Default: the research permit.")
        var service: String?
        @Option(help: "A directory for drafts.tsv and cases.txt.") var out: String

        func run() async throws {
            let settings = try house.settings(.production)
            try await runReporting {
                try await BenchFill(
                    drafts: drafts, cases: cases, notices: notices, service: service,
                    output: out
                ).run(settings) { say($0) }
            }
        }
    }

    struct Permits: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "An archive of permits for `pendopo import permits`, and look-ups in it.")

        @OptionGroup var house: HouseOptions
        @Option(help: "Rows of the file.") var rows = 300_000
        @Option(help: "Of a hundred rows, how many are wrong.") var wrong = 5
        @Option(help: "A directory for permits.csv and lookups.tsv.") var out: String

        func run() async throws {
            let settings = try house.settings(.production)
            try await runReporting {
                try await BenchPermits(rows: rows, wrong: wrong, output: out).run(settings)
            }
        }
    }

    struct Reports: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Very many reports of citizens on the map, and people ready to report.",
            discussion: """
                Everything in them is invented. Run it again on the same house to open new \
                sessions for the list.
                """)

        @OptionGroup var house: HouseOptions
        @Option(help: "Reports in all.") var reports = 1_000_000
        @Option(help: "How many of them are open.") var open = 50_000
        @Option(help: "Citizens with a session and a form token.") var senders = 64
        @Option(help: "A directory for points.tsv and senders.tsv.") var out: String

        func run() async throws {
            let settings = try house.settings(.production)
            try await runReporting {
                try await BenchReports(
                    reports: reports, open: open, senders: senders, output: out
                ).run(settings) { say($0) }
            }
        }
    }

    struct Figures: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compare the figures of the leaders with a full recount.")

        @OptionGroup var house: HouseOptions

        func run() async throws {
            let settings = try house.settings(.production)
            try await runReporting {
                say("\(try await BenchFigures().run(settings)) sums differ")
            }
        }
    }
}
