import Cases
import Contracts
import Forms
import Kernel
import Ledger
import Notices
import People
import Store

/// One run of the rules of retention, as it is kept.
public struct RetentionRun: Sendable, Hashable {
    public let at: Instant
    public var cases: Int64 = 0
    public var drafts: Int64 = 0
    public var notices: Int64 = 0
    public var consents: Int64 = 0
    /// Rows of the access log, hour by hour.
    public var looks: Int64 = 0
    /// Questions to the population register.
    public var questions: Int64 = 0
    /// Texts of emergencies.
    public var emergencies: Int64 = 0
    /// Mandates that ended, and parties for whom nobody acts any more.
    public var mandates: Int64 = 0
    /// Holders of permits of older archives.
    public var permits: Int64 = 0
    public var programs: Int64 = 0
    /// False: there was more than one night's work; the next run goes on.
    public var isComplete = true

    init(at: Instant) { self.at = at }
}

extension PrivacyTools {
    /// How many cases, drafts, notices one step takes, and how many steps a night has.
    private static let step = 50
    private static let steps = 400

    /// The newest runs first.
    func runs() async throws -> [RetentionRun] {
        try await store.read("privacy.runs") { reader in
            try reader.rows(
                """
                SELECT at, cases, drafts, notices, consents, complete, looks, questions, \
                emergencies, mandates, permits, programs FROM privacy_runs \
                ORDER BY at DESC LIMIT 30
                """
            ).map { row in
                var run = RetentionRun(at: row.instant(0))
                run.cases = row.int(1)
                run.drafts = row.int(2)
                run.notices = row.int(3)
                run.consents = row.int(4)
                run.isComplete = row.bool(5)
                run.looks = row.int(6)
                run.questions = row.int(7)
                run.emergencies = row.int(8)
                run.mandates = row.int(9)
                run.permits = row.int(10)
                run.programs = row.int(11)
                return run
            }
        }
    }

    /// Lets go of what need not be kept any more, in small steps, and writes down what went: one
    /// row and one entry, also when nothing did.
    @discardableResult
    public func retain() async throws -> RetentionRun {
        let catalogue = try await shelf.published()
        let rules = catalogue.retention
        let zone = catalogue.profile.zone
        var run = RetentionRun(at: world.now)
        let today = Day(world.now, in: zone)
        func limit(_ rule: RetentionRule) -> Instant {
            rule.keep.limit(on: today).start(in: zone)
        }
        var left = Self.steps
        for service in try await store.read(
            "privacy.services", { [cases] in try cases.servicesWithCases(in: $0) })
        {
            let before = limit(rules.rule(.cases, of: service))
            run.cases += try await repeated(&left) { [cases, self] tx in
                let ids = try cases.ended(
                    service, before: before, on: today, limit: Self.step, in: tx)
                try noteForgotten(ids.filter { try cases.erase($0, in: tx) }, in: tx)
                return ids.count
            }
        }
        let untouched = limit(rules.rule(.drafts))
        run.drafts = try await repeated(&left) { [drafts] tx in
            try drafts.sweep(before: untouched, limit: Self.step, in: tx)
        }
        // The proof of what was agreed to stays at least as long as its case.
        let agreed = limit(rules.rule(.consents))
        run.consents = try await repeated(&left) { tx in
            try tx.execute(
                """
                DELETE FROM case_consents WHERE case_id IN (SELECT case_id FROM case_consents \
                WHERE at < \(agreed) AND EXISTS (SELECT 1 FROM data_keys k \
                WHERE k.id = case_consents.case_id AND k.wrapped IS NULL) LIMIT \(Self.step))
                """)
        }
        run.notices = try await sweepNotices(rules.rule(.notices), &left)
        let asked = limit(rules.rule(.questions))
        run.questions = try await repeated(&left) { [accounts] tx in
            try accounts.sweepQuestions(before: asked, limit: Self.step, in: tx)
        }
        let opened = limit(rules.rule(.emergencies))
        run.emergencies = try await repeated(&left) { [vault] tx in
            try Emergencies.sweep(before: opened, limit: Self.step, vault, in: tx)
        }
        run.mandates = try await sweepMandates(rules.rule(.mandates), today, zone, &left)
        let ended = rules.rule(.permits).keep.limit(on: today)
        run.permits = try await repeated(&left) { [permits] tx in
            try permits.sweep(ended, Self.step, tx)
        }
        let over = limit(rules.rule(.programs))
        run.programs = try await repeated(&left) { tx in
            try Tokens.sweep(before: over, limit: Self.step, in: tx)
        }
        run.looks = try await AccessRoots(store: store, ledger: ledger, world: world)
            .cut(before: limit(rules.rule(.looks)), steps: &left)
        run.isComplete = left > 0
        try await note(run)
        return run
    }

