import Contracts
import Forms
import Kernel
import Ledger
import People
import Store

/// The rows of an invented case: its tasks one after the other, and an act for each.
struct InventedHistory {
    struct DoneTask {
        let stop: InventedCase.Stop
        let openedAt: Instant
        let doneAt: Instant?
        let doneBy: AccountID?
        let state: TaskState
        let dueAt: Instant?
    }

    struct Asked {
        let at: Instant
        let step: String
        let until: Day
        let letter: Correction
    }

    let id: CaseID
    let number: TrackingCode
    private let invented: InventedCase
    private let today: Instant
    private(set) var tasks: [DoneTask] = []
    private(set) var acts: [LedgerEntry] = []
    private(set) var correction: Asked?
    private var clock = CaseClock()
    private var outcome: Outcome?
    private var closedAt: Instant?

    private var service: Service { invented.rules.service }
    private var region: RegionCode? { service.region(invented.answers) }

    /// - Parameter today: what is late by then counts as noted.
    init(
        _ invented: InventedCase, id: CaseID, number: TrackingCode, at today: Instant
    ) {
        self.today = today
        self.id = id
        self.number = number
        self.invented = invented
        let stops = invented.stops
        let done = invented.done(of: stops)
        var now = invented.submittedAt
        note(.submitted, .citizen(invented.applicant), stops[0], [:], at: now)
        for (index, stop) in stops.enumerated().prefix(done) {
            let opened = now
            // Some hours a task; nothing here depends on how many.
            now = now.adding(hours: Int64(2 + (index * 7 + Int(id.value.low % 5)) % 19))
            let (account, position) = invented.officer(stop.unit, stop.role)
            tasks.append(
                DoneTask(
                    stop: stop, openedAt: opened, doneAt: now, doneBy: account, state: .done,
                    dueAt: due(stop, opened)))
            if stop.step.startsClock {
                // Without a calendar of that year the promise has no day.
                try? clock.start(
                    at: now, promise: service.promise, calendar: invented.rules.calendar)
            }
            note(act(stop), .officer(account, position), stop, facts(stop), at: now)
        }
        finish(stops, done, at: now)
    }

    private mutating func finish(
        _ stops: [InventedCase.Stop], _ done: Int, at now: Instant
    ) {
        switch invented.end {
        case .closed(let outcome, let after):
            self.outcome = outcome
            closedAt = now
            clock.stop(at: now)
            // What the applicant or the clock ended is an act of its own.
            guard after != nil, let stop = stops[safe: min(done, stops.count - 1)] else { return }
            let end: (ActKind, Actor) =
                outcome == .withdrawn
                ? (.withdrawn, .citizen(invented.applicant)) : (.lapsed, .system("clock"))
            note(end.0, end.1, stop, [:], at: now)
        case .open:
            let stop = stops[done]
            tasks.append(
                DoneTask(
                    stop: stop, openedAt: now, doneAt: nil, doneBy: nil, state: .open,
                    dueAt: due(stop, now)))
        case .returned:
            let stop = stops[0]
            let (account, position) = invented.officer(stop.unit, stop.role)
            let later = now.adding(hours: 3)
            tasks.append(
                DoneTask(
                    stop: stop, openedAt: now, doneAt: nil, doneBy: nil, state: .waiting,
                    dueAt: nil))
            let until = Day(later, in: invented.rules.calendar.zone).adding(days: 365)
            correction = Asked(
                at: later, step: stop.step.id, until: until,
                letter: Correction(
                    items: service.form.fields.prefix(1).map {
                        Correction.Item(field: $0.id, note: "Mohon diperiksa kembali.")
                    }, letter: "Ada isian yang perlu diperbaiki."))
            note(.returned, .officer(account, position), stop, [:], at: later)
        }
    }

    private func due(_ stop: InventedCase.Stop, _ opened: Instant) -> Instant? {
        // Without a calendar of that year there is none; such steps are done anyway.
        try? stop.step.within.deadline(from: opened, calendar: invented.rules.calendar)
    }

    private func act(_ stop: InventedCase.Stop) -> ActKind {
        switch stop.step.kind {
        case .check: .completed
        case .verify: .verified
        case .recommend: .recommended
        case .inspect: .inspected
        case .pay: .paid
        case .record: .recorded
        case .draft: .drafted
        case .initials: .initialled
        case .decide: outcomeAtDecision
        case .handover: .handedOver
        case .answer, .parallel, .choose: .answered
        case .confirm: .confirmed
        }
    }

