import Contracts
import Kernel

/// The way of a case through the offices.
public struct Flow: Sendable {
    public let steps: [Step]

    public init(steps: [Step]) { self.steps = steps }

    /// Every step, those of branches and options behind the step that holds them.
    public var all: [Step] { steps.flatMap(\.withInner) }

    public func step(_ id: String) -> Step? { all.first { $0.id == id } }

    /// Place in the flow, from 0, of the step or of the one that holds it.
    public func index(of id: String) -> Int? {
        steps.firstIndex { step in step.withInner.contains { $0.id == id } }
    }

    /// Place among all steps, from 0.
    func order(of id: String) -> Int? { all.firstIndex { $0.id == id } }

    /// The step in one of whose branches this one stands.
    public func parallel(around id: String) -> Step? {
        path(to: id).dropLast().last { $0.step.kind == .parallel }?.step
    }

    /// The steps that may decide.
    public var deciding: [Step] { all.filter { $0.kind.isDecision } }
}

/// What is done in a step.
public enum StepKind: String, Sendable, Hashable, CaseIterable {
    /// Completeness of the application.
    case check
    /// Content of the application.
    case verify
    /// The opinion of another agency.
    case recommend
    /// A visit to the place, with a form of its own.
    case inspect
    /// The fee is asked for and waited for.
    case pay
    /// The letter is prepared and its number reserved.
    case draft
    /// Initials along the line (paraf berjenjang).
    case initials
    /// The decision.
    case decide
    /// The document of a national system is recorded: it decides, and no letter of ours is made.
    case record
    /// The outcome reaches the applicant.
    case handover
    /// A question, or a report, is answered; nothing but its confirmation follows.
    case answer
    /// The applicant says whether what was answered is so; silence says yes.
    case confirm
    /// Several offices work side by side; nobody does it itself.
    case parallel
    /// One of several ways is taken; nobody does it itself.
    case choose

    /// Ends in an opinion, favourable or not.
    public var givesOpinion: Bool { [.verify, .recommend, .inspect].contains(self) }
    /// The outcome is made here.
    public var isDecision: Bool { [.decide, .record, .answer].contains(self) }
    /// Holds other steps instead of being done.
    public var holdsSteps: Bool { self == .parallel || self == .choose }
    /// May return the case to its applicant.
    public var mayReturn: Bool { self == .check || givesOpinion }
    /// May ask the officer for data.
    public var mayHaveFields: Bool {
        [.check, .verify, .recommend, .inspect, .record, .answer].contains(self)
    }
    /// May stand in a branch beside others.
    public var mayRunBeside: Bool { givesOpinion || self == .record || self == .choose }
}

/// When branches that run side by side let the case go on.
public enum Join: Sendable, Hashable {
    /// When each has ended.
    case all
    /// When the first has ended; the others stop.
    case any
    /// When so many have ended, or all where fewer were begun; the others stop.
    case quorum(Int)

    func isMet(ended: Int, of begun: Int) -> Bool {
        switch self {
        case .all: ended >= begun
        case .any: ended >= min(1, begun)
        case .quorum(let count): ended >= min(count, begun)
        }
    }
}
