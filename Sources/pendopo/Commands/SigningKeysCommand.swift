import ArgumentParser
import City
import Foundation
import Kernel
import Signatures

/// As `runReporting`, with the words of signing.
private func runSigning(_ body: () async throws -> Void) async throws {
    try await runReporting {
        do {
            try await body()
        } catch let error as SigningError {
            let words = Wording(Vocabulary(SignaturesWords.lists), .en)
            throw OperatingProblem(SignaturesWords.error(error, words))
        } catch KeyFolder.Fault.exists {
            throw OperatingProblem("The folder holds keys already.")
        } catch KeyFolder.Fault.taken(let id) {
            throw OperatingProblem("The folder has a key “\(id)” already; choose another --id.")
        } catch KeyFolder.Fault.missing(let name) {
            throw OperatingProblem("“\(name)” is missing or cannot be read.")
        }
    }
}

struct SigningKeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Certificates and keys for signing letters, of a city that issues its own.",
        discussion: """
            The passphrase of the key files is read from PENDOPO_PASSPHRASE and kept nowhere. \
            `city.pem` in the folder is for everybody: certificates, revocation list and the key \
            of QR codes. A city whose officials have certificates of BSrE needs none of this.
            """,
        subcommands: [
            Make.self, Issue.self, Revoke.self, Renew.self, Sign.self, State.self,
        ])

    struct Place: ParsableArguments {
        @Argument(help: "The folder of the keys.") var folder: String

        func keys() throws -> KeyFolder {
            KeyFolder(
                path: folder, passphrase: try Self.passphrase(),
                world: World(clock: .system, random: .system))
        }

        static func passphrase() throws -> String {
            guard let passphrase = environment("PASSPHRASE"), passphrase.count >= 8 else {
                throw ValidationError(
                    "Put a passphrase of 8 characters or more into PENDOPO_PASSPHRASE.")
            }
            return passphrase
        }
    }

    struct Make: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make root, authority, the city's seal, and city.pem.")

        @OptionGroup var place: Place
        @Option(help: "As certificates name it: “Kota Bogor”.") var city: String

        func run() async throws {
            let (keys, city) = (try place.keys(), city)
            try await runSigning { try keys.make(city: city) }
        }
    }

    struct Issue: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a key with its certificate; prints the serial number.",
            discussion: "Also for a change of keys: issue the new one, then revoke the old one.")

        @OptionGroup var place: Place
        @Option(help: "The new file is NAME.p12.") var id: String
        @Option(help: "Whom the certificate names.") var name: String
        @Option(help: "The post, for officers.") var title = ""
        @Option(help: "The city as certificates name it.") var city: String
        @Option(help: "officer, seal or stamp.") var kind = "officer"

        func run() async throws {
            guard let profile = CertificateProfile(rawValue: kind),
                [.officer, .seal, .stamp].contains(profile)
            else { throw ValidationError("--kind is officer, seal or stamp.") }
            let (keys, id) = (try place.keys(), id)
            let name = CertificateName(name, organization: city, title: title)
            try await runSigning { say(try keys.issue(id: id, name: name, profile)) }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Revoke a certificate by its serial number and publish the list.")

        @OptionGroup var place: Place
        @Argument(help: "Hexadecimal, as `issue` printed it.") var serial: String
        @Option(help: "1 key stolen, 3 post changed, 4 replaced, 5 no longer used.")
        var reason = 5

        func run() async throws {
            let (keys, serial, reason) = (try place.keys(), serial, reason)
            try await runSigning { try keys.revoke(serial: serial, reason: reason) }
        }
    }

    struct Renew: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make the revocation list anew; it ends after 31 days.")

        @OptionGroup var place: Place

        func run() async throws {
            let keys = try place.keys()
            try await runSigning { try keys.renew() }
        }
    }

    struct Sign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sign a PDF file by hand, into a new file.")

        @Argument(help: "The letter.") var file: String
        @Argument(help: "A new file.") var output: String
        @Option(help: "KEY.p12.") var key: String
        @Option(help: "As it is printed, with Plt. or Plh.") var position = ""
        @Option(help: "A prepared field, or a new one.") var field = "Tanda Tangan 1"
        @Option(help: "A field for whoever signs later; may be repeated.") var later: [String] = []

        func run() async throws {
            let passphrase = try Place.passphrase()
            let (file, output, path) = (file, output, key)
            let (position, field, later) = (position, field, later)
            try await runSigning {
                let seal = try SealKey(
                    pkcs12: Array(try Data(contentsOf: URL(fileURLWithPath: path))),
                    passphrase: passphrase)
                let request = SignatureRequest(
                    field: field, signer: seal.certificates[0].name, position: position,
                    time: CityClock.system.now(), zone: .wib,
                    later: later.map { PreparedField($0) })
                let signed = try await KeySigner(seal).sign(
                    Array(try Data(contentsOf: URL(fileURLWithPath: file))), request)
                try Data(signed).write(
                    to: URL(fileURLWithPath: output), options: .withoutOverwriting)
            }
        }
    }

    struct State: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the text of a QR code that states a letter's printed facts.")

        @Option(help: "KEY.p12, P-256: seal.p12.") var key: String
        @Option(help: "Of the verification page.") var address: String
        @Option(help: "The letter's number.") var number: String
        @Option(help: "What kind of letter.") var kind: String
        @Option(help: "Whose letter it is.") var holder: String
        @Option(help: "What it is about.") var object: String
        @Option(help: "As 2026-11-23.") var issued: String
        @Option(help: "The last day, as 2027-11-23.") var until: String?
        @Option(help: "The letter's data, a file of JSON.") var data: String

        func run() async throws {
            let passphrase = try Place.passphrase()
            guard let day = Day(iso: issued), until == nil || until.flatMap(Day.init(iso:)) != nil
            else { throw ValidationError("Days are written as 2026-11-23.") }
            let (path, address, file) = (key, address, data)
            var facts = PrintedFacts(
                number: number, kind: kind, holder: holder, object: object, issued: day,
                validUntil: until.flatMap(Day.init(iso:)), dataHash: [])
            try await runSigning {
                let value = try JSONValue(
                    parsing: try Data(contentsOf: URL(fileURLWithPath: file)))
                facts.dataHash = PrintedFacts.hash(value)
                let seal = try SealKey(
                    pkcs12: Array(try Data(contentsOf: URL(fileURLWithPath: path))),
                    passphrase: passphrase)
                say(PrintedStatement.code(address, try seal.statement(of: facts, zone: .wib)))
            }
        }
    }
}
