import Contracts
import Kernel

/// The way of a case through the offices.
public struct Flow: Sendable {
    public let steps: [Step]

    public init(steps: [Step]) { self.steps = steps }

    public func step(_ id: String) -> Step? { steps.first { $0.id == id } }

    /// Place of the step in the flow, from 0.
    public func index(of id: String) -> Int? { steps.firstIndex { $0.id == id } }
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

    public init(
        id: String, kind: StepKind, unit: UnitCode, role: RoleCode, title: LocalizedText,
        instruction: LocalizedText? = nil, within: WorkingTerm, condition: Expression? = nil,
        line: [StepSeat] = [], startsClock: Bool = false, mayReturn: Bool = false
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
