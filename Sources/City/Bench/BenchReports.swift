import Cases
import Complaints
import Contracts
import Forms
import Kernel
import Leadership
import Ledger
import People
import Store
import Web

/// Fills an empty house with very many reports of three years, most of them answered, as the engine
/// and the readers of its ledger would have written them: each a case under its own key, with
/// sealed answers, and its public side on lists and map. Pictures are named; their files are not
/// there.
public struct BenchReports: Sendable {
    public let reports: Int
    /// Reports that are open, whatever their number in all.
    public let open: Int
    /// Citizens who are signed in and ready to report.
    public let senders: Int
    /// Directory of the lists `points.tsv` (latitude, longitude, topic, number and kelurahan of an
    /// open report) and `senders.tsv` (cookie, form token).
    public let output: String

    private static let part = 2_000
    private static let side = 3
    private static let tokenRun = 200_000

    public init(reports: Int, open: Int, senders: Int, output: String) {
        self.reports = reports
        self.open = min(open, reports)
        self.senders = senders
        self.output = output
    }

    /// A house that has reports already only gets new sessions for the list.
    public func run(_ settings: Settings, tell: @escaping @Sendable (String) -> Void) async throws {
        var quick = settings
        // Filling is not what is measured.
        quick.synchronous = .off
        try await House.open(quick).closing { try await fill($0, tell) }
    }

    package func fill(
        _ house: House, _ tell: @escaping @Sendable (String) -> Void
    ) async throws {
        let isFilled = try await house.store.read("bench.known") { reader in
            try reader.row("SELECT 1 FROM cases LIMIT 1") != nil
        }
        if !isFilled {
            let catalogue = try await house.shelf.published()
            let offices = try await BenchOffices.make(in: house, catalogue)
            let plan = try await ReportPlan.make(self, in: house, catalogue, offices)
            try await write(plan, house, tell)
            try await house.ledger.number()
            try await house.leadershipTools.keeper.buildAnew()
            try await house.store.write("bench.readers") { tx in
                for reader in house.rooms.readers {
                    try house.ledger.skip(reader.name, in: tx)
                }
            }
            try await house.store.analyze()
        }
        try await FileTree.write(
            Array(try await points(house).utf8), to: output + "/points.tsv")
        try await FileTree.write(
            Array(try await sessions(house).utf8), to: output + "/senders.tsv")
    }

    private struct Block: Sendable {
        let part: Range<Int>
        var cases = CaseBlock()
        var reports = ReportBlock()
    }

    private func write(
        _ plan: ReportPlan, _ house: House, _ tell: @escaping @Sendable (String) -> Void
    ) async throws {
        let began = ContinuousClock.now
        let parts = stride(from: 0, to: reports, by: Self.part).map {
            $0..<min($0 + Self.part, reports)
        }
        var tokens = CaseBlock().takenTokens
        var tally = CellTally()
        try await withThrowingTaskGroup(of: Block.self) { group in
            var waiting = parts[...]
            func prepareNext() {
                guard let part = waiting.popFirst() else { return }
                group.addTask { try Self.block(part, plan, house.cases) }
            }
            for _ in 0..<Self.side { prepareNext() }
            var written = 0
            while let block = try await group.next() {
                prepareNext()
                let kept = try await keep(block, plan, house)
                tokens.add(kept.tokens)
                tally.add(kept.tally)
                let before = written
                written += block.part.count
                if written / Self.tokenRun != before / Self.tokenRun || written == reports {
                    try await Self.write(tokens, house)
                    tokens = CaseBlock().takenTokens
                }
                if written * 20 / reports != before * 20 / reports {
                    let seconds = (ContinuousClock.now - began).components.seconds
                    tell("\(written) of \(reports) reports, \(seconds) s")
                }
            }
        }
        let all = tally
        try await house.store.write("bench.cells") { try all.write(in: $0) }
    }

    /// Writes a block without what is written for many together, and gives that back.
    private func keep(
        _ built: Block, _ plan: ReportPlan, _ house: House
    ) async throws -> (tokens: RowBlock, tally: CellTally) {
        var next: Block? = built
        return try await CaseBlock.redrawing {
            var block = try next ?? Self.block(built.part, plan, house.cases)
            next = nil
            let apart = (tokens: block.cases.takeTokens(), tally: block.reports.takeTally())
            let ready = block
            try await house.store.write("bench.reports") { tx in
                try house.cases.write(ready.cases, in: tx)
                try ready.reports.write(in: tx)
            }
            return apart
        }
    }

    private static func block(
        _ part: Range<Int>, _ plan: ReportPlan, _ cases: Cases
    ) throws -> Block {
        var block = Block(part: part)
        for n in part {
            let invented = plan.invented(n)
            let standing = try cases.add(invented, to: &block.cases)
            block.reports.add(standing, invented, hasPhoto: n % 2 == 0)
        }
        return block
    }

    private static func write(_ tokens: RowBlock, _ house: House) async throws {
        var sorted = tokens
        sorted.sortByIndex()
        let ready = sorted
        try await house.store.write("bench.tokens") { try ready.write(in: $0) }
    }

    // MARK: Lists for the load generator

    private func points(_ house: House) async throws -> String {
        try await house.store.read("bench.points") { reader in
            try reader.rows(
                """
                SELECT lat, lon, topic, number, region FROM reports \
                WHERE is_public = 1 AND is_open = 1 AND cell IS NOT NULL \
                ORDER BY number LIMIT 2000
                """
            ).map { row in
                let number = (try? TrackingCode(row.text(3)))?.text ?? ""
                return [
                    "\(row.int(0))", "\(row.int(1))", row.text(2), number, row.text(4),
                ].joined(separator: "\t") + "\n"
            }.joined()
        }
    }

    private func sessions(_ house: House) async throws -> String {
        var lines = ""
        for n in 0..<senders {
            let visitor = "bench\(n)"
            let account = try await house.store.write("bench.sender") { tx in
                try house.accounts.createCitizen(
                    CitizenRecord(
                        name: DemoNames.person(n).name,
                        contact: .email(
                            try EmailAddress(
                                "pelapor.\(house.world.uuid().text)@contoh.example")),
                        passwordHash: nil), in: tx)
            }
            let session = try await house.accounts.openDemoSession(
                account, from: Visitor(address: "127.0.0.1", agent: "bench")
            ).token.text
            let token = FormTokens.make(
                secret: house.formSecret, visitor: visitor, session: session)
            lines += "sesi=\(session); tamu=\(visitor)\t\(token)\n"
        }
        return lines
    }
}

extension CaseBlock {
    /// Rows of search tokens, none yet.
    fileprivate var takenTokens: RowBlock {
        var block = self
        return block.takeTokens()
    }
}
