import Contracts
import Kernel
import People
import Store

/// Where a case stands now: what a page, a test or a script asks before an act.
public struct CaseStanding: Sendable {
    public let record: CaseRecord
    public let task: TaskRecord?
}

extension Cases {
    public func standing(of id: CaseID) async throws -> CaseStanding? {
        try await store.read("case.standing") { reader in
            guard let record = try CaseRows.find(id, in: reader) else { return nil }
            return CaseStanding(record: record, task: try TaskRows.current(id, in: reader))
        }
    }

    /// The newest text of the letter that the case works on.
    public func currentLetter(of id: CaseID) async throws -> String? {
        try await store.read("case.letter.text") { reader in
            guard let letter = try LetterRows.current(id, in: reader) else { return nil }
            let key = try vault.key(id.value, in: reader)
            return try LetterRows.versions(letter.id, key: key, vault: vault, in: reader).last?.text
        }
    }

    /// The first draft of a letter from the city's template, for the officer who drafts it. The
    /// reason of a refusal is left for the officer to write.
    public func draftLetter(for act: OfficerAct, _ kind: LetterKind) async throws -> String {
        let rules = try await rules(of: act.caseID)
        let composer = LetterComposer(cases: self, rules: rules)
        let head = rules.service.flow.steps.last { $0.kind == .decide }
        return try await store.read("case.letter.draft") { reader in
            guard let record = try CaseRows.find(act.caseID, in: reader) else {
                throw Refusal(.notFound, "case.not_found")
            }
            let title =
                try head.flatMap { try PostTitle.of($0.role, in: $0.unit, reader)?.id } ?? ""
            return try composer.draft(
                kind, try composer.values(record, in: reader), position: title, reason: "…")
        }
    }
}
