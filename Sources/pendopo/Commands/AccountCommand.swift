import ArgumentParser
import City

struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Officers' accounts.",
        subcommands: [Create.self, Reset.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Create an officer's account, or bring one up to date.",
            discussion: """
                The password is read from the first line of standard input, so that it is in no \
                command history: `pendopo account create … < password.txt`.
                """)

        @OptionGroup var house: HouseOptions
        @Option(help: "The officer's NIP, 18 digits.") var nip: String
        @Option(help: "Name as letters print it.") var name: String
        @Option(help: "Rank and grade as letters print them.") var rank: String?
        @Option(help: "E-mail address for notices.") var email: String?
        @Option(
            parsing: .upToNextOption,
            help: "Codes of the positions held, as in people.yaml.")
        var position: [String] = []

        func run() async throws {
            let settings = try house.settings(.production)
            try await runReporting {
                let password = readLine(strippingNewline: true) ?? ""
                try await House.open(settings).closing { city in
                    try await AccountDesk.create(
                        city, nip: nip, name: name, rank: rank, email: email, positions: position,
                        password: password)
                }
                say("\(name) can sign in with the NIP now.")
            }
        }
    }

    struct Reset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Empty the second factors of an officer who lost the phone.",
            discussion: """
                See who it is first: whoever has the password sets up new factors at the next \
                sign-in. The officer is told by mail, and all sessions end.
                """)

        @OptionGroup var house: HouseOptions
        @Option(help: "The officer's NIP, 18 digits.") var nip: String

        func run() async throws {
            let settings = try house.settings(.production)
            try await runReporting {
                try await House.open(settings).closing { city in
                    try await AccountDesk.reset(city, nip: nip)
                }
                say("The next sign-in with the password sets up new factors.")
            }
        }
    }
}
