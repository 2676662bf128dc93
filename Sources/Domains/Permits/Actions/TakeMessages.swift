import Cases
import Contracts
import Forms
import Kernel
import Ledger
import People
import Store

/// Takes messages of a national system: each becomes a case of the service that its city wrote for
/// the system, once by its id; the same id again changes what is open. The clock is the message's.
public struct IntakeDesk: Sendable {
    private let tools: PermitTools
    private let catalogue: Catalogue
    private let service: Service
    private let rule: IntakeRule

    /// - Returns: nil where the city has no service for the system.
    public init?(tools: PermitTools, catalogue: Catalogue, system: String) {
        let found = catalogue.services.values.first { $0.terms.intake?.system == system }
        guard let service = found, let rule = service.terms.intake else { return nil }
        self.tools = tools
        self.catalogue = catalogue
        self.service = service
        self.rule = rule
    }

    /// Keys that a message may have; others are kept sealed beside the case.
    private var fields: [Field] { service.form.fields }

    /// - Parameter messages: each with the number by which a problem is told.
    public func take(_ messages: [(line: Int, message: JSONValue)]) async throws -> ImportCount {
        var count = ImportCount()
        for (line, message) in messages {
            let (read, problems) = self.read(message, line)
            count.problems += problems
            guard let read else { continue }
            do {
                count += try await keep(read)
            } catch let refusal as Refusal {
                for problem in refusal.problems {
                    count.problems.append(
                        ImportProblem(
                            line: line, column: problem.field ?? "", kind: "refused",
                            text: "is not taken: \(problem.key)"))
                }
            }
        }
        return count
    }

    private struct Message {
        let id: String
        let answers: Answers
        let due: Day
        let extra: JSONValue?
        let digest: [UInt8]
    }

    private func read(_ json: JSONValue, _ line: Int) -> (Message?, [ImportProblem]) {
        func wrong(_ column: String, _ kind: String, _ text: String) -> [ImportProblem] {
            [ImportProblem(line: line, column: column, kind: kind, text: text)]
        }
        guard case .object(let members) = json else {
            return (nil, wrong("", "malformed", "is no message: an object with named values"))
        }
        guard let id = members[rule.id]?.lineText, (1...100).contains(id.utf8.count) else {
            return (nil, wrong(rule.id, "missing", "says no id"))
        }
        guard let due = members[rule.deadline]?.lineText.flatMap({ Day(iso: $0) }) else {
            return (nil, wrong(rule.deadline, "no-day", "says no day: write it as 2026-11-23"))
        }
        var typed = Answers()
        var extra: [String: JSONValue] = [:]
        for (name, value) in members {
            guard let field = fields.first(where: { $0.id == name }) else {
                extra[name] = value
                continue
            }
            guard let text = value.lineText, !text.isEmpty else { continue }
            typed[name] = field.intakeAnswer(text)
        }
        let today = Day(tools.world.now, in: catalogue.profile.zone)
        let problems = service.form.check(typed, group: nil, now: today).map {
            ImportProblem(
                line: line, column: $0.input, kind: "malformed", text: "is not taken: \($0.key)")
        }
        guard problems.isEmpty else { return (nil, problems) }
        let message = Message(
            id: id, answers: typed, due: due, extra: extra.isEmpty ? nil : .object(extra),
            digest: tools.vault.index(json.text, "permits.intake.digest"))
        return (message, [])
    }

    private func keep(_ message: Message) async throws -> ImportCount {
        let hash = tools.vault.index(message.id, "permits.intake")
        let sender = Actor.system(rule.system)
        return try await tools.store.write("permit.intake") { [self] tx in
            // A file and an answer may hold the same message at the same time.
            try tx.lock("pendopo.permits.intake")
            var count = ImportCount()
            let known = try tx.row(
                """
                SELECT case_id, digest FROM permit_intakes WHERE system = \(rule.system) \
                AND message = \(hash)
                """)
            if let known {
                let id: CaseID = known.id(0)
                guard known.bytes(1) != message.digest,
                    try tools.cases.change(
                        id, to: message.answers, due: message.due, by: sender, of: catalogue,
                        in: tx)
                else {
                    count.same = 1
                    return count
                }
                let seal = try seal(id, in: tx)
                try tx.execute(
                    """
                    UPDATE permit_intakes SET digest = \(message.digest), \
                    extra = \(try seal.close(message.extra?.text, "extra")) \
                    WHERE system = \(rule.system) AND message = \(hash)
                    """)
                count.changed = 1
                return count
            }
            let opened = try tools.cases.open(
                InternalCase(
                    service: service.code, answers: message.answers,
                    applicant: try tools.accounts.system(rule.system.uppercased(), in: tx),
                    sender: sender, due: message.due), of: catalogue, in: tx)
            let seal = try seal(opened.id, in: tx)
            try tx.execute(
                """
                INSERT INTO permit_intakes \
                (system, message, case_id, digest, id_sealed, extra, at) VALUES \
                (\(rule.system), \(hash), \(opened.id), \(message.digest), \
                \(try seal.close(message.id, "id_sealed")), \
                \(try seal.close(message.extra?.text, "extra")), \(tools.world.now))
                """)
            count.new = 1
            return count
        }
    }

