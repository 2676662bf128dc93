import Contracts
import Kernel
import Store

/// What became of an answer by text message.
public enum TextBallot: String, Sendable, Hashable {
    case taken
    /// No case of this person waits for an answer.
    case nothing
    /// Nine digits from 0 to 4 are wanted.
    case malformed
}

extension SurveyDesk {
    /// Takes nine digits, one for each element in its order, for the case that ended last and is
    /// not judged yet. Whoever sends it is known by the number that it comes from.
    /// - Parameter people: accounts of that number, and whoever said it at a counter.
    public func answer(_ text: String, of people: [AccountID]) async throws -> TextBallot {
        let digits = text.filter { !" .,-/".contains($0) }
        let scores = digits.compactMap { $0.isASCII ? $0.wholeNumberValue : nil }
        guard scores.count == SurveyElement.allCases.count, digits.count == scores.count,
            scores.allSatisfy({ $0 == 0 || SurveyElement.scores.contains($0) }),
            scores.contains(where: { $0 > 0 })
        else { return .malformed }
        let since = world.now.adding(hours: -24 * Self.openDays)
        let found = try await store.read("survey.text") { reader in
            try reader.row(
                """
                SELECT b.case_id FROM survey_ballots b JOIN cases c ON c.id = b.case_id
                WHERE c.applicant IN \(list: people) AND b.answered = 0 AND b.due_at > \(since)
                ORDER BY b.due_at DESC LIMIT 1
                """)?.id(0) as CaseID?
        }
        guard let found else { return .nothing }
        do {
            try await answer(found, scores: scores, by: .sms)
        } catch let refusal as Refusal where refusal.kind == .conflict {
            return .nothing
        }
        return .taken
    }
}
