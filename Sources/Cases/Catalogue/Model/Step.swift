import Contracts
import Forms
import Kernel

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
    /// What the officer fills in, such as the findings of a visit; one group.
    public let form: FormDefinition?
    /// So long before its time ends the office is warned.
    public let warning: WorkingTerm?
    /// Whose the step is as well while its time runs out and afterwards, rung by rung.
    public let ladder: [EscalationRung]
    /// What runs side by side (`parallel`), or the ways of which one is taken (`choose`).
    public let branches: [Branch]
    public let join: Join
    /// Fields of which the first that is answered names the topic whose unit does the step
    /// (`TopicRules`); empty: always `unit`.
    public let routing: [String]
    /// Where the case goes when the applicant does not confirm; only for `confirm`.
    public let confirmation: Confirmation?

    public init(
        id: String, kind: StepKind, unit: UnitCode, role: RoleCode, title: LocalizedText,
        instruction: LocalizedText? = nil, within: WorkingTerm, condition: Expression? = nil,
        line: [StepSeat] = [], startsClock: Bool = false, mayReturn: Bool = false,
        silenceConsents: Bool = false, form: FormDefinition? = nil, warning: WorkingTerm? = nil,
        ladder: [EscalationRung] = [], branches: [Branch] = [], join: Join = .all,
        routing: [String] = [], confirmation: Confirmation? = nil
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
        self.form = form
        self.warning = warning
        self.ladder = ladder
        self.branches = branches
        self.join = join
        self.routing = routing
        self.confirmation = confirmation
    }

    /// The step and everything in its branches.
    public var withInner: [Step] { [self] + branches.flatMap { $0.steps.flatMap(\.withInner) } }

    /// The branch in which a step stands, however deep.
    public func branch(of id: String) -> Branch? {
        branches.first { $0.contains(id) }
    }
}

/// What follows when an applicant says that it is not so.
public struct Confirmation: Sendable, Hashable {
    /// The step that is done again.
    public let returnsTo: String
    /// How often.
    public let times: Int

    public init(returnsTo: String, times: Int) {
        self.returnsTo = returnsTo
        self.times = times
    }
}

/// A way of its own inside a step that holds others.
public struct Branch: Sendable {
    /// When this way is taken; the last option of a `choose` may have none.
    public let condition: Expression?
    public let steps: [Step]

    public init(condition: Expression? = nil, steps: [Step]) {
        self.condition = condition
        self.steps = steps
    }

    public func contains(_ id: String) -> Bool {
        steps.contains { step in step.withInner.contains { $0.id == id } }
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
