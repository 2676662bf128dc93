import Contracts
import Kernel

/// A story of one case, written beside its service: what is answered, what is done, how much time
/// passes, and what must be true then.
public struct Scenario: Sendable {
    public let name: String
    public let file: String
    public let line: Int
    public let service: ServiceCode
    /// When the story begins, in the city's zone.
    public let day: Day
    /// Minutes since midnight.
    public let minute: Int
    /// Cases of somebody else that are there before, each with what was done to it.
    public let before: [Scenario]
    /// What is typed into the form, by field; what is required and not said is made up.
    public let typed: [String: [String]]
    public let moves: [ScenarioMove]
}

/// One line of a story.
public struct ScenarioMove: Sendable {
    public let line: Int
    public let kind: Kind
    /// The key of the refusal that must answer it.
    public let refused: String?

    public indirect enum Kind: Sendable {
        /// The step is done as it usually is, or as its words say.
        case pass(String, ScenarioAct)
        case giveBack(String, notes: [String: String])
        case correct([String: [String]])
        case refuse(String, reason: String)
        case sendBack(String, reason: String)
        case wait(ScenarioWait)
        case withdraw
        case extend(String)
        case pause(String)
        case resume
        case reopen(String)
        case reroute(String, UnitCode)
        /// An objection begins; what follows is played on its case.
        case object([String: [String]])
        /// What was granted is asked for again with the answers of then and these; what follows
        /// is played on the new case.
        case renew([String: [String]])
        /// The applicant downloads the letter.
        case fetch
        /// The applicant says that what was answered is so.
        case confirm
        /// The applicant says that it is not, and why.
        case refute(String)
        /// Closed without work on it, with a reason of the service.
        case dismiss(String, text: String)
        /// Merged into the first case that was there before.
        case merge
        /// What follows is played on the first case that was there before.
        case other
        /// Back to the case that was objected to, or renewed, or left for another.
        case back
        /// The application is sent, which has happened when the lines are played: it says where
        /// sending is refused.
        case send
        case expect(ScenarioExpectation)
    }
}

/// How a step is done where it is not done as usual.
public struct ScenarioAct: Sendable {
    /// What the officer fills in.
    public var typed: [String: [String]] = [:]
    /// The opinion, or the answer to a question.
    public var text: String?
    /// The opinion is unfavourable; the letter is drafted as a refusal.
    public var isAgainst = false
    /// Of a payment; the first possible day and the exact amount unless said.
    public var day: Day?
    public var rupiah: Int64?

    public init(typed: [String: [String]] = [:], text: String? = nil, isAgainst: Bool = false) {
        self.typed = typed
        self.text = text
        self.isAgainst = isAgainst
    }
}

/// How much time passes.
public enum ScenarioWait: Sendable, Hashable {
    case days(Int)
    case hours(Int)
    case workingDays(Int)
    case until(Day, minute: Int)
}

/// What must be true at a place of the story; nothing of what is not said.
public struct ScenarioExpectation: Sendable {
    public var step: String?
    public var state: CaseState?
    public var outcome: Outcome?
    public var wait: Wait?
    /// The unit that has it.
    public var unit: UnitCode?
    /// Rupiah of the newest bill; 0 where nothing was asked for.
    public var fee: Int64?
    /// The day of the promise.
    public var due: Day?
    /// The steps that have an open or waiting task.
    public var tasks: [String]?
    /// What the newest letter must say, each as a part of its text.
    public var letter: [String] = []
    public var letterLacks: [String] = []
    /// Kinds of act that must have happened, such as `case.billed`.
    public var acts: [String] = []
    public var never: [String] = []
    /// Values of the service, as text.
    public var values: [String: String] = [:]
    /// The last day of the letter.
    public var validUntil: Day?
}
