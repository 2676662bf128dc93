/// One of the nine elements (*unsur*) on which people judge a service (PermenPANRB 14/2017). Codes,
/// not positions: the regulation and the cities number the last two either way.
enum SurveyElement: String, Sendable, Hashable, CaseIterable {
    case requirements = "u1"
    case procedure = "u2"
    case time = "u3"
    case cost = "u4"
    case product = "u5"
    case competence = "u6"
    case behaviour = "u7"
    case complaints = "u8"
    case facilities = "u9"

    /// The lowest and the highest score.
    static let scores = 1...4
}
