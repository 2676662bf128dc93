import Contracts
import Kernel

/// The way of a case through the offices.
public struct Flow: Sendable {
    public let steps: [Step]

    public init(steps: [Step]) { self.steps = steps }

    /// Every step that somebody does or that holds others, those of branches behind the step that
    /// they belong to.
    public var all: [Step] { steps.flatMap { [$0] + $0.branches.flatMap(\.self) } }

    public func step(_ id: String) -> Step? { all.first { $0.id == id } }

    /// Place in the flow, from 0, of the step or of the one whose branch it stands in.
    public func index(of id: String) -> Int? {
        steps.firstIndex { $0.id == id || $0.branch(of: id) != nil }
    }

    /// The step in one of whose branches this one stands.
    public func parent(of id: String) -> Step? { steps.first { $0.branch(of: id) != nil } }
}

/// What is done in a step.
public enum StepKind: String, Sendable, Hashable, CaseIterable {
    /// Completeness of the application.
    case check
    /// Content of the application.
    case verify
    /// The opinion of another agency.
    case recommend
    /// The letter is prepared and its number reserved.
    case draft
    /// Initials along the line (paraf berjenjang).
    case initials
    /// The decision.
    case decide
    /// The outcome reaches the applicant.
    case handover
    /// A question is answered; ends the case.
    case answer
    /// Several offices work side by side; nobody does it itself.
    case parallel
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

/// One step of a flow.
public struct Step: Sendable {
    public let id: String
    public let kind: StepKind
    public let unit: UnitCode
    public let role: RoleCode
    /// What happens now, in words for the citizen.
    public let title: LocalizedText
    /// What to do, in words for the officer.
    public let instruction: LocalizedText?
    public let within: WorkingTerm
    /// The step is skipped when this is not true.
    public let condition: Expression?
    /// Who puts initials, in order; only for `initials`.
    public let line: [StepSeat]
    /// The promised time begins when this step is done.
    public let startsClock: Bool
    /// The step may return the case to its applicant for correction.
    public let mayReturn: Bool
    /// An agency that says nothing in its time has consented.
    public let silenceConsents: Bool
    /// What runs side by side, each a way of its own; only for `parallel`.
    public let branches: [[Step]]
    public let join: Join

    public init(
        id: String, kind: StepKind, unit: UnitCode, role: RoleCode, title: LocalizedText,
        instruction: LocalizedText? = nil, within: WorkingTerm, condition: Expression? = nil,
        line: [StepSeat] = [], startsClock: Bool = false, mayReturn: Bool = false,
        silenceConsents: Bool = false, branches: [[Step]] = [], join: Join = .all
    ) {
        self.id = id
        self.kind = kind
        self.unit = unit
        self.role = role
        self.title = title
        self.instruction = instruction
        self.within = within
        self.condition = condition
        self.line = line
        self.startsClock = startsClock
        self.mayReturn = mayReturn
        self.silenceConsents = silenceConsents
        self.branches = branches
        self.join = join
    }

    /// The branch in which a step stands.
    public func branch(of id: String) -> [Step]? {
        branches.first { branch in branch.contains { $0.id == id } }
    }
}

/// One place in a line of initials.
public struct StepSeat: Sendable, Hashable {
    public let unit: UnitCode
    public let role: RoleCode
    public let title: LocalizedText

    public init(unit: UnitCode, role: RoleCode, title: LocalizedText) {
        self.unit = unit
        self.role = role
        self.title = title
    }
}
