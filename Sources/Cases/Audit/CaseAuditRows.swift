import Contracts
import Kernel
import Store

/// What stands in the tables about some cases, gathered for each of them.
struct CaseAuditRows {
    private(set) var stories: [CaseStory] = []
    private var place: [CaseID: Int] = [:]

    init(_ range: CaseRange, in reader: Reader) throws {
        try addCases(range, in: reader)
        try addActs(range, in: reader)
        try addLetters(range, in: reader)
        try addBills(range, in: reader)
        try addTasks(range, in: reader)
    }

    private mutating func change(_ id: CaseID, _ body: (inout CaseStory) -> Void) {
        let index = place[id] ?? stories.count
        if index == stories.count {
            stories.append(CaseStory(id: id))
            place[id] = index
        }
        body(&stories[index])
    }

    private mutating func addCases(_ range: CaseRange, in reader: Reader) throws {
        try reader.each(
            """
            SELECT c.id, c.number, c.service, c.state, c.outcome, c.step, c.step_since, \
            c.submitted_at, c.closed_at, c.waits_for, c.deemed_at, c.extended_at, \
            CASE WHEN k.wrapped IS NULL THEN 1 ELSE 0 END \
            FROM cases c LEFT JOIN data_keys k ON k.id = c.id \
            WHERE \(sql: range.holds("c.id")) ORDER BY c.id
            """
        ) { row in
            change(row.id(0)) { story in
                story.row = CaseStory.Row(
                    number: row.text(1), service: row.text(2), state: row.text(3),
                    outcome: row.optionalText(4), step: row.text(5), stepSince: row.int(6),
                    submittedAt: row.int(7), closedAt: row.optionalInt(8),
                    wait: row.optionalText(9), deemedAt: row.optionalInt(10),
                    extendedAt: row.optionalInt(11))
                story.isErased = row.bool(12)
            }
        }
    }

    private mutating func addActs(_ range: CaseRange, in reader: Reader) throws {
        try reader.each(
            """
            SELECT case_id, case_act, type, at, service, facts FROM ledger \
            WHERE \(sql: range.holds("case_id")) ORDER BY case_id, case_act
            """
        ) { row in
            change(row.id(0)) { story in
                story.acts.append(
                    CaseStory.Act(
                        number: row.int(1), type: row.text(2), at: row.int(3),
                        service: row.optionalText(4), text: row.text(5)))
            }
        }
    }

    private mutating func addLetters(_ range: CaseRange, in reader: Reader) throws {
        try reader.each(
            """
            SELECT case_id, state, number, code, digest, issued_at, valid_until, blob \
            FROM letters WHERE \(sql: range.holds("case_id")) AND issued_at IS NOT NULL \
            ORDER BY case_id, created_at
            """
        ) { row in
            change(row.id(0)) { story in
                story.letters.append(
                    CaseStory.Letter(
                        state: row.text(1), number: row.optionalText(2), code: row.optionalText(3),
                        digest: row.optionalText(4), issuedAt: row.int(5),
                        validUntil: row.optionalText(6), blob: row.optionalUUID(7)))
            }
        }
    }

    private mutating func addBills(_ range: CaseRange, in reader: Reader) throws {
        try reader.each(
            """
            SELECT case_id, issued_at, total, state, settled_at FROM case_bills \
            WHERE \(sql: range.holds("case_id")) ORDER BY case_id, issued_at
            """
        ) { row in
            change(row.id(0)) { story in
                story.bills.append(
                    CaseStory.Bill(
                        issuedAt: row.int(1), total: row.int(2), state: row.text(3),
                        settledAt: row.optionalInt(4)))
            }
        }
    }

    private mutating func addTasks(_ range: CaseRange, in reader: Reader) throws {
        try reader.each(
            """
            SELECT case_id, done_at FROM tasks \
            WHERE \(sql: range.holds("case_id")) AND done_at IS NOT NULL
            """
        ) { row in
            change(row.id(0)) { $0.done.append(row.int(1)) }
        }
    }
}
