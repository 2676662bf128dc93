import ArgumentParser
import City

extension CatalogueCommand {
    struct Hear: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say which topics everyday sentences speak for: one line in, one line out.",
            discussion: """
                Reads sentences from standard input, one a line, and prints up to three topics, \
                the \
                likeliest first, a tab, and the words that spoke for the first one.
                """)

        @OptionGroup var house: HouseOptions

        func run() async throws {
            let settings = try house.settings(.production)
            try await runReporting {
                let ear = try CatalogueDesk.ear(settings.cityDirectory)
                while let line = readLine() { say(ear(line)) }
            }
        }
    }
}
