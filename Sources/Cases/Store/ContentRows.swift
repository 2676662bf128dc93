import Contracts
import Forms
import Kernel
import Store

/// Reads and writes what people wrote: answers, correction letters, messages, opinions. All of it
/// is sealed under the key of the case.
struct ContentRows {
    let vault: Vault
    let key: DataKey
    let caseID: CaseID

    func seal(_ json: JSONValue, _ table: String, _ row: [UInt8]) throws -> [UInt8] {
        try vault.seal(
            json.canonical, with: key, at: SealPlace(table: table, row: row, column: "sealed"))
    }

    func open(_ sealed: [UInt8], _ table: String, _ row: [UInt8]) throws -> JSONValue {
        let plain = try vault.open(
            sealed, with: key, at: SealPlace(table: table, row: row, column: "sealed"))
        return try JSONValue(parsing: plain)
    }

    private func row(_ round: Int64) -> [UInt8] { caseID.bytes + round.bigEndianBytes }

    // MARK: Answers

    func addAnswers(_ answers: Answers, round: Int64, at now: Instant, in tx: Transaction) throws {
        let sealed = try seal(answers.json, "case_answers", row(round))
        try tx.put(
            """
            INSERT INTO case_answers (case_id, round, at, sealed) VALUES \
            (\(caseID), \(round), \(now), \(sealed))
            """)
    }

    /// The answers of each round, oldest first.
    func answers(in reader: Reader) throws -> [(round: Int64, at: Instant, answers: Answers)] {
        try reader.rows(
            """
            SELECT round, at, sealed FROM case_answers WHERE case_id = \(caseID) ORDER BY round
            """
        ).map { found in
            let answers = try openAnswers(found.bytes(2), round: found.int(0))
            return (found.int(0), found.instant(1), answers)
        }
    }

    /// The answers of the last round alone; nothing before the first.
    func newestAnswers(in reader: Reader) throws -> Answers? {
        try reader.row(
            """
            SELECT round, sealed FROM case_answers WHERE case_id = \(caseID) \
            ORDER BY round DESC LIMIT 1
            """
        ).map { try openAnswers($0.bytes(1), round: $0.int(0)) }
    }

    /// The sealed answers of the last round of some cases.
    static func newest(
        _ cases: [CaseID], in reader: Reader
    ) throws -> [CaseID: (round: Int64, sealed: [UInt8])] {
        try reader.rows(
            """
            SELECT a.case_id, a.round, a.sealed FROM case_answers a \
            WHERE a.case_id IN \(list: cases) AND a.round = (SELECT MAX(n.round) \
            FROM case_answers n WHERE n.case_id = a.case_id)
            """
        ).reduce(into: [:]) { newest, row in
            newest[row.id(0)] = (row.int(1), row.bytes(2))
        }
    }

    /// Which of some cases have messages or notes.
    static func withMessages(_ cases: [CaseID], in reader: Reader) throws -> Set<CaseID> {
        Set(
            try reader.rows(
                "SELECT DISTINCT case_id FROM case_messages WHERE case_id IN \(list: cases)"
            ).map { $0.id(0) })
    }

    func openAnswers(_ sealed: [UInt8], round: Int64) throws -> Answers {
        try Answers(try open(sealed, "case_answers", row(round)))
    }

    // MARK: Corrections

    func addCorrection(
        _ correction: Correction, round: Int64, step: String, until day: Day, at now: Instant,
        in tx: Transaction
    ) throws {
        let sealed = try seal(correction.json, "case_corrections", row(round))
        try tx.execute(
            """
            INSERT INTO case_corrections (case_id, round, asked_at, asked_step, until_day, sealed) \
            VALUES (\(caseID), \(round), \(now), \(step), \(day.iso), \(sealed))
            """)
    }

