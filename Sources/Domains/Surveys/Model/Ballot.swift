import Kernel

/// What one person answered. It names neither the person nor the case.
struct Ballot: Sendable, Hashable {
    /// 1 to 4 for each element that the person had an opinion of.
    var scores: [SurveyElement: Int]
    var traits: [Trait: String] = [:]
    var suggestion: String?

    /// How long a suggestion may be, in characters.
    static let longest = 1_000

    /// - Throws: `Refusal` when nothing is answered, or something that does not exist.
    func check() throws(Refusal) {
        var problems: [Refusal.Problem] = []
        if scores.isEmpty {
            problems.append(
                Refusal.Problem("surveys.none", field: SurveyElement.requirements.rawValue))
        }
        if !scores.values.allSatisfy(SurveyElement.scores.contains)
            || !traits.allSatisfy({ $0.key.values.contains($0.value) })
        {
            problems.append(Refusal.Problem("web.problem.invalid", field: nil))
        }
        if (suggestion?.count ?? 0) > Self.longest {
            problems.append(
                Refusal.Problem(
                    "surveys.long", field: "saran", values: ["max": "\(Self.longest)"]))
        }
        if !problems.isEmpty { throw Refusal(.invalid, problems: problems) }
    }
}

/// What a respondent may say of himself. The report of the regulation counts them; nobody has to.
enum Trait: String, Sendable, Hashable, CaseIterable {
    case sex, age, education, work

    /// The answers, as stored; their words are `surveys.TRAIT.VALUE`.
    var values: [String] {
        switch self {
        case .sex: ["l", "p"]
        case .age: ["17", "26", "36", "46", "56", "66"]
        case .education: ["sd", "smp", "sma", "diploma", "s1", "s2"]
        case .work: ["asn", "tni-polri", "swasta", "wirausaha", "pelajar", "rumah", "lain"]
        }
    }
}

/// By which way an answer came.
public enum BallotChannel: String, Sendable, Hashable, CaseIterable {
    case web, sms
}

/// When in the day an answer came, no finer (PermenPANRB 14/2017 counts 08–12 and 13–17).
enum DayPart: String, Sendable, Hashable, CaseIterable {
    case morning, afternoon, other

    init(_ instant: Instant, _ zone: Zone) {
        let start = Day(instant, in: zone).start(in: zone)
        switch instant.milliseconds(since: start) / 3_600_000 {
        case 8..<12: self = .morning
        case 13..<17: self = .afternoon
        default: self = .other
        }
    }
}