    private func seal(_ id: CaseID, in reader: Reader) throws -> RowSeal {
        try tools.intakeSeal(id, in: reader)
    }

    /// What became of the messages since it was last told: id, number of the case, state.
    public func replies(limit: Int = 1_000) async throws -> [JSONValue] {
        try await tools.store.read("permit.replies") { [self] reader in
            try waiting(limit, in: reader).map(\.reply)
        }
    }

    /// Marks replies as told.
    public func settle(_ replies: [JSONValue]) async throws {
        try await tools.store.write("permit.settle") { [self] tx in
            // What was told is marked, and not what has become of the case since.
            var told: [String: String] = [:]
            for reply in replies {
                guard let number = reply["case"]?.stringValue else { continue }
                told[number] = reply["state"]?.stringValue
            }
            for item in try waiting(replies.count + 1_000, in: tx) {
                guard let state = told[item.number] else { continue }
                try tx.execute(
                    """
                    UPDATE permit_intakes SET told = \(state) WHERE system = \(rule.system) \
                    AND case_id = \(item.id)
                    """)
            }
        }
    }

    private struct Waiting {
        let id: CaseID
        let number, state: String
        let reply: JSONValue
    }

    private func waiting(_ limit: Int, in reader: Reader) throws -> [Waiting] {
        let rows = try reader.rows(
            """
            SELECT i.case_id, i.id_sealed, c.number, COALESCE(c.outcome, c.state) \
            FROM permit_intakes i JOIN cases c ON c.id = i.case_id \
            WHERE i.system = \(rule.system) \
            AND (i.told IS NULL OR i.told <> COALESCE(c.outcome, c.state)) \
            ORDER BY i.at LIMIT \(limit)
            """)
        return try rows.compactMap { row in
            let id: CaseID = row.id(0)
            let message: String
            do {
                message = try seal(id, in: reader).open(row.bytes(1), "id_sealed")
            } catch SealingError.destroyed {
                return nil
            }
            return Waiting(
                id: id, number: row.text(2), state: row.text(3),
                reply: [
                    "id": .string(message), "case": .string(row.text(2)),
                    "state": .string(row.text(3)),
                ])
        }
    }
}

extension PermitTools {
    fileprivate func intakeSeal(_ id: CaseID, in reader: Reader) throws -> RowSeal {
        RowSeal(
            vault: vault, key: try vault.key(id, in: reader), table: "permit_intakes",
            row: id.value)
    }

    /// What a system calls the message that a case came from; nothing once it is erased.
    func message(of id: CaseID, in reader: Reader) throws -> String? {
        let row = try reader.row("SELECT id_sealed FROM permit_intakes WHERE case_id = \(id)")
        guard let sealed = row?.bytes(0) else { return nil }
        do {
            return try intakeSeal(id, in: reader).open(sealed, "id_sealed")
        } catch SealingError.destroyed {
            return nil
        }
    }
}

extension JSONValue {
    /// A value as a line of text; nothing for lists and objects.
    fileprivate var lineText: String? {
        switch self {
        case .string(let text): text.singleSpaced
        case .integer(let number): String(number)
        case .bool(let flag): flag ? "ya" : "tidak"
        case .null, .double, .array, .object: nil
        }
    }
}

extension Field {
    /// A line of text as the answer of a field; what cannot be one is told by the form's checks.
    fileprivate func intakeAnswer(_ text: String) -> AnswerValue? {
        switch kind {
        case .date: Day(iso: text).map { .day($0) } ?? .text(text)
        case .integer, .rupiah: Int64(text).map { .integer($0) } ?? .text(text)
        case .yesNo: .yesNo(text == "ya")
        default: .text(text)
        }
    }
}
