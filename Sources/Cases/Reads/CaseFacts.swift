import Contracts
import Forms
import Kernel
import Store

// Single facts of a case, for whoever plays or examines one without opening its whole file.
extension Cases {
    private func contents<Value: Sendable>(
        of id: CaseID, _ body: @escaping @Sendable (ContentRows, Reader) throws -> Value
    ) async throws -> Value {
        try await store.read("case.fact") { reader in
            let key = try vault.key(id.value, in: reader)
            return try body(ContentRows(vault: vault, key: key, caseID: id), reader)
        }
    }

    /// The bill that was issued last.
    package func bill(of id: CaseID) async throws -> Bill? {
        try await contents(of: id) { contents, reader in try contents.extras(in: reader).bills.last
        }
    }

    package func newestAnswers(of id: CaseID) async throws -> Answers {
        try await contents(of: id) { contents, reader in
            try contents.answers(in: reader).last?.answers ?? Answers()
        }
    }

    /// The letter that the case works on, or that was issued.
    package func letter(of id: CaseID) async throws -> LetterRecord? {
        try await store.read("case.letter.fact") { reader in
            try LetterRows.current(id, in: reader)
        }
    }

    /// What conditions, fee and letter look at now.
    package func bindings(of id: CaseID) async throws -> [String: ExpressionValue] {
        let rules = try await rules(of: id)
        guard let record = try await standing(of: id)?.record else { return [:] }
        return try await contents(of: id) { contents, reader in
            rules.service.bindings(
                try contents.answers(in: reader).last?.answers ?? Answers(),
                try contents.extras(in: reader).findings.reduce(Answers()) {
                    $0.merging($1.answers)
                },
                on: Day(record.submittedAt, in: rules.calendar.zone))
        }
    }
}

extension Cases {
    /// What the step of an act asks its officer for; nothing when it asks for nothing.
    public func stepForm(of act: OfficerAct) async throws -> FormDefinition? {
        let rules = try await rules(of: act.caseID)
        let tasks = try await store.read("case.step") { reader in
            try TaskRows.waiting(act.caseID, in: reader)
        }
        let task = tasks.first { task in
            act.task.map { $0 == task.id } ?? (act.officer.authority(for: task) != nil)
        }
        return task.flatMap { rules.service.flow.step($0.step)?.form }
    }
}

/// What a change of version depends on.
package struct FlowFacts: Sendable {
    package let record: CaseRecord
    /// Where it stands, and the steps of its tasks.
    package let steps: [String]
    package let answers: Answers
    package let found: Answers
}

extension Cases {
    package func flowFacts(of number: TrackingCode) async throws -> FlowFacts? {
        try await store.read("case.flow") { reader in
            guard let record = try CaseRows.find(number, in: reader) else { return nil }
            let key = try vault.key(record.id.value, in: reader)
            let contents = ContentRows(vault: vault, key: key, caseID: record.id)
            let tasks = try TaskRows.waiting(record.id, in: reader).map(\.step)
            return FlowFacts(
                record: record, steps: Set(tasks + [record.step]).sorted(),
                answers: try contents.answers(in: reader).last?.answers ?? Answers(),
                found: try contents.extras(in: reader).findings.reduce(Answers()) {
                    $0.merging($1.answers)
                })
        }
    }
}
