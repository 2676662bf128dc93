import Contracts
import Kernel
import People
import Store

/// What became of one letter of many.
public struct SignedLetter: Sendable {
    public enum Fate: Sendable {
        /// Signed or initialled, under this number; also when an earlier press of the same officer
        /// did it.
        case signed(String)
        /// Why not; the letter is as it was.
        case refused(Refusal)
        /// Something broke; whoever looks at the case sees how far it came.
        case failed
    }
    public let letter: SeenTask
    public let fate: Fate
}

/// What is done to many letters at once.
public enum LetterPress: Sendable, Hashable, CaseIterable {
    /// By whoever decides.
    case sign
    /// By a seat of the line; the text stays as it was seen.
    case initial

    /// The step at which it is done.
    public var kind: StepKind {
        switch self {
        case .sign: .decide
        case .initial: .initials
        }
    }
}

extension Cases {
    /// Signs letters one by one, each in its own transaction: what is wrong with one says nothing
    /// about the others. A letter that changed since it was seen is left alone.
    public func signMany(
        _ letters: [SeenTask], by officer: Officer
    ) async throws -> [SignedLetter] {
        try await press(.sign, letters, by: officer)
    }

    /// The same for signatures and for initials.
    /// - Parameter passphrase: of the official's own key, which is opened once for all of them.
    /// - Throws: `Refusal` when it does not open: nothing was signed.
    public func press(
        _ press: LetterPress, _ letters: [SeenTask], by officer: Officer,
        passphrase: String? = nil
    ) async throws -> [SignedLetter] {
        let hand =
            press == .sign ? try await hands.open(officer, passphrase: passphrase) : nil
        return await each(letters) { letter in
            SignedLetter(
                letter: letter, fate: await self.press(press, letter, officer, by: hand))
        }
    }

    private func press(
        _ press: LetterPress, _ letter: SeenTask, _ officer: Officer, by hand: LetterHand?
    ) async -> SignedLetter.Fate {
        do {
            let record = try await record(letter.number, for: officer)
            let act = OfficerAct(
                caseID: record.id, revision: letter.revision, officer: officer, task: letter.task)
            do {
                switch press {
                case .sign: try await decide(act, .sign, by: hand)
                case .initial: try await initialLetter(act)
                }
            } catch let refusal as Refusal where refusal.kind == .conflict {
                // The second of two presses finds what the first has done.
                guard let number = try await number(press, record.id, letter.task, officer) else {
                    throw refusal
                }
                return .signed(number)
            }
            return .signed(try await number(press, record.id, letter.task, officer) ?? "")
        } catch let refusal as Refusal {
            return .refused(refusal)
        } catch {
            return .failed
        }
    }

    /// The number of the letter that the officer has signed or initialled at this task.
    private func number(
        _ press: LetterPress, _ caseID: CaseID, _ task: TaskID, _ officer: Officer
    ) async throws -> String? {
        let isDone: SQL =
            switch press {
            case .sign: "l.state = 'issued'"
            case .initial:
                """
                l.state <> 'void' AND EXISTS (SELECT 1 FROM letter_initials i \
                WHERE i.letter_id = l.id AND i.seat = t.seat AND i.author = \(officer.account))
                """
            }
        return try await store.read("letter.signed", short: true) { reader in
            try reader.row(
                """
                SELECT l.number FROM tasks t JOIN letters l ON l.case_id = t.case_id \
                WHERE t.id = \(task) AND t.case_id = \(caseID) AND t.state = 'done' \
                AND t.done_by = \(officer.account) AND \(sql: isDone) LIMIT 1
                """
            ).flatMap { $0.optionalText(0) }
        }
    }
}
