import ArgumentParser
import City

struct BenchLedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "Times of the ledger, a name and a figure in each line.",
        subcommands: [Tree.self, Entries.self, Extend.self, Proofs.self, Letters.self])

    struct Tree: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Leaves a second in memory, and SHA-256 of 65 bytes a second.")

        @Option(help: "Leaves.") var leaves: Int64 = 2_000_000

        func run() async throws {
            try await runReporting { tell(BenchLedger.tree(leaves: leaves)) }
        }
    }

    struct Entries: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write entries of submissions into an empty house.")

        @OptionGroup var house: HouseOptions
        @Option(help: "Entries.") var entries = 50_000

        func run() async throws {
            let settings = try house.settings(.production)
            try await runReporting {
                tell(try await BenchLedger.entries(settings, count: entries))
            }
        }
    }

    struct Extend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take all entries of a filled house into its tree.")

        @OptionGroup var house: HouseOptions

        func run() async throws {
            let settings = try house.settings(.production)
            try await runReporting { tell(try await BenchLedger.extend(settings)) }
        }
    }

    struct Proofs: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Inclusion proofs from a tree of invented leaves, in an empty house.")

        @OptionGroup var house: HouseOptions
        @Option(help: "Leaves.") var leaves: Int64 = 10_000_000

        func run() async throws {
            let settings = try house.settings(.production)
            try await runReporting {
                tell(try await BenchLedger.proofs(settings, leaves: leaves))
            }
        }
    }

    struct Letters: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sign and verify a letter with P-256, many times.")

        @Option(help: "Letters.") var letters = 40

        func run() async throws {
            try await runReporting { tell(try await BenchLedger.letters(letters)) }
        }
    }
}

private func tell(_ figures: [(name: String, value: Double)]) {
    for (name, value) in figures { say("\(name) \(value)") }
}
