import Contracts
import Forms
import Kernel
import Ledger
import People
import Store

/// How far an invented case has come.
package enum InventedEnd: Sendable, Hashable {
    /// It went all the way, or ended otherwise after the given number of tasks.
    case closed(Outcome, after: Int?)
    /// So many tasks are done; the next is open.
    case open(after: Int)
    /// Returned to its applicant at its first step.
    case returned
}

/// A case that never was, with a history as the engine would have written it: a task for each step
/// of its service, an act for each task. Without letters and files.
package struct InventedCase: Sendable {
    package let rules: CaseRules
    package let applicant: AccountID
    package let answers: Answers
    package let submittedAt: Instant
    package let end: InventedEnd
    /// The unit that stands for the service's owner, in every step of the owner.
    package let unit: UnitCode
    /// The unit that has what a report is about, in every step that goes by the topic.
    package let routed: UnitCode?
    /// Who does the task of a role in a unit.
    package let officer: @Sendable (UnitCode, RoleCode) -> (AccountID, PositionID)

    package init(
        rules: CaseRules, applicant: AccountID, answers: Answers, submittedAt: Instant,
        end: InventedEnd, unit: UnitCode, routed: UnitCode? = nil,
        officer: @escaping @Sendable (UnitCode, RoleCode) -> (AccountID, PositionID)
    ) {
        self.rules = rules
        self.applicant = applicant
        self.answers = answers
        self.submittedAt = submittedAt
        self.end = end
        self.unit = unit
        self.routed = routed
        self.officer = officer
    }

    /// One task of the way, with the seat of a line.
    struct Stop {
        let step: Step
        let seat: Int
        let unit: UnitCode
        let role: RoleCode
    }

    /// The tasks of the way, those of branches one after the other.
    var stops: [Stop] {
        let flow = rules.service.flow
        let bindings = rules.service.bindings(
            answers, on: Day(submittedAt, in: rules.calendar.zone))
        let steps = flow.way(bindings, at: "").flatMap { step in
            step.kind == .parallel
                ? step.branches.flatMap { $0.steps.filter { $0.applies(bindings) } } : [step]
        }
        return steps.flatMap { step -> [Stop] in
            guard !step.line.isEmpty else {
                return [Stop(step: step, seat: 0, unit: place(of: step), role: step.role)]
            }
            return step.line.enumerated().map {
                Stop(step: step, seat: $0, unit: own($1.unit), role: $1.role)
            }
        }
    }

    private func place(of step: Step) -> UnitCode {
        let isRouted = !step.routing.isEmpty || step.kind == .confirm
        return (isRouted ? routed : nil) ?? own(step.unit)
    }

    private func own(_ unit: UnitCode) -> UnitCode {
        unit == rules.service.owner ? self.unit : unit
    }

    /// How many of the tasks are done. A refusal is the last of them.
    func done(of stops: [Stop]) -> Int {
        switch end {
        case .closed(.refused, nil):
            stops.firstIndex { $0.step.kind == .decide }.map { $0 + 1 } ?? stops.count
        case .closed(_, let after): min(after ?? stops.count, stops.count)
        case .open(let after): min(after, stops.count - 1)
        case .returned: 0
        }
    }

    /// After how many tasks the next one is the owner's.
    package var ownPlaces: [Int] {
        let stops = stops
        return stops.indices.filter { stops[$0].unit == unit }
    }
}

/// What became of an invented case, for a domain that keeps something of it beside the engine.
package struct InventedStanding: Sendable {
    package struct Act: Sendable {
        package let number: Int64
        package let kind: ActKind
        package let unit: UnitCode
        package let at: Instant
    }

    package let id: CaseID
    package let number: TrackingCode
    package let region: RegionCode?
    /// Of the last task.
    package let unit: UnitCode
    package let acts: [Act]
    /// The step that is open.
    package let step: StepKind?
    /// The end of the promise; before that runs, of the open step.
    package let dueAt: Instant?
    package let urgentAt: Instant?
    package let closedAt: Instant?
}

/// Rows of invented cases, made on any thread and written together.
package struct CaseBlock: Sendable {
    var keys = Vault.keyBlock
    var cases = RowBlock(
        """
        INSERT INTO cases (id, number, service, version, owner_unit, unit, region, applicant, \
        language, confidentiality, state, outcome, step, step_since, round, revision, \
        submitted_at, clock_started_at, clock_paused_at, days_left, due_at, clock_stopped_at, \
        overdue_noted, closed_at)
        """, width: 24)
    var tasks = RowBlock(
        """
        INSERT INTO tasks (id, case_id, step, kind, seat, unit, role, region, confidentiality, \
        state, opened_at, due_at, urgent_at, overdue_noted, done_at, done_by)
        """, width: 16)
    var answers = RowBlock(
        "INSERT INTO case_answers (case_id, round, at, sealed)", width: 4)
    var corrections = RowBlock(
        """
        INSERT INTO case_corrections (case_id, round, asked_at, asked_step, until_day, sealed)
        """, width: 6)
    var tokens = RowBlock("INSERT INTO case_tokens (token, case_id)", width: 2)
    var ledger = LedgerBlock()
    /// The numbers of the cases, in their order.
    package var numbers: [TrackingCode] = []

    package init() {}

    package var count: Int { cases.count }

    package mutating func add(_ other: CaseBlock) {
        keys.add(other.keys)
        cases.add(other.cases)
        tasks.add(other.tasks)
        answers.add(other.answers)
        corrections.add(other.corrections)
        tokens.add(other.tokens)
        ledger.add(other.ledger)
        numbers += other.numbers
    }

    /// Takes the search tokens out, to be written sorted: they are hashes, and each would else
    /// change another page of their index.
    package mutating func takeTokens() -> RowBlock {
        let taken = tokens
        tokens = CaseBlock().tokens
        return taken
    }
}
