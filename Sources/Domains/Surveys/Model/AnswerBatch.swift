/// Answers enter the figures together: whoever reads figures before and after sees what several
/// people said, never what one did. That holds for every element of its own, since not everybody
/// has an opinion of each.
enum AnswerBatch {
    /// After so many groups no answer waits any longer for an element that few can judge.
    static let patience = 12

    /// The answers as they are counted; nothing while they have to wait for others.
    /// - Parameter least: the fewest people that a figure may be about.
    static func closed(_ waiting: [Ballot], least: Int) -> [Ballot]? {
        guard waiting.count >= least else { return nil }
        let rare = SurveyElement.allCases.filter { element in
            let marks = waiting.count { $0.scores[element] != nil }
            return marks > 0 && marks < least
        }
        if rare.isEmpty { return waiting }
        guard waiting.count >= least * patience else { return nil }
        // What so few of so many had an opinion of stays out of the figures.
        return waiting.map { answer in
            var answer = answer
            for element in rare { answer.scores[element] = nil }
            return answer
        }
    }
}
