import ArgumentParser
import City

struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Tokens by which programs use the open interface.",
        subcommands: [Create.self, List.self, Revoke.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a token and print it. It is shown this once.",
            discussion: """
                The program acts in the name of the account, with its rights of today, within the \
                scopes: cases, drafts, messages, acts, inbox, events, webhooks, metrics, \
                reports:write.
                """)

        @OptionGroup var house: HouseOptions
        @Option(
            name: .customLong("for"),
            help: "An officer's NIP, or a citizen's e-mail address or phone number.")
        var holder: String
        @Option(parsing: .upToNextOption, help: "What the program may do.")
        var scope: [String]
        @Option(help: "What the token is for, such as the name of the other system.")
        var name: String
        @Option(help: "How many days it lasts, at most 731.") var days = 365

        func run() async throws {
            let settings = try house.settings(.production)
            try await runReporting {
                let secret = try await House.open(settings).closing { city in
                    try await TokenDesk.give(
                        city, for: holder, name: name, scopes: scope, days: days)
                }
                say(secret)
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say which tokens an account has, without the secrets.")

        @OptionGroup var house: HouseOptions
        @Option(
            name: .customLong("for"),
            help: "An officer's NIP, or a citizen's e-mail address or phone number.")
        var holder: String

        func run() async throws {
            let settings = try house.settings(.production)
            try await runReporting {
                let lines = try await House.open(settings).closing { city in
                    try await TokenDesk.list(city, for: holder)
                }
                for line in lines { say(line) }
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a token back. Servers that run know it within three seconds.")

        @OptionGroup var house: HouseOptions
        @Argument(help: "The id of the token, as `token list` prints it.") var id: String

        func run() async throws {
            let settings = try house.settings(.production)
            try await runReporting {
                try await House.open(settings).closing { city in
                    try await TokenDesk.revoke(city, id)
                }
                say("The token has ended.")
            }
        }
    }
}
