import Contracts
import Forms
import Kernel
import Store

// Branches that run side by side: how one goes on, when the case does, and how what several of them
// ask of the applicant becomes one letter (`docs/flow.md`, rows P).
extension Scene {
    /// A branch has ended; enough ended branches let the case go on.
    mutating func endBranch(
        of parallel: Step, _ bindings: [String: ExpressionValue], otherwise outcome: Outcome
    ) throws {
        let left = try TaskRows.waiting(record.id, in: tx)
        let begun = try TaskRows.steps(of: record.id, since: record.stepSince, in: tx)
        let branches = parallel.branches.filter { branch in begun.contains(where: branch.contains) }
        let running = branches.filter { branch in left.contains { branch.contains($0.step) } }
        guard parallel.join.isMet(ended: branches.count - running.count, of: branches.count) else {
            return try sendAsks()
        }
        try closeTasks(noting: true)
        try AskRows.remove(record.id, in: tx)
        if record.state == .waiting { try endCorrection() }
        if try isAllRefused(branches, since: record.stepSince) {
            try note(.refused)
            try tell("refused", ["number": record.number.text])
            return try close(.refused)
        }
        try goOn(after: parallel.id, bindings, otherwise: outcome)
    }

    /// Keeps what a branch asks for until it can be said in one letter with what others ask.
    mutating func ask(_ correction: Correction) throws {
        guard let task else { return }
        let due = try WorkingTerm.days(Self.patience).deadline(from: now, calendar: calendar)
        try contents.addAsk(correction, step: task.step, at: now, due: due, in: tx)
        try park(task)
        try note(
            .asked, ["fields": .array(correction.items.map { .string($0.field) })],
            sealed: correction.json)
        try sendAsks()
    }

    /// Working days that one branch's request waits for what the others will say.
    static let patience = 2

    /// Sends what was asked so far when no other branch may still ask, or when somebody has waited
    /// long enough; not while the applicant has a letter already.
    mutating func sendAsks() throws {
        guard change.state == .open else { return }
        let asks = try contents.asks(in: tx)
        guard let first = asks.map(\.dueAt).min() else { return }
        let isRunning = try TaskRows.waiting(record.id, in: tx).contains { $0.state == .open }
        guard !isRunning || first <= now else { return }
        try AskRows.remove(record.id, in: tx)
        try send(
            Correction(
                merging: asks.map(\.correction), in: service.form.fields.map(\.id)))
    }

    /// The letter to the applicant: the clock stands still until the answer.
    mutating func send(_ correction: Correction) throws {
        let today = Day(now, in: calendar.zone)
        let until = today.adding(days: service.correction.days)
        try contents.addCorrection(
            correction, round: record.round, step: record.step, until: until, at: now, in: tx)
        try change.clock.pause(at: now, promise: service.promise, calendar: calendar)
        change.state = .waiting
        change.wait = .correction
        try note(
            .returned,
            [
                "fields": .array(correction.items.map { .string($0.field) }),
                "until": .string(until.iso),
                "left": change.clock.daysLeft.map { .integer($0) } ?? .null,
            ], sealed: correction.json)
        try tell("returned", ["day": HumanText.day(until, record.language)])
    }

    /// Takes back a letter whose answer nobody needs any more.
    private mutating func endCorrection() throws {
        try contents.answerCorrection(at: now, in: tx)
        try cases.drafts.endCorrection(of: record.id, in: tx)
        change.round = record.round + 1
        try contents.addAnswers(try answers(), round: change.round, at: now, in: tx)
        try change.clock.resume(at: now, calendar: calendar)
        change.wait = nil
    }
}

extension Correction {
    /// One letter of several: each field once, with all that was said of it, in the order of the
    /// form.
    init(merging parts: [Correction], in order: [String]) {
        var notes: [(field: String, notes: [String])] = []
        for item in parts.flatMap(\.items) {
            if let place = notes.firstIndex(where: { $0.field == item.field }) {
                notes[place].notes.append(item.note)
            } else {
                notes.append((item.field, [item.note]))
            }
        }
        notes.sort { (order.firstIndex(of: $0.field) ?? 0) < (order.firstIndex(of: $1.field) ?? 0) }
        self.init(
            items: notes.map { Item(field: $0.field, note: $0.notes.joined(separator: "\n")) },
            letter: parts.map(\.letter).filter { !$0.isEmpty }.joined(separator: "\n\n"))
    }
}
