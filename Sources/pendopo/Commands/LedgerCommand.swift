import ArgumentParser
import City

struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "The ledger that nobody can rewrite.",
        subcommands: [Verify.self, Audit.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check the receipt of an act.",
            discussion: """
                Needs no city and no network. Give the city's key as another source says it \
                (--vkey); without it the receipt's own is taken and shown. Exit code 2 when the \
                receipt does not hold.
                """)

        @Argument(help: "The receipt as downloaded: JSON, or the PDF with it.")
        var receipt: String
        @Option(help: "The verifier key of the city: name+id+key.") var vkey: String?

        func run() async throws {
            try await runReporting {
                try tell(try await LedgerCheck.receipt(receipt, key: vkey))
            }
        }
    }

    struct Audit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compute the whole ledger again and name the first difference.",
            discussion: """
                Each entry against its commitment, each commitment against its leaf, leaves \
                against tiles, tiles against every checkpoint that was signed. The house may be \
                open. Exit code 2 when something does not fit.
                """)

        @OptionGroup var house: HouseOptions

        func run() async throws {
            let settings = try house.settings(.production)
            try await runReporting { try tell(try await LedgerCheck.audit(settings)) }
        }
    }
}

private func tell(_ answer: LedgerCheck.Answer) throws {
    for line in answer.lines { say(line) }
    if !answer.isSound { throw ExitCode(2) }
}
