import ArgumentParser
import City
import Kernel
import Store
import TransparencyLog
import Witness

struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "The ledger that nobody can rewrite.",
        subcommands: [Verify.self, Audit.self, Evidence.self])

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

    struct Evidence: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check what a witness has kept of a ledger with two histories.",
            discussion: """
                Needs no city, no witness and no network. Give the city's key as another source \
                says it (--vkey); without it the file's own is taken and shown. Exit code 2 when \
                the file proves nothing.
                """)

        @Argument(help: "The file, `….evidence.json`.") var evidence: String
        @Option(help: "The verifier key of the city: name+id+key.") var vkey: String?

        func run() async throws {
            try await runReporting {
                let trusted = try vkey.map { text -> NoteKey in
                    guard let key = NoteKey(text: text.filter { !$0.isWhitespace }) else {
                        throw ValidationError("--vkey is no verifier key: name+id+key.")
                    }
                    return key
                }
                guard let bytes = try? await FileTree.read(evidence, limit: 1 << 20) else {
                    throw OperatingProblem("\(evidence) cannot be read.")
                }
                for line in try lines(bytes, trusted) { say(line) }
            }
        }

        private func lines(_ bytes: [UInt8], _ trusted: NoteKey?) throws -> [String] {
            guard let json = try? JSONValue(parsing: bytes), let found = HistoryEvidence(json)
            else {
                say("This is no evidence of a witness, or it was damaged.")
                throw ExitCode(2)
            }
            guard trusted == nil || trusted == found.key else {
                say("The evidence is about another key than the one you trust.")
                throw ExitCode(2)
            }
            guard found.holds, let old = Checkpoint(found.first, by: found.key),
                let new = Checkpoint(found.second, by: found.key)
            else {
                say("It proves nothing: its signatures or its proof do not hold.")
                throw ExitCode(2)
            }
            var lines = [
                "Two histories, both signed by \(found.key.name).",
                "first    \(old.size) records, \(Base64.encode(old.root.bytes))",
                "other    the beginning of \(new.size) records came to "
                    + Base64.encode(found.otherRoot.bytes) + " at that size",
            ]
            if trusted == nil {
                lines.append("The key is the file's own. Compare it with another source:")
                lines.append(found.key.text)
            }
            return lines
        }
    }
}

private func tell(_ answer: LedgerCheck.Answer) throws {
    for line in answer.lines { say(line) }
    if !answer.isSound { throw ExitCode(2) }
}
