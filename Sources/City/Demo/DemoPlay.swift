import Cases
import Contracts
import Forms
import Kernel
import People
import Store

/// Lets the demo's cases happen: whatever comes next in time is done next, with the clock set to
/// it.
struct DemoPlay: Sendable {
    let house: House
    let clock: ManualClock
    let people: DemoPeople
    /// The present: nothing happens after it.
    let until: Instant

    /// Where a case of the demo ends up.
    enum Goal: String, Sendable {
        case check, returned, verify, recommend, draft, firstInitials, lastInitials, decide
        case handover, granted, refused, withdrawn, lapsed

        /// How the demo's cases are shared out.
        static let shares: [(Goal, Int)] = [
            (.granted, 17), (.refused, 6), (.lapsed, 2), (.withdrawn, 3), (.handover, 8),
            (.decide, 13), (.lastInitials, 6), (.firstInitials, 6), (.draft, 8),
            (.recommend, 12), (.verify, 12), (.returned, 12), (.check, 15),
        ]

        /// Working hours before the present at which such a case begins, so that it gets there.
        var lead: ClosedRange<Int> {
            switch self {
            case .granted, .refused: 24...240
            case .withdrawn: 40...120
            case .lapsed: 170...220
            // Most tasks are in time; a few are late, as in life.
            case .handover: 6...14
            case .decide: 5...10
            case .lastInitials: 5...9
            case .firstInitials: 4...8
            case .draft: 3...7
            case .recommend: 3...11
            case .verify: 2...6
            case .returned: 8...60
            case .check: 1...9
            }
        }
    }

    /// One case on its way.
    private struct Player {
        let number: Int
        let goal: Goal
        let citizen: Int
        var at: Instant
        var caseID: CaseID?
        var corrected = false
        /// Another service's case, played as it is told.
        var story: DemoStoryRun?
    }

    func run(count: Int, tell: @Sendable (String) -> Void) async throws {
        let calendar = try await house.shelf.calendar()
        let stories = try await DemoStoryRun.all(house: house, clock: clock, people: people)
        let told = stories.map(\.story.cases).reduce(0, +)
        var players = try plan(max(1, count - told), calendar)
        for (index, run) in stories.enumerated() {
            players.append(
                Player(
                    number: index, goal: .granted, citizen: run.story.citizen,
                    at: try Self.back(run.story.hours, from: until, calendar), story: run))
        }
        try await DemoCorrespondence(house: house).begin()
        var done = 0
        while let index = players.indices.min(by: { players[$0].at < players[$1].at }) {
            var player = players[index]
            guard player.at <= until else { break }
            clock.set(player.at)
            let goesOn = try await step(&player)
            if goesOn {
                let pause = 15 + (player.number * 37 + done * 13) % 55
                player.at = try calendar.adding(workingMinutes: pause, to: player.at)
                players[index] = player
            } else {
                players.remove(at: index)
            }
            done += 1
            if done.isMultiple(of: 200) { tell("  \(done) acts …") }
            if done.isMultiple(of: 50) { try await house.cases.tick() }
        }
        clock.set(until)
        while try await house.cases.tick() > 0 {}
        try await DemoAdvertisements(house: house, people: people).make()
        try await DemoDrafts(house: house, people: people).make()
        try await DemoCorrespondence(house: house).make()
        try await DemoPermits(house: house, people: people).make()
        try await DemoCounter(house: house).make()
        try await house.workOnce()
    }

    private func plan(_ count: Int, _ calendar: WorkingCalendar) throws -> [Player] {
        let goals = Goal.shares.flatMap { goal, share in Array(repeating: goal, count: share) }
        // Whoever looks around first finds a letter to fetch and something to correct.
        var shown: Set<Goal> = [.handover, .returned]
        return try (0..<count).map { n in
            let goal = goals[n * goals.count / count]
            let span = goal.lead
            let hours = span.lowerBound + (n * 29) % (span.upperBound - span.lowerBound + 1)
            let isShown = shown.remove(goal) != nil
            return Player(
                number: n, goal: goal,
                citizen: isShown ? DemoPeople.shown : n * 7 % people.citizens.count,
                at: try Self.back(hours, from: until, calendar))
        }
    }

    /// So many working hours before a moment, and a few minutes more, so that no two begin
    /// together.
    private static func back(
        _ hours: Int, from end: Instant, _ calendar: WorkingCalendar
    ) throws
        -> Instant
    {
        let start = Day(number: Day(end, in: calendar.zone).number - 120).start(in: calendar.zone)
        let open = try calendar.workingTime(from: start, to: end)
        let lead = Int64(hours * 60 + (hours * 7) % 45) * 60_000
        return try calendar.adding(workingMilliseconds: max(0, open - lead), to: start)
    }

    /// Does what comes next for a case. False when it has arrived.
    private func step(_ player: inout Player) async throws -> Bool {
        if var story = player.story {
            let goesOn = try await story.step()
            player.story = story
            return goesOn
        }
        let citizen = people.citizens[player.citizen]
        guard let caseID = player.caseID else {
            player.caseID = try await DemoApplication(house: house).submit(
                player.number, citizen.person, citizen.account)
            return true
        }
        guard let state = try await DemoState.of(caseID, in: house), state.record.state != .closed
        else { return false }
        if state.record.state == .waiting {
            return try await whileWaiting(&player, state, citizen.account)
        }
        guard let task = state.task, let officer = try await officer(for: task) else {
            return false
        }
        let act = OfficerAct(
            caseID: caseID, revision: state.record.revision, officer: officer)
        return try await DemoActs(house: house, number: player.number, goal: player.goal)
            .perform(act, task, state, corrected: player.corrected, applicant: citizen.account)
    }

    private func whileWaiting(
        _ player: inout Player, _ state: DemoState, _ applicant: AccountID
    ) async throws -> Bool {
        guard player.goal != .returned, player.goal != .lapsed else { return false }
        player.corrected = true
        try await house.cases.answerCorrection(
            state.record.id, by: applicant,
            Answers(["judul": .text(DemoNames.subject(player.number) + " di Kota Bogor")]))
        return true
    }

    /// Somebody who may do the task; two posts share the work by the case's number.
    private func officer(for task: TaskRecord) async throws -> Officer? {
        let day = Day(clock.now, in: house.zone)
        let holders = try await house.store.read("demo.holders") { reader in
            try house.directory.holders(unit: task.unit, role: task.role, on: day, in: reader)
        }
        guard !holders.isEmpty else { return nil }
        let chosen = holders[Int(task.openedAt.milliseconds / 60_000) % holders.count]
        return try await house.directory.officer(chosen.account, on: day)
    }
}