    private var outcomeAtDecision: ActKind {
        if case .closed(.refused, _) = invented.end { .refused } else { .granted }
    }

    private func facts(_ stop: InventedCase.Stop) -> [String: JSONValue] {
        switch stop.step.kind {
        case .verify, .recommend, .inspect: ["favourable": true]
        case .draft: ["kind": "grant", "version": 1]
        case .initials: ["seat": .integer(Int64(stop.seat)), "version": 1]
        case .handover: ["by": "office"]
        default: [:]
        }
    }

    private mutating func note(
        _ kind: ActKind, _ actor: Actor, _ stop: InventedCase.Stop,
        _ facts: [String: JSONValue], at: Instant
    ) {
        var facts = facts
        facts["step"] = .string(stop.step.id)
        acts.append(
            LedgerEntry(
                type: kind.rawValue, caseID: id, actor: actor, service: service.code.text,
                unit: stop.unit.text, facts: .object(facts), at: at))
    }

    private func isLate(_ due: Instant?) -> Bool { due.map { $0 < today } ?? false }

    func addCase(to block: inout RowBlock) {
        let last = tasks.last
        let state: CaseState =
            outcome != nil ? .closed : invented.end == .returned ? .waiting : .open
        let place = last?.stop.step.id ?? service.flow.steps[0].id
        let step = service.flow.parallel(around: place)?.id ?? place
        let since = last?.openedAt ?? invented.submittedAt
        block.add([
            id.sqlValue, number.symbols.sqlValue, service.code.text.sqlValue,
            service.version.sqlValue, invented.unit.text.sqlValue,
            (last?.stop.unit ?? invented.unit).text.sqlValue, (region?.text).sqlValue,
            invented.applicant.sqlValue, Language.id.rawValue.sqlValue,
            service.confidentiality.level.sqlValue, state.rawValue.sqlValue,
            (outcome?.rawValue).sqlValue, step.sqlValue, since.sqlValue, 1.sqlValue,
            Int64(acts.count).sqlValue, invented.submittedAt.sqlValue, clock.startedAt.sqlValue,
            clock.pausedAt.sqlValue, clock.daysLeft.sqlValue, clock.dueAt.sqlValue,
            clock.stoppedAt.sqlValue, isLate(clock.dueAt).sqlValue, closedAt.sqlValue,
        ])
    }

    var standing: InventedStanding {
        let open = tasks.last { $0.state == .open }
        return InventedStanding(
            id: id, number: number, region: region, unit: tasks.last?.stop.unit ?? invented.unit,
            acts: acts.enumerated().compactMap { index, entry in
                guard let kind = ActKind(rawValue: entry.type),
                    let unit = entry.unit.flatMap({ UnitCode($0) })
                else { return nil }
                return InventedStanding.Act(
                    number: Int64(index + 1), kind: kind, unit: unit, at: entry.at)
            },
            step: open?.stop.step.kind, dueAt: clock.dueAt ?? open?.dueAt,
            urgentAt: open.flatMap(urgent), closedAt: closedAt)
    }

    /// As `TaskRows.weigh` has it.
    private func urgent(_ task: DoneTask) -> Instant? {
        guard task.state == .open, let due = task.dueAt else { return nil }
        return clock.promise.map { min($0, due) } ?? due
    }

    func add(_ task: DoneTask, to block: inout RowBlock) {
        let stop = task.stop
        block.add([
            UUIDv7(at: task.openedAt, random: .system).sqlValue, id.sqlValue,
            stop.step.id.sqlValue, stop.step.kind.rawValue.sqlValue, stop.seat.sqlValue,
            stop.unit.text.sqlValue, stop.role.text.sqlValue, (region?.text).sqlValue,
            service.confidentiality.level.sqlValue, task.state.rawValue.sqlValue,
            task.openedAt.sqlValue, task.dueAt.sqlValue, urgent(task).sqlValue,
            isLate(task.dueAt).sqlValue, task.doneAt.sqlValue, task.doneBy.sqlValue,
        ])
    }
}

extension Array {
    fileprivate subscript(safe index: Int) -> Element? {
        indices.contains(index) ? self[index] : nil
    }
}
