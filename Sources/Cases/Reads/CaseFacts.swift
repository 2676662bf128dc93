import Contracts
import Forms
import Kernel
import Store

// Single facts of a case, for whoever plays or examines one without opening its whole file.
extension Cases {
    /// The bill that was issued last.
    package func bill(of id: CaseID) async throws -> Bill? {
        try await store.read("case.bill.fact") { reader in
            let key = try vault.key(id.value, in: reader)
            return try ContentRows(vault: vault, key: key, caseID: id).extras(in: reader).bills.last
        }
    }

    /// The letter that the case works on, or that was issued.
    package func letter(of id: CaseID) async throws -> LetterRecord? {
        try await store.read("case.letter.fact") { reader in
            try LetterRows.current(id, in: reader)
        }
    }

    /// Nothing when there is no such case.
    package func flowFacts(of id: CaseID) async throws -> FlowFacts? {
        try await store.read("case.flow") { reader in
            guard let record = try CaseRows.find(id, in: reader) else { return nil }
            let key = try vault.key(record.id.value, in: reader)
            let contents = ContentRows(vault: vault, key: key, caseID: record.id)
            let tasks = try TaskRows.waiting(record.id, in: reader).map(\.step)
            return FlowFacts(
                record: record, steps: Set(tasks + [record.step]).sorted(),
                answers: try contents.newestAnswers(in: reader) ?? Answers(),
                found: try contents.extras(in: reader).found)
        }
    }

    /// What conditions, fee and letter look at now.
    package func bindings(of id: CaseID) async throws -> [String: ExpressionValue] {
        guard let facts = try await flowFacts(of: id) else { return [:] }
        let record = facts.record
        let rules = try await rules(record.service, version: record.version)
        return rules.service.bindings(
            facts.answers, facts.found, on: Day(record.submittedAt, in: rules.calendar.zone))
    }
}

/// What conditions, fees and a change of version depend on.
package struct FlowFacts: Sendable {
    package let record: CaseRecord
    /// Where it stands, and the steps of its tasks.
    package let steps: [String]
    package let answers: Answers
    package let found: Answers
}
