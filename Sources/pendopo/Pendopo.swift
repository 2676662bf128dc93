import ArgumentParser
import City

struct Pendopo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pendopo",
        abstract: "Pendopo, the open digital city hall.",
        discussion: """
            One program is the whole city hall: pages, officers' desks, clocks, mail. \
            `pendopo demo` opens one with invented people; `pendopo serve` opens yours.

            Every option can also be given as an environment variable: PENDOPO_PORT for --port, \
            PENDOPO_DATABASE for --database, and so on.

            Exit codes: 0 done, 1 failed, 2 findings (catalogue check, doctor, import, \
            restore --verify, verify, ledger, witness --once), 64 wrong usage.
            """,
        version: Release.version,
        subcommands: [
            Serve.self, Demo.self, Migrate.self, CatalogueCommand.self, AccountCommand.self,
            TokenCommand.self, CityCommand.self, PrivacyCommand.self, ImportCommand.self,
            IntakeCommand.self, LaporCommand.self,
            SigningKeysCommand.self, VerifyCommand.self, LedgerCommand.self, WitnessCommand.self,
            KeyCommand.self,
            Backup.self, Restore.self, Move.self, Doctor.self, Version.self, BenchCommand.self,
        ])
}
