import Contracts
import Kernel
import People
import Store

/// What became of one letter of many.
public struct SignedLetter: Sendable {
    public enum Fate: Sendable {
        /// Signed, under this number; also when an earlier press of the same officer did it.
        case signed(String)
        /// Why not; the letter is as it was.
        case refused(Refusal)
        /// Something broke; whoever looks at the case sees how far it came.
        case failed
    }
    public let letter: SeenTask
    public let fate: Fate
}

extension Cases {
    /// Signs letters one by one, each in its own transaction: what is wrong with one says nothing
    /// about the others. A letter that changed since it was seen is left alone.
    public func signMany(_ letters: [SeenTask], by officer: Officer) async -> [SignedLetter] {
        await each(letters) { letter in
            SignedLetter(letter: letter, fate: await sign(letter, officer))
        }
    }

    private func sign(_ letter: SeenTask, _ officer: Officer) async -> SignedLetter.Fate {
        do {
            let record = try await record(letter.number, for: officer)
            let act = OfficerAct(
                caseID: record.id, revision: letter.revision, officer: officer, task: letter.task)
            do {
                try await decide(act, .sign)
            } catch let refusal as Refusal where refusal.kind == .conflict {
                // The second of two presses finds what the first has done.
                guard let number = try await signedNumber(record.id, letter.task, officer) else {
                    throw refusal
                }
                return .signed(number)
            }
            return .signed(try await signedNumber(record.id, letter.task, officer) ?? "")
        } catch let refusal as Refusal {
            return .refused(refusal)
        } catch {
            return .failed
        }
    }

    /// The number under which the officer has signed at this task.
    private func signedNumber(
        _ caseID: CaseID, _ task: TaskID, _ officer: Officer
    ) async throws -> String? {
        try await store.read("letter.signed", short: true) { reader in
            try reader.row(
                """
                SELECT l.number FROM tasks t JOIN letters l ON l.case_id = t.case_id \
                WHERE t.id = \(task) AND t.case_id = \(caseID) AND t.state = 'done' \
                AND t.done_by = \(officer.account) AND l.state = 'issued' LIMIT 1
                """
            ).flatMap { $0.optionalText(0) }
        }
    }
}
