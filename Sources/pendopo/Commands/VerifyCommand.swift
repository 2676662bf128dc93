import ArgumentParser
import Foundation
import Kernel
import Signatures

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check a signed PDF, or the text of a letter's QR code, without a network.",
        discussion: """
            Exit codes: 0 valid, 2 anything else. --trust names the file that the city publishes: \
            its certificates, revocation list and keys.
            """)

    @Argument(help: "FILE.pdf, or the text of a QR code.") var what: String
    @Option(help: "The city's file, city.pem.") var trust: String
    @Flag(help: "One line of JSON, for programs.") var json = false
    @Option(help: "id or en.") var language = "id"

    func run() async throws {
        let (what, path, isJSON) = (what, trust, json)
        guard let language = Language(rawValue: language) else {
            throw ValidationError("--language is id or en.")
        }
        let words = Wording(Vocabulary(SignaturesWords.lists), language)
        try await runReporting {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let trust = try Trust(pem: text)
            let isGood: Bool
            if FileManager.default.fileExists(atPath: what) {
                isGood = Self.document(
                    Array(try Data(contentsOf: URL(fileURLWithPath: what))), trust, words, isJSON)
            } else {
                isGood = Self.statement(what, trust, words, isJSON)
            }
            if !isGood { throw ExitCode(2) }
        }
    }

    private static func document(
        _ bytes: [UInt8], _ trust: Trust, _ words: Wording, _ isJSON: Bool
    ) -> Bool {
        let report = PDFVerifier(trust: trust, now: CityClock.system.now()).verify(bytes)
        guard !isJSON else {
            say(report.json.text)
            return report.verdict == .valid
        }
        say(SignaturesWords.verdict(report.verdict, words))
        if let problem = report.problem {
            say(SignaturesWords.problem(problem, words, .wib))
        }
        for signature in report.signatures {
            say("")
            say(
                "\(signature.field): "
                    + SignaturesWords.verdict(signature.verdict, words))
            for line in SignaturesWords.details(signature, of: report, words, .wib) {
                say("  \(line.name): \(line.value)")
            }
        }
        return report.verdict == .valid
    }

    private static func statement(
        _ text: String, _ trust: Trust, _ words: Wording, _ isJSON: Bool
    ) -> Bool {
        let bytes = PrintedStatement.statement(inCode: text) ?? []
        let facts: PrintedFacts
        do throws(PrintedStatement.Problem) {
            facts = try PrintedStatement(bytes, keys: trust.statementKeys, zone: .wib).facts
        } catch {
            say(
                isJSON
                    ? JSONValue.object(["verdict": .string("\(error)")]).text
                    : SignaturesWords.statement(error, words))
            return false
        }
        let today = Day(CityClock.system.now(), in: .wib)
        let hasEnded = facts.validUntil.map { $0 < today } ?? false
        let verdict = hasEnded ? "ended" : "valid"
        let lines = SignaturesWords.details(facts, words)
        guard !isJSON else {
            let members = lines.map { ($0.name, JSONValue.string($0.value)) }
            var object = Dictionary(members) { first, _ in first }
            object["verdict"] = .string(verdict)
            say(JSONValue.object(object).text)
            return !hasEnded
        }
        say(words("signature.statement.\(verdict)"))
        for line in lines { say("  \(line.name): \(line.value)") }
        return !hasEnded
    }
}
