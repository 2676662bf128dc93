import ArgumentParser
import Kernel
import Logging
import Outbound
import ServiceLifecycle
import Store
import TransparencyLog
import Web
import Witness

struct WitnessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "witness",
        abstract: "Follow the ledgers of cities and cosign them.",
        discussion: """
            Needs no city. It signs a checkpoint only when it goes on from the last one that it \
            has signed; what it knows is on the disk before a signature leaves. When a ledger has \
            two histories it keeps the evidence in the data directory, says so, and signs nothing \
            of it any more.

            Cities ask for signatures at POST /add-checkpoint (C2SP tlog-witness); /vkey is the \
            key of the witness, / how everything stands: 500 after an alarm, 503 while a ledger \
            cannot be followed. Exit code of --once: 2 after an alarm, 1 when a ledger could not \
            be followed.
            """)

    @Option(help: "Directory of the key and of what was signed.") var data: String
    @Option(
        help: ArgumentHelp(
            "A ledger to follow, such as https://kota.example/ledger=NAME+ID+KEY. Repeat it.",
            valueName: "address=vkey"))
    var log: [String] = []
    @Option(help: "Address to listen on.") var host = "127.0.0.1"
    @Option(help: "Port to listen on; 0 takes a free one.") var port = 8090
    @Option(help: "The name of the witness, chosen once, such as saksi.example/kota.")
    var name: String?
    @Option(help: "Seconds between two looks at a ledger.") var every = 30
    @Flag(help: "Look once and end.") var once = false

    func validate() throws {
        guard (1...86_400).contains(every) else {
            throw ValidationError("--every is between 1 and 86400.")
        }
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port must be between 0 and 65535.")
        }
        guard Set(try logs().map(\.key.name)).count == log.count else {
            throw ValidationError("Two --log name the same ledger.")
        }
    }

    func run() async throws {
        let logs = try logs()
        try await runReporting {
            let desk: WitnessDesk
            do {
                desk = try open(logs)
            } catch let problem as WitnessProblem {
                complain(problem.sentence)
                throw ExitCode.failure
            }
            guard !once else { return try await look(desk) }
            try await serve(desk)
        }
    }

    private func logs() throws -> [WitnessDesk.Followed] {
        try log.map { text in
            guard let log = WitnessDesk.Followed(text) else {
                throw ValidationError("“\(text)” is not ADDRESS=VKEY.")
            }
            return log
        }
    }

    private func open(_ logs: [WitnessDesk.Followed]) throws -> WitnessDesk {
        let signer = try WitnessKey.open(in: data, name: name)
        let book = try WitnessBook(logs.map(\.key), signer: signer, in: data, world: .system)
        return WitnessDesk(
            book, follows: logs,
            outbound: .curl(
                limits: OutboundLimits(timeout: 20_000, maxBody: 1 << 16),
                threads: BlockingThreads(name: "logs", count: 4)),
            disk: BlockingThreads(name: "witness", count: 1), tell: { say($0) })
    }

    private func look(_ desk: WitnessDesk) async throws {
        await desk.round()
        say(desk.report)
        if desk.isAlarmed { throw ExitCode(2) }
        if !desk.isQuiet { throw ExitCode.failure }
    }

    private func serve(_ desk: WitnessDesk) async throws {
        var logger = Logger(label: "pendopo.witness")
        logger.logLevel = .notice
        let server = PlainServer(longestBody: 1 << 16, logger: logger) { question in
            await answer(question, desk)
        }
        let host = host
        try await server.run(
            host: host, port: port,
            services: [Following(desk: desk, pause: .seconds(every))]
        ) { port in
            say("Pendopo witness: http://\(host):\(port)/")
            say("Key: \(desk.key.text)")
        }
    }
}

private func answer(
    _ question: PlainServer.Question, _ desk: WitnessDesk
) async -> PlainServer.Answer {
    switch (question.method, question.path) {
    case ("POST", "/add-checkpoint"):
        guard let answer = try? await desk.add(question.body) else {
            return .init(status: 503, text: "The witness cannot write down what it signs.\n")
        }
        return .init(status: answer.status, type: answer.type, text: answer.text)
    case ("GET", "/vkey"):
        return .init(status: 200, text: desk.key.text + "\n")
    case ("GET", "/"):
        return .init(
            status: desk.isAlarmed ? 500 : desk.isQuiet ? 200 : 503, text: desk.report)
    default:
        return .init(status: 404, text: "There is nothing here.\n")
    }
}

private struct Following: Service {
    let desk: WitnessDesk
    let pause: Duration

    func run() async throws {
        await cancelWhenGracefulShutdown { await desk.run(every: pause) }
    }
}
