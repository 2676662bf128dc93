import ArgumentParser
import City

struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a consistent backup while the house is open.",
        discussion: """
            Three parts in one directory: the database, the files, the keys. Keep the keys apart \
            from the rest: whoever has both can read everything; without the keys a backup is \
            worthless.
            """)

    @OptionGroup var house: HouseOptions
    @Argument(help: "A directory that does not exist yet.") var directory: String

    func run() async throws {
        let settings = try house.settings(.production)
        try await runReporting {
            say(try await Keeping.backup(settings, to: directory) { say($0) })
        }
    }
}

struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Restore a backup into an empty house.",
        discussion: """
            With --verify the ledger and the roots of the access log are recomputed, every file is \
            decrypted and compared with its digest, and the registers of numbers are checked. Exit \
            code 2 when something is wrong.
            """)

    @OptionGroup var house: HouseOptions
    @Argument(help: "The directory that `backup` wrote.") var directory: String
    @Flag(help: "Check everything afterwards.") var verify = false

    func run() async throws {
        let settings = try house.settings(.production)
        try await runReporting {
            say(try await Keeping.restore(settings, from: directory) { say($0) })
            guard verify else { return }
            let report = try await Keeping.verify(settings) { say($0) }
            for line in report.lines { say(line) }
            if !report.isSound { throw ExitCode(2) }
        }
    }
}

struct Move: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Move the whole database to another one, SQLite or PostgreSQL.",
        discussion: """
            Stop every `serve` first. The other database must be empty. Files and keys stay in the \
            data directory. Afterwards start `serve` with the new --database.
            """)

    @OptionGroup var house: HouseOptions
    @Option(name: .customLong("to"), help: "sqlite:PATH or postgres://user@host/name.")
    var target: String

    func run() async throws {
        let settings = try house.settings(.production)
        try await runReporting {
            say(try await Keeping.move(settings, to: target) { say($0) })
        }
    }
}

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what is missing or unsafe in this house.",
        discussion: "Exit code 2 when something must be mended.")

    @OptionGroup var house: HouseOptions
    @OptionGroup var server: ServerOptions

    func run() async throws {
        var settings = try house.settings(.production)
        try server.apply(to: &settings)
        try await runReporting {
            let findings = try await Examination.of(settings)
            for finding in findings { say(finding.line) }
            if findings.isEmpty { say("Nothing to mend.") }
            if findings.contains(where: \.isGrave) { throw ExitCode(2) }
        }
    }
}
