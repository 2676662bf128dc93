import Cases
import Contracts
import Kernel
import Ledger
import People
import Store
import Web

/// Fills an empty house before a measurement, and lists what the load generator is to send.
public struct BenchFill: Sendable {
    public let drafts: Int
    public let cases: Int
    /// The service of the drafts; nothing for the research permit, filled in as people would.
    public let service: String?
    /// Directory of the lists `drafts.tsv` and `cases.txt`.
    public let output: String

    /// Text messages that wait to leave.
    public let notices: Int

    public init(
        drafts: Int, cases: Int, notices: Int = 0, service: String? = nil, output: String
    ) {
        self.notices = notices
        self.drafts = drafts
        self.cases = cases
        self.service = service
        self.output = output
    }

    private struct Sender: Sendable {
        let account: AccountID
        let person: DemoNames.Person
        let cookie: String
        /// What the last form of a draft sends.
        let body: String
    }

    /// - Throws: `OperatingProblem` when the house has cases already.
    public func run(_ settings: Settings, tell: @Sendable (String) -> Void) async throws {
        var quick = settings
        // Filling is not what is measured.
        quick.synchronous = .off
        let house = try await House.open(quick)
        try await house.closing { house in
            let isFilled = try await house.store.read("bench.known") { reader in
                try reader.row("SELECT 1 FROM cases LIMIT 1") != nil
            }
            if isFilled { throw OperatingProblem("The house has cases already.") }
            let senders = try await senders(in: house)
            tell("\(drafts) drafts …")
            let lines = try await fillDrafts(house, senders)
            try await write(lines, to: "drafts.tsv")
            tell("\(cases) cases …")
            try await write(try await fillCases(house, senders), to: "cases.txt")
            try await house.fillNotices(notices)
            try await house.ledger.number()
        }
    }

    /// Signed-in citizens, more than there are cores, so that no account becomes the bottleneck.
    private func senders(in house: House) async throws -> [Sender] {
        let people = try await DemoPeople.make(in: house, citizens: 60)
        var senders: [Sender] = []
        for (index, citizen) in people.citizens.enumerated() {
            let signedIn = try await house.accounts.openDemoSession(
                citizen.account, from: Visitor(address: "127.0.0.1", agent: "bench"))
            let (session, visitor) = (signedIn.token.text, "bench\(index)")
            let token = FormTokens.make(
                secret: house.formSecret, visitor: visitor, session: session)
            senders.append(
                Sender(
                    account: citizen.account, person: citizen.person,
                    cookie: "sesi=\(session); tamu=\(visitor)",
                    body: "\(FormTokens.field)=\(token)&pernyataan=1"))
        }
        return senders
    }

    /// Ready drafts, made side by side. The path is that of the portal's last form.
    private func fillDrafts(_ house: House, _ senders: [Sender]) async throws -> [String] {
        let application = DemoApplication(house: house)
        let filled = try await answers(in: house)
        return try await withThrowingTaskGroup(of: String.self) { group in
            var lines: [String] = []
            for n in 0..<drafts {
                if n >= 32, let line = try await group.next() { lines.append(line) }
                group.addTask {
                    let sender = senders[n % senders.count]
                    let id =
                        if let (code, answers) = filled {
                            try await application.draft(
                                of: code, n, answers.answers(n, BenchPerson(n)), sender.account)
                        } else {
                            try await application.draft(
                                n, sender.person, sender.account, groups: nil)
                        }
                    return "/draf/\(id.text)/kirim\t\(sender.cookie)\t\(sender.body)"
                }
            }
            for try await line in group { lines.append(line) }
            return lines
        }
    }

    /// What the drafts of a named service are filled in with.
    private func answers(in house: House) async throws -> (ServiceCode, BenchAnswers)? {
        guard let service else { return nil }
        let catalogue = try await house.shelf.published()
        guard let code = ServiceCode(service), let found = catalogue.services[code] else {
            throw OperatingProblem("There is no service `\(service)`.")
        }
        return (
            code,
            BenchAnswers(
                found.form, regions: catalogue.regions.map(\.code),
                today: Day(house.world.now, in: house.zone))
        )
    }

    /// Open cases, many in one transaction. Returns the paths of their public pages.
    private func fillCases(_ house: House, _ senders: [Sender]) async throws -> [String] {
        guard cases > 0 else { return [] }
        let catalogue = try await house.shelf.published()
        guard let code = DemoApplication.service else { return [] }
        let rules = try await house.cases.rules(code, version: catalogue.version)
        let application = DemoApplication(house: house)
        let today = Day(house.world.now, in: house.zone)
        let answers = senders.enumerated().map { application.answers($0, $1.person, today) }
        var paths: [String] = []
        for start in stride(from: 0, to: cases, by: 500) {
            let part = start..<min(start + 500, cases)
            paths += try await house.store.write("bench.cases") { tx in
                try part.map { n in
                    let index = n % senders.count
                    let number = try house.cases.openBare(
                        answers[index], rules, applicant: senders[index].account, in: tx)
                    return "/lacak/\(number.text)"
                }
            }
        }
        return paths
    }

    private func write(_ lines: [String], to name: String) async throws {
        guard !lines.isEmpty else { return }
        let text = lines.joined(separator: "\n") + "\n"
        try await FileTree.write(Array(text.utf8), to: output + "/" + name)
    }
}
