import Cases
import Contracts
import Forms
import Foundation
import Kernel
import People
import Store

/// A house in memory in which stories of cases are played by the real engine, with invented people
/// in all posts and a clock that the story moves.
package struct ScenarioStage: Sendable {
    package let house: House
    package let clock: ManualClock
    let citizen: AccountID
    /// Whose cases were there before.
    private let other: AccountID
    private let directory: String?

    /// Opens a stage for a city's files.
    package static func open(_ source: CatalogueSource) async throws -> ScenarioStage {
        let clock = ManualClock(Instant(milliseconds: 0))
        let world = World(clock: clock.clock, random: .system)
        let directory =
            FileManager.default.temporaryDirectory.path + "/pendopo-story-\(world.uuid().text)"
        var settings = Settings(
            mode: .demo, database: .temporary, dataDirectory: directory,
            cityDirectory: directory, publicAddress: "https://cerita.example")
        settings.synchronous = .off
        let house = try await House.open(
            settings, source: source, world: world, hashing: .cheap)
        let people = try await DemoPeople.make(in: house, citizens: 2)
        return ScenarioStage(
            house: house, clock: clock, citizen: people.citizens[0].account,
            other: people.citizens[1].account, directory: directory)
    }

    /// Plays in a house that is there already.
    /// - Parameter other: who has the cases before; the same person unless said.
    package init(
        house: House, clock: ManualClock, citizen: AccountID, other: AccountID? = nil,
        directory: String? = nil
    ) {
        self.house = house
        self.clock = clock
        self.citizen = citizen
        self.other = other ?? citizen
        self.directory = directory
    }

    package func close() async {
        await house.close()
        if let directory { try? FileManager.default.removeItem(atPath: directory) }
    }

    var zone: Zone { house.zone }
    var today: Day { Day(clock.now, in: zone) }

    /// Plays a story.
    /// - Throws: `ScenarioFailure` at the line that did not come true.
    /// - Returns: the case; nothing for a story of what cannot be sent.
    @discardableResult
    package func play(_ scenario: Scenario) async throws -> CaseID? {
        clock.set(scenario.day.at(minutes: scenario.minute, in: zone))
        var first: PlayedCase?
        for earlier in scenario.before {
            let stage = ScenarioStage(house: house, clock: clock, citizen: other)
            guard let id = try await stage.sent(earlier) else { continue }
            try await stage.playOn(id, earlier)
            first = first ?? PlayedCase(stage: stage, id: id)
        }
        guard let id = try await sent(scenario) else { return nil }
        try await playOn(id, scenario, other: first)
        return id
    }

    /// Sends a story's application. Nothing where the story says that it is refused, and it is.
    private func sent(_ scenario: Scenario) async throws -> CaseID? {
        let first = scenario.moves.first { if case .send = $0.kind { true } else { false } }
        let id: CaseID
        do {
            id = try await submit(scenario.service, scenario.typed)
        } catch let refusal as Refusal {
            // A story may be about what cannot be sent at all.
            guard let first, let key = first.refused else {
                let line = "{send: true, refused: \(refusal.problems.first?.key ?? "KEY")}"
                throw ScenarioFailure(
                    scenario.line,
                    "it cannot be sent: \(refusal.told); if that is the story, begin with `\(line)`"
                )
            }
            guard refusal.problems.contains(where: { $0.key == key }) else {
                throw ScenarioFailure(
                    first.line, "refused with \(refusal.told), expected `\(key)`")
            }
            return nil
        }
        if let first, let key = first.refused {
            throw ScenarioFailure(first.line, "it was sent, expected `\(key)`")
        }
        return id
    }

    /// Plays what follows in a story on a case that is there.
    /// - Parameter other: one of somebody else that the story may come back to.
    package func playOn(
        _ id: CaseID, _ scenario: Scenario, other: PlayedCase? = nil
    ) async throws {
        var play = ScenarioPlay(stage: self, id: id, other: other)
        for move in scenario.moves { try await play.run(move) }
    }

    /// Fills in a form and sends it; files are made up.
    /// - Parameter draft: one that is there already, with whatever was answered in it.
    func submit(
        _ code: ServiceCode, _ typed: [String: [String]], draft: CaseID? = nil
    ) async throws -> CaseID {
        let catalogue = try await house.shelf.published()
        guard let service = catalogue.services[code] else {
            throw Refusal(.notFound, "case.service_closed")
        }
        var said = TypedAnswers(typed)
        if let draft {
            let begun = try await house.store.read("story.begun") { [house, citizen] reader in
                try house.drafts.load(draft, account: citizen, in: reader)
            }
            let answers = begun?.answers ?? Answers()
            said = TypedAnswers(showing: answers, service.form.places).merging(said)
        }
        let all = SampleAnswers(service.form, today: today).completing(said)
        let id = try await DemoApplication(house: house).draft(
            of: service, typed: all, citizen, into: draft)
        _ = try await house.cases.submit(id, by: citizen, language: .id, declared: true)
        return id
    }
}

/// What did not come true in a story.
package struct ScenarioFailure: Error, Sendable, Hashable, CustomStringConvertible {
    package let line: Int
    package let message: String

    init(_ line: Int, _ message: String) {
        self.line = line
        self.message = message
    }

    package var description: String { "line \(line): \(message)" }
}

extension Refusal {
    /// For somebody who writes service files.
    var told: String {
        problems.map { problem in
            problem.field.map { "\(problem.key) (\($0))" } ?? problem.key
        }.joined(separator: ", ")
    }
}

extension Day {
    /// The moment so many minutes after midnight.
    func at(minutes: Int, in zone: Zone) -> Instant {
        at(hour: minutes / 60, minute: minutes % 60, in: zone)
    }
}
