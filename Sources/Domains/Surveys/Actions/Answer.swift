import Cases
import Contracts
import Kernel
import Ledger
import Store

extension SurveyDesk {
    /// The service that a ballot is about.
    /// - Throws: `Refusal`: there is none, it was used, its time is over.
    func asked(_ code: BallotCode) async throws -> BallotRows.Asked {
        let found = try await store.read("survey.ballot") { reader in
            try BallotRows.find(code.hash(vault), in: reader)
        }
        return try check(found)
    }

    private func check(_ found: BallotRows.Asked?) throws(Refusal) -> BallotRows.Asked {
        guard let found else { throw Refusal(.notFound, "surveys.unknown") }
        guard !found.isAnswered else { throw Refusal(.conflict, "surveys.used") }
        guard world.now < found.dueAt.adding(hours: 24 * Self.openDays) else {
            throw Refusal(.conflict, "surveys.over")
        }
        return found
    }

    /// Takes an answer, once.
    func answer(
        _ code: BallotCode, _ ballot: Ballot, by channel: BallotChannel = .web
    ) async throws {
        try ballot.check()
        let least = try await shelf.published().profile.groups.least
        try await store.write("survey.answer") { tx in
            let hash = code.hash(vault)
            let asked = try check(try BallotRows.find(hash, in: tx))
            guard try BallotRows.use(hash, in: tx) else {
                throw Refusal(.conflict, "surveys.used")
            }
            try keep(ballot, asked, by: channel, least: least, in: tx)
        }
    }

    /// Takes the answer that somebody gave otherwise than on the page: by text message, in a demo.
    /// - Parameter scores: of the elements in their order; 0 is no opinion.
    public func answer(
        _ id: CaseID, scores: [Int], suggestion: String? = nil, by channel: BallotChannel = .web
    ) async throws {
        var ballot = Ballot(scores: [:], suggestion: suggestion)
        for (element, score) in zip(SurveyElement.allCases, scores) where score != 0 {
            ballot.scores[element] = score
        }
        try await answer(BallotCode(id.value, vault), ballot, by: channel)
    }

    /// Cases whose applicants have not answered, oldest first; at most 1,000.
    package func unanswered() async throws -> [CaseID] {
        try await store.read("survey.unanswered") { reader in
            try reader.rows(
                "SELECT case_id FROM survey_ballots WHERE answered = 0 ORDER BY due_at LIMIT 1000"
            ).map { $0.id(0) }
        }
    }

    private func keep(
        _ ballot: Ballot, _ asked: BallotRows.Asked, by channel: BallotChannel, least: Int,
        in tx: Transaction
    ) throws {
        // Two answers at once would each see a group without the other's.
        try tx.lock("surveys.answers")
        let today = Day(world.now, in: zone)
        var waiting = try BallotRows.takeWaiting(asked, in: tx).map { try anew($0, in: tx) }
        let id = try chance()
        waiting.append(
            BallotRows.Kept(
                id: id, day: Int64(today.number), part: DayPart(world.now, zone).rawValue,
                channel: channel.rawValue, ballot: ballot,
                suggestion: try ballot.suggestion.map { try sealed($0, id, in: tx) }))
        // In the order of chance: that of the rows would tell the order of the answers.
        waiting.sort { $0.id < $1.id }
        let month = SurveyPeriod.month(of: today)
        let counted = AnswerBatch.closed(waiting.map(\.ballot), least: least)
        for (place, row) in waiting.enumerated() {
            var row = row
            if let counted { row.ballot = counted[place] }
            try BallotRows.insert(row, asked, counted: counted == nil ? nil : month, in: tx)
            guard counted != nil else { continue }
            try SumRows.count(row.ballot, asked.service, asked.unit, month: month, in: tx)
        }
        // Neither case nor person nor moment, or the ledger would tell whose answer it is.
        try ledger.append(
            LedgerEntry(
                type: "survey.answered", actor: .visitor, service: asked.service.text,
                unit: asked.unit.text, facts: ["channel": .string(channel.rawValue)],
                at: today.start(in: zone)), key: nil, in: tx)
    }

    /// An answer that waits, under another id and another key: keys lie in the order in which they
    /// were made, too.
    private func anew(_ kept: BallotRows.Kept, in tx: Transaction) throws -> BallotRows.Kept {
        let id = try chance()
        var suggestion: [UInt8]?
        if let old = kept.suggestion {
            let key = try vault.key(kept.id, in: tx)
            let text = try Self.seal(vault, key, kept.id).open(old, "suggestion")
            try vault.destroyKey(kept.id, in: tx)
            suggestion = try sealed(text, id, in: tx)
        }
        return BallotRows.Kept(
            id: id, day: kept.day, part: kept.part, channel: kept.channel, ballot: kept.ballot,
            suggestion: suggestion)
    }

    private func sealed(_ text: String, _ id: UUIDv7, in tx: Transaction) throws -> [UInt8] {
        let key = DataKey.random(id)
        try vault.store(key, in: tx)
        return try Self.seal(vault, key, id).close(text, "suggestion")
    }

    static func seal(_ vault: Vault, _ key: DataKey, _ id: UUIDv7) -> RowSeal {
        RowSeal(vault: vault, key: key, table: "survey_answers", row: id)
    }

    /// An id that tells no time.
    private func chance() throws -> UUIDv7 {
        var bytes = world.random.bytes(16)
        bytes[6] = bytes[6] & 0x0F | 0x70
        bytes[8] = bytes[8] & 0x3F | 0x80
        guard let id = UUIDv7(bytes: bytes) else { throw Refusal(.unavailable, "web.unavailable") }
        return id
    }

    /// What people wrote to some units: opened when the answers that it came with are counted.
    func suggestions(
        to units: [UnitCode], _ period: SurveyPeriod, page: Int
    ) async throws -> (shown: [(month: Int64, text: String)], isMore: Bool) {
        let size = 25
        return try await store.read("survey.suggestions") { reader in
            let rows = try BallotRows.said(
                of: units, period, limit: size + 1, offset: (page - 1) * size, in: reader)
            let shown = try rows.prefix(size).map { row in
                let key = try vault.key(row.id, in: reader)
                return (row.month, try Self.seal(vault, key, row.id).open(row.sealed, "suggestion"))
            }
            return (shown, rows.count > size)
        }
    }

    /// Texts are of use as long as their year is reported; what was counted stays.
    static let suggestionMonths: Int64 = 24

    /// Erases suggestions that are too old.
    /// - Returns: how many, at most 500.
    func sweep() async throws -> Int {
        let last = Day(world.now, in: zone).adding(months: -Int(Self.suggestionMonths)).number
        return try await store.write("survey.sweep") { tx in
            let rows = try tx.rows(
                """
                SELECT id FROM survey_answers WHERE suggestion IS NOT NULL AND day < \(Int64(last))
                LIMIT 500
                """)
            for row in rows {
                let id = row.uuid(0)
                try tx.execute(
                    "UPDATE survey_answers SET suggestion = NULL WHERE id = \(id.bytes)")
                try vault.destroyKey(id, in: tx)
            }
            return rows.count
        }
    }
}
