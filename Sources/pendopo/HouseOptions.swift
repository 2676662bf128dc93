import ArgumentParser
import City
import Foundation
import Kernel
import Notices
import Signatures
import Store

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Where the house stands: options that most commands share.
struct HouseOptions: ParsableArguments {
    @Option(
        help: "sqlite:PATH or postgres://user@host/name. Default: a file in the data directory.")
    var database: String?

    @Option(help: "Directory of keys, files and the SQLite database. Default: var/pendopo.")
    var data: String?

    @Option(help: "Directory of the city's files. Default: cities/kota-bogor.")
    var city: String?

    func settings(_ mode: Settings.Mode) throws -> Settings {
        let data =
            data ?? environment("DATA") ?? (mode == .demo ? "var/demo" : "var/pendopo")
        let url = database ?? environment("DATABASE") ?? "sqlite:\(data)/pendopo.sqlite"
        guard let database = try? DatabaseURL(url) else {
            throw ValidationError(
                "--database must be sqlite:PATH or postgres://user@host/name.")
        }
        var settings = Settings(
            mode: mode, database: database, dataDirectory: data,
            cityDirectory: city ?? environment("CITY") ?? "cities/kota-bogor")
        settings.program = "/proc/self/exe"
        return settings
    }
}

/// How the house is reached.
struct ServerOptions: ParsableArguments {
    @Option(help: "Address to listen on. Default: 127.0.0.1.")
    var host: String?

    @Option(help: "Port to listen on; 0 takes a free one. Default: 8080.")
    var port: Int?

    @Option(help: "The address that people use, such as https://layanan.example.go.id.")
    var address: String?

    @Option(help: "SMTP server for mail, such as smtp://mail.example.go.id:587.")
    var smtp: String?

    @Option(
        help: ArgumentHelp(
            "Addresses of your proxies, separated by commas; their X-Forwarded-For is believed. "
                + "Default: this machine, when --address is https."))
    var proxy: String?

    @Option(help: "A JSON file that names providers to sign in through; see docs/people.md.")
    var providers: String?

    @Option(help: "A JSON file that names the population register; see docs/people.md.")
    var residents: String?

    @Option(help: "The city's certificates for letters, city.pem; see docs/letters.md.")
    var trust: String?

    @Option(
        help: ArgumentHelp(
            "The city's seal, seal.p12, for each letter that is issued; wants --trust.",
            discussion: "Its passphrase is read from PENDOPO_SEAL_PASSPHRASE."))
    var seal: String?

    @Option(help: "A JSON file that says how officials sign letters; see docs/letters.md.")
    var signers: String?

    @Option(
        help: "A JSON file that names gateways for SMS, WhatsApp and push; see docs/notices.md.")
    var gateways: String?

    @Option(
        help: ArgumentHelp(
            "Actions a SQLite transaction may hold; 1 switches group commit off (bench).",
            visibility: .hidden))
    var batch: Int?

    @Option(
        help: ArgumentHelp(
            "full or off; off loses data in a power cut (bench).", visibility: .hidden))
    var synchronous: String?

    @Option(
        help: ArgumentHelp(
            "on or off; off lets one address call as often as it likes (bench).",
            visibility: .hidden))
    var rates: String?

    @Option(
        help: ArgumentHelp(
            "on or off; off makes every public page anew (bench).", visibility: .hidden))
    var pageCache: String?

    func apply(to settings: inout Settings) throws {
        settings.host = host ?? environment("HOST") ?? settings.host
        if let port = try port ?? environment("PORT").map(number) {
            guard (0...65_535).contains(port) else {
                throw ValidationError("--port must be between 0 and 65535.")
            }
            settings.port = port
        }
        settings.publicAddress = address ?? environment("ADDRESS")
        settings.isSecure = settings.publicAddress?.hasPrefix("https://") ?? false
        if let url = smtp ?? environment("SMTP") {
            settings.mail = SMTPServer(
                url: url, user: environment("SMTP_USER"), password: environment("SMTP_PASSWORD"))
        }
        if let proxies = proxy ?? environment("PROXY") {
            settings.proxies = Set(
                proxies.split(separator: ",").map { $0.filter { $0 != " " } })
        } else if settings.isSecure {
            settings.proxies = ["127.0.0.1", "::1"]
        }
        settings.providersFile = providers ?? environment("PROVIDERS")
        if let path = trust ?? environment("TRUST") {
            guard let text = try? String(contentsOfFile: path, encoding: .utf8),
                let found = TrustBook(pem: text, from: path)
            else { throw ValidationError("“\(path)” holds no certificate of a city.") }
            settings.trust = found
        }
        if let path = seal ?? environment("SEAL") {
            settings.seal = .file(path: path, passphrase: environment("SEAL_PASSPHRASE") ?? "")
        }
        settings.signersFile = signers ?? environment("SIGNERS")
        settings.gatewaysFile = gateways ?? environment("GATEWAYS")
        settings.residentsFile = residents ?? environment("RESIDENTS")
        settings.limitsCalls = (rates ?? environment("RATES")) != "off"
        settings.keepsPages = (pageCache ?? environment("PAGE_CACHE")) != "off"
        settings.growsTree = environment("LEDGER_TREE") != "off"
        settings.batchLimit = try batch ?? environment("BATCH_LIMIT").map(number) ?? 256
        if let mode = synchronous ?? environment("SYNCHRONOUS") {
            guard let mode = StoreOptions.Synchronous(rawValue: mode) else {
                throw ValidationError("--synchronous must be full or off.")
            }
            settings.synchronous = mode
        }
    }

    private func number(_ text: String) throws -> Int {
        guard let number = Int(text) else {
            throw ValidationError("“\(text)” is not a number.")
        }
        return number
    }
}

/// An environment variable of ours: `PENDOPO_` before the name.
func environment(_ name: String) -> String? {
    guard let value = getenv("PENDOPO_\(name)") else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
}

/// Words for the person at the terminal.
func say(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }

/// What went wrong, for the person at the terminal.
func complain(_ text: String) { write("pendopo: " + text + "\n", to: STDERR_FILENO) }

/// Straight to the file: nothing is left in a buffer when the process is killed.
private func write(_ text: String, to file: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
        let count = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        guard count > 0 else { return }
        bytes = bytes.dropFirst(count)
    }
}
