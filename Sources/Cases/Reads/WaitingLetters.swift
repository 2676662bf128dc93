import Contracts
import Documents
import Forms
import Kernel
import People
import Store

/// A letter that waits for a decision or for initials, in a few lines that name no person.
public struct WaitingLetter: Sendable {
    /// What an office said at a step, in the newest round in which it spoke.
    public struct Voice: Sendable {
        public let kind: StepKind
        public let unit: UnitCode?
        public let isFavourable: Bool
    }

    public let item: InboxItem
    public let applicant: AccountID
    /// Whether officers are not to know who that is.
    public let isAnonymous: Bool
    public let kind: LetterKind
    /// What the letter says of its matter; rows that hold personal answers are left out.
    public let facts: [(label: String, value: String)]
    public let voices: [Voice]

    /// It grants, and nobody who was asked has spoken against it.
    public var isUnopposed: Bool { kind == .grant && voices.allSatisfy(\.isFavourable) }
}

/// A page of letters that wait for one officer.
public struct WaitingLetterPage: Sendable {
    public let letters: [WaitingLetter]
    public let hasMore: Bool
    public static let size = 40
}

extension Cases {
    /// Letters that wait for this officer, the most urgent first: three statements, and one that
    /// writes down that he looked.
    /// - Parameter page: 0 for the first.
    public func waitingLetters(
        of officer: Officer, for press: LetterPress = .sign, page: Int
    ) async throws -> WaitingLetterPage {
        let found = try await store.read("letters.waiting") { reader -> LetterParts in
            let items = try Self.waiting(of: officer, press.kind, page: page, in: reader)
            let ids = items.map(\.task.caseID)
            guard !ids.isEmpty else { return LetterParts() }
            return LetterParts(
                items: items, papers: try papers(of: ids, in: reader),
                voices: try Self.voices(of: ids, in: reader))
        }
        var letters: [WaitingLetter] = []
        for item in found.items.prefix(WaitingLetterPage.size) {
            guard let paper = found.papers[item.task.caseID] else { continue }
            let rules = try await rules(item.service, version: item.version)
            letters.append(Self.letter(item, paper, found.voices[item.task.caseID] ?? [], rules))
        }
        try await note(
            letters.compactMap { letter in
                let task = letter.item.task
                return officer.authority(for: task).map { authority in
                    LookedAt(
                        caseID: task.caseID, applicant: letter.applicant,
                        service: letter.item.service,
                        reason: AccessReason(.task, from: authority.position, step: task.step))
                }
            }, by: officer, .summary, .oncePerMinute)
        return WaitingLetterPage(
            letters: letters, hasMore: found.items.count > WaitingLetterPage.size)
    }

    private struct LetterParts: Sendable {
        var items: [InboxItem] = []
        var papers: [CaseID: Paper] = [:]
        var voices: [CaseID: [Spoken]] = [:]
    }

    private struct Paper: Sendable {
        let applicant: AccountID
        let isAnonymous: Bool
        let kind: LetterKind
        let text: String
        let answers: Answers
    }

    private struct Spoken: Sendable {
        let step: String
        let kind: StepKind
        let isFavourable: Bool
    }

    private static func letter(
        _ item: InboxItem, _ paper: Paper, _ spoken: [Spoken], _ rules: CaseRules
    ) -> WaitingLetter {
        WaitingLetter(
            item: item, applicant: paper.applicant, isAnonymous: paper.isAnonymous,
            kind: paper.kind, facts: facts(paper, rules),
            voices: spoken.map { voice in
                WaitingLetter.Voice(
                    kind: voice.kind, unit: rules.service.flow.step(voice.step)?.unit,
                    isFavourable: voice.isFavourable)
            })
    }