    /// Repeats a step, each in a transaction of its own, until it finds too little.
    private func repeated(
        _ left: inout Int, _ body: @escaping @Sendable (Transaction) throws -> Int
    ) async throws -> Int64 {
        var count: Int64 = 0
        while left > 0 {
            left -= 1
            let done = try await store.write("privacy.retain") { try body($0) }
            count += Int64(done)
            if done < Self.step { break }
        }
        return count
    }

    /// A mandate stays as long as a case of whoever was acted for, and a party as long as its
    /// mandates.
    private func sweepMandates(
        _ rule: RetentionRule, _ today: Day, _ zone: Zone, _ left: inout Int
    ) async throws -> Int64 {
        let day = rule.keep.limit(on: today)
        let ended = try await repeated(&left) { [accounts] tx in
            try accounts.sweepMandates(
                before: day.start(in: zone), day: day,
                where: """
                    NOT EXISTS (SELECT 1 FROM cases c JOIN data_keys k ON k.id = c.id \
                    WHERE c.applicant = m.party AND k.wrapped IS NOT NULL)
                    """, limit: Self.step, in: tx)
        }
        let parties = try await repeated(&left) { [accounts] tx in
            try accounts.sweepParties(
                where: """
                    NOT EXISTS (SELECT 1 FROM drafts d WHERE d.account = p.account) \
                    AND NOT EXISTS (SELECT 1 FROM cases c JOIN data_keys k ON k.id = c.id \
                    WHERE c.applicant = p.account AND k.wrapped IS NOT NULL)
                    """, limit: Self.step, in: tx)
        }
        return ended + parties
    }

    private func sweepNotices(_ rule: RetentionRule, _ left: inout Int) async throws -> Int64 {
        var count: Int64 = 0
        while left > 0 {
            left -= 1
            let done = try await notices.sweep(olderThan: rule.keep.days)
            count += Int64(done)
            if done == 0 { break }
        }
        return count
    }

    /// The act of erasure of these cases, in the transaction that destroys their keys: whatever
    /// ends a run early, no key is gone without an entry that names it.
    private func noteForgotten(_ ids: [CaseID], in tx: Transaction) throws {
        guard !ids.isEmpty else { return }
        try ledger.append(
            LedgerEntry(
                type: "privacy.forgotten", actor: .system("privacy"),
                facts: [
                    "cases": .integer(Int64(ids.count)), "keys": ledger.erased(ids.map(\.value)),
                ], at: world.now),
            key: nil, in: tx)
    }

    private func note(_ run: RetentionRun) async throws {
        try await store.write("privacy.run") { [self] tx in
            try tx.execute(
                """
                INSERT INTO privacy_runs (id, at, cases, drafts, notices, consents, complete, \
                looks, questions, emergencies, mandates, permits, programs) \
                VALUES (\(world.uuid()), \(run.at), \(run.cases), \(run.drafts), \
                \(run.notices), \(run.consents), \(run.isComplete), \(run.looks), \
                \(run.questions), \(run.emergencies), \(run.mandates), \(run.permits), \
                \(run.programs))
                """)
            try ledger.append(
                LedgerEntry(
                    type: "privacy.retention", actor: .system("privacy"),
                    facts: [
                        "cases": .integer(run.cases), "drafts": .integer(run.drafts),
                        "notices": .integer(run.notices), "consents": .integer(run.consents),
                        "looks": .integer(run.looks), "questions": .integer(run.questions),
                        "emergencies": .integer(run.emergencies),
                        "mandates": .integer(run.mandates),
                        "permits": .integer(run.permits),
                        "programs": .integer(run.programs),
                        "complete": .bool(run.isComplete),
                        // The cases are named where they went (`privacy.forgotten`).
                        "keys": ledger.erased([]),
                    ], at: run.at),
                key: nil, in: tx)
        }
    }
}
