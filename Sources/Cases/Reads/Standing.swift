import Contracts
import Kernel
import People
import Store

/// Where a case stands now: what a page, a test or a script asks before an act.
public struct CaseStanding: Sendable {
    public let record: CaseRecord
    public let tasks: [TaskRecord]

    /// The task that the case waits for; of branches the one that was opened first.
    public var task: TaskRecord? { tasks.first }
}

extension Cases {
    public func standing(of id: CaseID) async throws -> CaseStanding? {
        try await store.read("case.standing") { reader in
            guard let record = try CaseRows.find(id, in: reader) else { return nil }
            return CaseStanding(
                record: record, tasks: try TaskRows.waiting(id, in: reader))
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

    /// The same as people read it: with number, date and last day once they are known. Before the
    /// signature the marks stand in their places.
    public func readableLetter(of id: CaseID) async throws -> String? {
        guard let text = try await currentLetter(of: id) else { return nil }
        guard let letter = try await letter(of: id) else { return text }
        return LetterComposer.filled(text, letter, in: try await shelf.zone())
    }
}
