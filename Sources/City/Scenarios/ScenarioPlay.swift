import Cases
import Contracts
import Forms
import Kernel
import People
import Store

/// A case of a story, with whose it is.
package struct PlayedCase: Sendable {
    let stage: ScenarioStage
    let id: CaseID
}

/// One story while it is played.
struct ScenarioPlay {
    private(set) var stage: ScenarioStage
    /// The case that is played on; an objection while it lasts.
    private(set) var id: CaseID
    /// What was left for it, each with its people.
    private var below: [PlayedCase] = []
    /// A case of somebody else that was there before.
    private let other: PlayedCase?

    init(stage: ScenarioStage, id: CaseID, other: PlayedCase? = nil) {
        self.stage = stage
        self.id = id
        self.other = other
    }

    var house: House { stage.house }
    var cases: Cases { house.cases }

    mutating func run(_ move: ScenarioMove) async throws {
        do {
            try await perform(move.kind, line: move.line)
        } catch let refusal as Refusal {
            if let key = move.refused, refusal.problems.contains(where: { $0.key == key }) {
                return
            }
            let expected = move.refused.map { ", expected `\($0)`" } ?? ""
            let place = try await cases.standing(of: id)?.told ?? "the case is gone"
            throw ScenarioFailure(move.line, "refused: \(refusal.told)\(expected); \(place)")
        } catch let fault as CaseFault {
            throw ScenarioFailure(move.line, "the service does not work: \(fault)")
        }
        if let key = move.refused {
            throw ScenarioFailure(move.line, "it was not refused, expected `\(key)`")
        }
    }

    /// Does one move; a refusal is thrown as it came.
    mutating func perform(_ move: ScenarioMove.Kind, line: Int) async throws {
        let acts = ScenarioActs(stage: stage, id: id, line: line)
        switch move {
        case .pass(let step, let act): try await acts.pass(step, act)
        case .giveBack(let step, let notes): try await acts.giveBack(step, notes)
        case .correct(let typed): try await acts.correct(typed)
        case .refuse(let step, let reason): try await acts.refuse(step, reason)
        case .sendBack(let step, let reason):
            try await cases.sendBackLetter(try await acts.act(at: step), reason: reason)
        case .wait(let time): try await pass(time)
        case .withdraw:
            try await cases.withdraw(id, by: stage.citizen, reason: "Rencana saya berubah.")
        case .extend(let reason):
            try await cases.extendPromise(try await acts.lead(), reason: reason)
        case .pause(let reason):
            try await cases.pause(try await acts.lead(), reason: reason, note: "Menurut hukum.")
        case .resume: try await cases.resume(try await acts.lead())
        case .reopen(let step):
            try await cases.reopen(try await acts.lead(), at: step, reason: "Ada bukti baru.")
        case .reroute(let step, let unit):
            let act = try await acts.act(at: step)
            guard let task = act.task else { return }
            try await cases.reroute(act, task: task, to: unit, reason: "Bukan wilayah kami.")
        case .object(let typed):
            try await begin(try await cases.beginObjection(id, by: stage.citizen), typed)
        case .renew(let typed):
            guard try await cases.standing(of: id)?.record.outcome == .granted else {
                throw ScenarioFailure(line, "only what was granted is renewed")
            }
            try await begin(try await cases.beginAgain(id, .parent, by: stage.citizen), typed)
        case .fetch: try await cases.applicantFetched(id, stage.citizen)
        case .confirm: try await cases.confirm(id, by: stage.citizen)
        case .refute(let reason): try await cases.refute(id, by: stage.citizen, reason: reason)
        case .dismiss(let reason, let text):
            try await cases.dismiss(try await acts.judging(), reason: reason, text: text)
        case .merge:
            let number = try await cases.standing(of: try earlier(line).id)?.record.number
            guard let number else { throw ScenarioFailure(line, "the case is gone") }
            try await cases.link(
                try await acts.lead(), .merged, to: number, reason: "Tentang hal yang sama.")
        case .other: enter(try earlier(line))
        case .back: if let last = below.popLast() { (stage, id) = (last.stage, last.id) }
        case .send: break
        case .expect(let expected):
            try await ScenarioCheck(stage: stage, id: id, line: line).check(expected)
        }
    }

    /// Sends the draft of a case that follows from this one, and plays on with it.
    private mutating func begin(_ draft: CaseID, _ typed: [String: [String]]) async throws {
        let service = try await house.store.read("story.draft") { [house, stage] reader in
            try house.drafts.load(draft, account: stage.citizen, in: reader)?.service
        }
        guard let service else { throw Refusal(.notFound, "case.not_found") }
        let next = try await stage.submit(service, typed, draft: draft)
        enter(PlayedCase(stage: stage, id: next))
    }

    private func earlier(_ line: Int) throws -> PlayedCase {
        guard let other else { throw ScenarioFailure(line, "no case is there before") }
        return other
    }

    /// Plays on with another case, until `back`.
    private mutating func enter(_ next: PlayedCase) {
        below.append(PlayedCase(stage: stage, id: id))
        (stage, id) = (next.stage, next.id)
    }

    /// Lets time pass; what clocks do by themselves is done at the end of each day on the way.
    private func pass(_ time: ScenarioWait) async throws {
        let calendar = try await house.shelf.calendar()
        let now = stage.clock.now
        let end: Instant
        switch time {
        case .days(let days): end = now.adding(hours: Int64(days) * 24)
        case .hours(let hours): end = now.adding(hours: Int64(hours))
        case .workingDays(let days):
            let passed = try calendar.adding(workingDays: days, to: stage.today)
            end = now.adding(hours: Int64(passed.days(since: stage.today)) * 24)
        case .until(let day, let minute): end = day.at(minutes: minute, in: stage.zone)
        }
        while stage.clock.now < end {
            let next = stage.clock.now.adding(hours: 24)
            stage.clock.set(min(next, end))
            while try await cases.tick() > 0 {}
        }
    }
}
