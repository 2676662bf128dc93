import Cases
import Contracts
import Forms
import Kernel
import Leadership
import Ledger
import People
import Store
import Web

/// Fills an empty house with very many cases, most of them closed, spread over services, units,
/// regions and years, as the engine would have written them: each under its own key, with sealed
/// answers, search tokens, tasks and ledger entries that verify. Letters and files are left out.
public struct BenchSeed: Sendable {
    public let cases: Int
    /// Open tasks of the officer whose inbox is measured, whatever the number of cases.
    public let officerOpen: Int
    /// Open cases of the unit whose head is measured.
    public let managerOpen: Int
    /// Directory of the lists `desk.tsv` (who, their cookie, and the address to look at) and
    /// `programs.tsv` (who, and a token; or `numbers` and a tracking code).
    public let output: String?

    /// Cases in one transaction; each is prepared beside the writing of another.
    private static let part = 2_000
    private static let side = 3
    /// Cases after which gathered search tokens are written.
    private static let tokenRun = 200_000

    public init(cases: Int, officerOpen: Int = 300, managerOpen: Int = 40_000, output: String?) {
        self.cases = cases
        self.officerOpen = min(officerOpen, cases / 10)
        self.managerOpen = min(managerOpen, cases / 25)
        self.output = output
    }

    /// A house that has cases already only gets new sessions for the list.
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
        let catalogue = try await house.shelf.published()
        let offices = try await BenchOffices.make(in: house, catalogue)
        if isFilled {
            tell("The house has cases already; only sessions are opened.")
        } else {
            let plan = try await BenchPlan.make(self, in: house, catalogue, offices)
            try await write(plan, house, tell)
            try await BenchDesk(house: house, offices: offices).makeCase()
            try await house.ledger.number()
            tell("Figures …")
            try await house.leadershipTools.keeper.buildAnew()
            try await house.store.analyze()
        }
        if let output {
            let lines = try await BenchDesk(house: house, offices: offices).lines()
            try await FileTree.write(
                Array((lines.joined(separator: "\n") + "\n").utf8), to: output + "/desk.tsv")
            let programs = try await BenchPrograms(house: house, offices: offices).lines()
            try await FileTree.write(
                Array((programs.joined(separator: "\n") + "\n").utf8),
                to: output + "/programs.tsv")
        }
    }

    private func write(
        _ plan: BenchPlan, _ house: House, _ tell: @escaping @Sendable (String) -> Void
    ) async throws {
        let began = ContinuousClock.now
        let parts = stride(from: 0, to: cases, by: Self.part).map {
            $0..<min($0 + Self.part, cases)
        }
        try await withThrowingTaskGroup(of: CaseBlock.self) { group in
            var waiting = parts[...]
            func prepareNext() {
                guard let part = waiting.popFirst() else { return }
                group.addTask { try plan.block(part, house.cases) }
            }
            for _ in 0..<Self.side { prepareNext() }
            var written = 0
            var tokens: RowBlock?
            while var block = try await group.next() {
                prepareNext()
                let taken = block.takeTokens()
                if tokens?.add(taken) == nil { tokens = taken }
                let ready = block
                try await house.store.write("bench.seed") { try house.cases.write(ready, in: $0) }
                let before = written
                written += ready.count
                if written / Self.tokenRun != before / Self.tokenRun || written == cases {
                    if let found = tokens { try await Self.write(found, house) }
                    tokens = nil
                }
                if written * 20 / cases != before * 20 / cases {
                    let seconds = (ContinuousClock.now - began).components.seconds
                    tell("\(written) of \(cases) cases, \(seconds) s")
                }
            }
        }
    }

    private static func write(_ tokens: RowBlock, _ house: House) async throws {
        var sorted = tokens
        sorted.sortByIndex()
        let ready = sorted
        try await house.store.write("bench.tokens") { try ready.write(in: $0) }
    }
}