    private static func waiting(
        of officer: Officer, _ kind: StepKind, page: Int, in reader: Reader
    ) throws -> [InboxItem] {
        let arms = officer.deskArms.map { arm -> SQL in
            """
            SELECT \(sql: itemColumns) FROM tasks t CROSS JOIN cases c \
            WHERE c.id = t.case_id AND \(sql: arm.condition) AND t.state = 'open' \
            AND t.kind = \(kind.rawValue)
            """
        }
        guard !arms.isEmpty else { return [] }
        return try reader.rows(
            """
            \(sql: SQL.joined(arms, by: " UNION ALL ")) ORDER BY 21, 1 \
            LIMIT \(WaitingLetterPage.size + 1) OFFSET \(max(0, page) * WaitingLetterPage.size)
            """
        ).map(item)
    }

    /// The newest text of each letter, and the newest answers.
    private func papers(of ids: [CaseID], in reader: Reader) throws -> [CaseID: Paper] {
        let rows = try reader.rows(
            """
            SELECT c.id, c.applicant, k.wrapped, l.id, l.kind, l.version, v.sealed, r.round, \
            r.sealed, c.anonymous FROM cases c JOIN data_keys k ON k.id = c.id \
            JOIN letters l ON l.id = (SELECT n.id FROM letters n WHERE n.case_id = c.id \
            AND n.state <> 'void' ORDER BY n.created_at DESC LIMIT 1) \
            JOIN letter_versions v ON v.letter_id = l.id AND v.version = l.version \
            JOIN case_answers r ON r.case_id = c.id AND r.round = \
            (SELECT MAX(b.round) FROM case_answers b WHERE b.case_id = c.id) \
            WHERE c.id IN \(list: ids)
            """)
        var papers: [CaseID: Paper] = [:]
        for row in rows {
            let id: CaseID = row.id(0)
            let key = try vault.key(id.value, wrapped: row.optionalBytes(2))
            let place = LetterRows.place(row.id(3), row.int(5))
            let contents = ContentRows(vault: vault, key: key, caseID: id)
            papers[id] = Paper(
                applicant: row.id(1), isAnonymous: row.bool(9),
                kind: try CaseRows.stored(LetterKind(rawValue: row.text(4)), "letters.kind"),
                text: String(
                    decoding: try vault.open(row.bytes(6), with: key, at: place), as: UTF8.self),
                answers: try contents.openAnswers(row.bytes(8), round: row.int(7)))
        }
        return papers
    }

    /// The newest word of each step.
    private static func voices(
        of ids: [CaseID], in reader: Reader
    ) throws -> [CaseID: [Spoken]] {
        var voices: [CaseID: [Spoken]] = [:]
        let rows = try reader.rows(
            """
            SELECT case_id, step, kind, favourable FROM case_opinions \
            WHERE case_id IN \(list: ids) ORDER BY at
            """)
        for row in rows {
            let id: CaseID = row.id(0)
            let step = row.text(1)
            var all = voices[id, default: []].filter { $0.step != step }
            all.append(
                Spoken(
                    step: step,
                    kind: try CaseRows.stored(
                        StepKind(rawValue: row.text(2)), "case_opinions.kind"),
                    isFavourable: row.bool(3)))
            voices[id] = all
        }
        return voices
    }

    /// Rows of the letter that say what it is about. A row with a personal answer in it is not
    /// shown in a list.
    private static func facts(
        _ paper: Paper, _ rules: CaseRules
    ) -> [(label: String, value: String)] {
        guard let letter = try? LetterMarkup.parse(paper.text) else { return [] }
        let display = AnswerText(catalogue: rules.catalogue)
        let personal = rules.service.form.fields.filter { field in
            field.personal != nil || field.kind.isPersonal
        }.compactMap { field in
            paper.answers[field.id].map { display.text($0, of: field, .id) }
        }.filter { !$0.isEmpty }
        return letter.blocks.flatMap { block -> [LetterBlock.Fact] in
            if case .facts(let facts) = block { facts } else { [] }
        }.map { (label: $0.label.plain, value: $0.value.plain) }
            .filter { fact in !personal.contains { fact.value.contains($0) } }
    }
}

extension FieldKind {
    /// Answers of this kind reach a person, whatever the service file says.
    fileprivate var isPersonal: Bool {
        switch self {
        case .nik, .phone, .email, .address: true
        default: false
        }
    }
}
