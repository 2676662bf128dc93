import Cases
import Contracts
import Forms
import Kernel
import Ledger
import People
import Store

/// What the n-th case of a filled house is.
struct BenchPlan: Sendable {
    private struct Kind: Sendable {
        let rules: CaseRules
        let answers: BenchAnswers
        /// After how many tasks the next one is the owner's again.
        let ownPlaces: [Int]
        let tasks: Int
    }

    private let seed: BenchSeed
    private let offices: BenchOffices
    private let applicants: [AccountID]
    private let kinds: [Kind]
    /// The kind whose cases belong to regions.
    private let placed: Kind
    private let districts: [RegionCode]
    private let now: Instant

    private static let years: Int64 = 3

    static func make(
        _ seed: BenchSeed, in house: House, _ catalogue: Catalogue, _ offices: BenchOffices
    ) async throws -> BenchPlan {
        let now = house.world.now
        let today = Day(now, in: house.zone)
        let regions = catalogue.regions.map(\.code)
        var kinds: [Kind] = []
        for (code, service) in catalogue.services.sorted(by: { $0.key < $1.key })
        where service.owner == offices.owner {
            let rules = try await house.cases.rules(code, version: catalogue.version)
            let answers = BenchAnswers(service.form, regions: regions, today: today)
            let example = InventedCase(
                rules: rules, applicant: house.world.id(),
                answers: answers.answers(0, BenchPerson(0)), submittedAt: now, end: .returned,
                unit: offices.owner, officer: offices.officer)
            kinds.append(
                Kind(
                    rules: rules, answers: answers, ownPlaces: example.ownPlaces,
                    tasks: example.ownPlaces.max().map { $0 + 1 } ?? 1))
        }
        guard let placed = kinds.first(where: { $0.answers.hasRegion }) else {
            throw OperatingProblem("No service asks for a region.")
        }
        return BenchPlan(
            seed: seed, offices: offices,
            applicants: try await applicants(min(5_000, 1 + seed.cases / 20), in: house),
            kinds: kinds, placed: placed,
            districts: regions.filter { $0.level == .kecamatan && $0 != offices.desk.region },
            now: now)
    }

    private init(
        seed: BenchSeed, offices: BenchOffices, applicants: [AccountID], kinds: [Kind],
        placed: Kind, districts: [RegionCode], now: Instant
    ) {
        self.seed = seed
        self.offices = offices
        self.applicants = applicants
        self.kinds = kinds
        self.placed = placed
        self.districts = districts
        self.now = now
    }

    private static func applicants(_ count: Int, in house: House) async throws -> [AccountID] {
        try await house.store.write("bench.applicants") { tx in
            try (0..<count).map { n in
                let person = BenchPerson(n)
                return try house.accounts.createCitizen(
                    CitizenRecord(
                        name: person.name, contact: .email(try EmailAddress(person.email)),
                        passwordHash: nil), in: tx)
            }
        }
    }

    func block(_ part: Range<Int>, _ cases: Cases) throws -> CaseBlock {
        var block = CaseBlock()
        for n in part { try cases.add(invented(n), to: &block) }
        return block
    }

    /// Closed cases of three years come first, then those of the last days that are still open.
    private func invented(_ n: Int) -> InventedCase {
        let open = seed.officerOpen + seed.managerOpen + seed.cases / 100
        let closed = seed.cases - open
        guard n >= closed else { return closedCase(n, of: closed) }
        let place = n - closed
        if place < seed.officerOpen {
            return openCase(
                n, placed, unit: offices.desk.unit, after: 0, in: offices.desk.region)
        }
        let kind = kinds[n % kinds.count]
        if place < seed.officerOpen + seed.managerOpen {
            let after = kind.ownPlaces[n / kinds.count % kind.ownPlaces.count]
            return openCase(n, kind, unit: offices.owner, after: after, in: nil)
        }
        // Elsewhere, and in no kecamatan of the officer who is measured.
        return openCase(
            n, placed, unit: offices.others[n % offices.others.count], after: n % 3,
            in: districts[n % districts.count])
    }

    private func closedCase(_ n: Int, of count: Int) -> InventedCase {
        let kind = kinds[n * 7 % 10 < 6 ? 0 : n % kinds.count]
        let span = Self.years * 365 * 24 * 60
        let age = span - span * Int64(n) / Int64(max(1, count))
        let isAnswer = kind.rules.service.flow.steps.last?.kind == .answer
        let end: InventedEnd =
            switch n % 20 {
            case 0: .closed(.withdrawn, after: 1)
            case 1: .closed(.lapsed, after: 0)
            case 2, 3: isAnswer ? .closed(.answered, after: nil) : .closed(.refused, after: nil)
            default: .closed(isAnswer ? .answered : .granted, after: nil)
            }
        let unit = n % 5 < 2 ? offices.others[n / 5 % offices.others.count] : offices.owner
        return make(
            n, kind, at: now.adding(minutes: -age - 45 * 24 * 60), end, unit: unit, in: nil)
    }

    private func openCase(
        _ n: Int, _ kind: Kind, unit: UnitCode, after: Int, in region: RegionCode?
    ) -> InventedCase {
        // Each task takes ten hours or so; the open one has waited for up to three days.
        let minutes = Int64(after * 600 + n * 37 % 4_320)
        let end: InventedEnd =
            n % 50 == 49 && unit == offices.owner && after == 0 ? .returned : .open(after: after)
        return make(n, kind, at: now.adding(minutes: -minutes), end, unit: unit, in: region)
    }

    private func make(
        _ n: Int, _ kind: Kind, at: Instant, _ end: InventedEnd, unit: UnitCode,
        in region: RegionCode?
    ) -> InventedCase {
        InventedCase(
            rules: kind.rules, applicant: applicants[n % applicants.count],
            answers: kind.answers.answers(n, BenchPerson(n), in: region), submittedAt: at,
            end: end, unit: unit, officer: offices.officer)
    }
}

extension BenchOffices {
    /// Who does a task; whoever works in the same unit where a role has nobody.
    var officer: @Sendable (UnitCode, RoleCode) -> (AccountID, PositionID) {
        let officers = officers
        let anybody = officers.min { ($0.key.unit, $0.key.role) < ($1.key.unit, $1.key.role) }?
            .value
        return { unit, role in
            guard let found = officers[Key(unit: unit, role: role)] ?? anybody else {
                preconditionFailure("nobody works at \(unit)")
            }
            return found
        }
    }
}
