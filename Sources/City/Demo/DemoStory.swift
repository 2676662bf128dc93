import Cases
import Contracts
import Forms
import Kernel
import People

/// A case of the demo that is told as a story beside a service is, and stops in its middle.
struct DemoStory: Sendable {
    let service: String
    /// Whose case it is, by number.
    let citizen: Int
    /// Working hours before the present at which it begins.
    let hours: Int
    let typed: [String: String]
    let moves: [ScenarioMove.Kind]
    /// Comes on top of what the demo was asked for.
    var isExtra = false

    /// How many of the demo's cases it makes: an objection is one of its own.
    var cases: Int {
        isExtra
            ? 0
            : moves.reduce(1) { count, move in
                if case .object = move { count + 1 } else { count }
            }
    }

    /// Whether the city has the kelurahan that is told of: stories are set in the first demo city.
    func isSet(in places: Places) -> Bool {
        guard let name = typed["tempat.kelurahan"] else { return true }
        guard case .one = places.find(name) else { return false }
        return true
    }
}

/// A story on its way.
struct DemoStoryRun: Sendable {
    let story: DemoStory
    private let code: ServiceCode
    private let stage: ScenarioStage
    private let person: DemoNames.Person
    private var play: ScenarioPlay?
    private var next = 0

    /// All stories of services that the city has.
    static func all(
        house: House, clock: ManualClock, people: DemoPeople
    ) async throws -> [DemoStoryRun] {
        let catalogue = try await house.shelf.published()
        return (DemoStory.all + DemoStory.reports).compactMap { story in
            guard let code = ServiceCode(story.service), catalogue.services[code] != nil,
                people.citizens.indices.contains(story.citizen),
                story.isSet(in: catalogue.places)
            else { return nil }
            let citizen = people.citizens[story.citizen]
            return DemoStoryRun(
                story: story, code: code,
                stage: ScenarioStage(house: house, clock: clock, citizen: citizen.account),
                person: citizen.person)
        }
    }

    private init(
        story: DemoStory, code: ServiceCode, stage: ScenarioStage, person: DemoNames.Person
    ) {
        self.story = story
        self.code = code
        self.stage = stage
        self.person = person
    }

    /// Does what comes next. False when the story has come to where it stops.
    mutating func step() async throws -> Bool {
        guard var play else {
            play = ScenarioPlay(stage: stage, id: try await stage.submit(code, typed))
            return !story.moves.isEmpty
        }
        try await play.perform(story.moves[next], line: next + 1)
        self.play = play
        next += 1
        return next < story.moves.count
    }

    private var typed: [String: [String]] {
        let own = [
            "nama_lengkap": person.name, "nik": person.nik, "telepon": person.phone,
            "alamat": "Jalan Contoh Nomor \(story.citizen + 1), Kota Bogor",
            "kelurahan": "32.71.03.1001",
        ]
        return own.merging(story.typed) { $1 }.mapValues { [$0] }
    }
}