    /// What was asked for has come. It may have been asked in an earlier round: a message of
    /// another system begins one, also while the case waits.
    func answerCorrection(at now: Instant, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE case_corrections SET answered_at = \(now) \
            WHERE case_id = \(caseID) AND answered_at IS NULL
            """)
    }

    func correctionPlace(_ round: Int64) -> [UInt8] { row(round) }

    // MARK: Messages

    func addMessage(_ message: CaseMessage, in tx: Transaction) throws {
        let sealed = try seal(.string(message.text), "case_messages", message.id.bytes)
        try tx.execute(
            """
            INSERT INTO case_messages (id, case_id, author_kind, author, position, at, internal, \
            sealed) VALUES (\(message.id), \(caseID), \(message.author.kind), \
            \(message.author.account), \(message.author.position), \(message.at), \
            \(message.isInternal), \(sealed))
            """)
    }

    /// - Parameter part: narrows and orders them; without it all, oldest first.
    func messages(
        _ part: SQL = " ORDER BY at, id", in reader: Reader
    ) throws -> [CaseMessage] {
        try reader.rows(
            """
            SELECT id, author_kind, author, position, at, internal, sealed FROM case_messages \
            WHERE case_id = \(caseID)\(sql: part)
            """
        ).map { found in
            let id: MessageID = found.id(0)
            guard case .string(let text) = try open(found.bytes(6), "case_messages", id.bytes)
            else { throw CaseFault.unreadable("case_messages.sealed") }
            let author: Actor
            switch (found.text(1), found.optionalID(2) as AccountID?) {
            case ("citizen", let account?): author = .citizen(account)
            case ("agent", let account?): author = .agent(account)
            case ("officer", let account?):
                guard let position: PositionID = found.optionalID(3) else {
                    throw CaseFault.unreadable("case_messages.position")
                }
                author = .officer(account, position)
            default: author = .system("pendopo")
            }
            return CaseMessage(
                id: id, author: author, at: found.instant(4), isInternal: found.bool(5),
                text: text)
        }
    }

    // MARK: Opinions

    func addOpinion(_ opinion: CaseOpinion, in tx: Transaction) throws {
        let sealed = try seal(.string(opinion.text), "case_opinions", opinion.id.bytes)
        try tx.execute(
            """
            INSERT INTO case_opinions (id, case_id, round, step, kind, favourable, author, \
            position, at, sealed) VALUES (\(opinion.id), \(caseID), \(opinion.round), \
            \(opinion.step), \(opinion.kind.rawValue), \(opinion.isFavourable), \
            \(opinion.author), \(opinion.position), \(opinion.at), \(sealed))
            """)
    }

    func opinions(in reader: Reader) throws -> [CaseOpinion] {
        try reader.rows(
            """
            SELECT id, round, step, kind, favourable, author, position, at, sealed \
            FROM case_opinions WHERE case_id = \(caseID) ORDER BY at
            """
        ).map { found in
            let id: MessageID = found.id(0)
            guard case .string(let text) = try open(found.bytes(8), "case_opinions", id.bytes)
            else { throw CaseFault.unreadable("case_opinions.sealed") }
            return CaseOpinion(
                id: id, round: found.int(1), step: found.text(2),
                kind: try CaseRows.stored(StepKind(rawValue: found.text(3)), "case_opinions.kind"),
                isFavourable: found.bool(4), author: found.id(5), position: found.id(6),
                at: found.instant(7), text: text)
        }
    }
}

/// A correction with its fate.
public struct AskedCorrection: Sendable {
    /// The round that it ended; the answer begins the next.
    public let round: Int64
    public let askedAt: Instant
    public let step: String
    /// The last day for an answer; after it the case lapses.
    public let until: Day
    public let correction: Correction
    public let answeredAt: Instant?
}

/// A message between applicant and office, or a note inside the office.
public struct CaseMessage: Sendable {
    public let id: MessageID
    public let author: Actor
    public let at: Instant
    /// Seen by officers only.
    public let isInternal: Bool
    public let text: String
}

/// What an officer found at a step: a verification, a recommendation, a reason.
public struct CaseOpinion: Sendable {
    public let id: MessageID
    public let round: Int64
    public let step: String
    public let kind: StepKind
    public let isFavourable: Bool
    public let author: AccountID
    public let position: PositionID
    public let at: Instant
    public let text: String
}
