import City
import Contracts
import Kernel
import People
import TestKit
import Testing

@testable import Cases

@Suite("Many letters initialled at once")
struct InitialManyTests {
    private static let first = "dpmptsp-kabid-perizinan"
    private static let second = "dpmptsp-sekretaris"

    /// Letters that wait for the first seat of the line, as the list shows them.
    private func waiting(_ city: TestCity, _ count: Int) async throws -> [SeenTask] {
        for number in 0..<count {
            try await city.bring(try await city.submitted(number), to: .initials)
        }
        return try await seen(city, Self.first)
    }

    private func seen(_ city: TestCity, _ post: String) async throws -> [SeenTask] {
        let officer = try await city.officer(post)
        return try await city.house.cases.waitingLetters(of: officer, for: .initial, page: 0)
            .letters.map(\.item.seen)
    }

    private func press(
        _ city: TestCity, _ letters: [SeenTask], _ post: String
    ) async throws -> [SignedLetter] {
        try await city.house.cases.press(.initial, letters, by: try await city.officer(post))
    }

    private func id(_ city: TestCity, _ letter: SeenTask) async throws -> CaseID {
        let officer = try await city.officer(Self.first)
        return try await city.house.cases.record(letter.number, for: officer).id
    }

    @Test(
        "each seat has its letters; initialled by all they are the head's",
        arguments: TestEngine.available)
    func line(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let letters = try await waiting(city, 2)
            #expect(letters.count == 2)
            #expect(try await seen(city, Self.second).isEmpty)
            let first = try await press(city, letters, Self.first)
            #expect(first.map(\.letter) == letters && first.signed == 2)
            #expect(try await seen(city, Self.first).isEmpty)
            #expect(
                try await press(city, try await seen(city, Self.second), Self.second).signed == 2)
            let head = try await city.officer("dpmptsp-kepala")
            let decided = try await city.house.cases.waitingLetters(of: head, page: 0)
            #expect(decided.letters.count == 2)
            let file = try await city.house.cases.file(letters[0].number, for: head)
            #expect(file.initials.map(\.seat) == [0, 1])
            // The text is the drafter's: nobody changed it by looking.
            #expect(file.letterVersions.count == 1)
            #expect(Set(file.initials.map(\.version)) == [1])
        }
    }

    @Test(
        "a letter that changed, or came back to its drafter, is left; the others are initialled",
        arguments: TestEngine.available)
    func changed(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let letters = try await waiting(city, 3)
            let back = try await id(city, letters[0])
            try await city.house.cases.sendBackLetter(
                try await city.act(back, Self.first), reason: "Dasar hukum belum ada.")
            try await city.house.cases.claim(
                try await city.act(try await id(city, letters[1]), Self.first))
            let pressed = try await press(city, letters, Self.first)
            #expect(pressed.signed == 1)
            #expect(
                pressed.reasons == ["case.changed_meanwhile", "case.changed_meanwhile"])
            #expect(try await city.standing(back).task?.kind == .draft)
            #expect(try await seen(city, Self.first).map(\.number) == [letters[1].number])
        }
    }

    @Test("two presses at once put initials once", arguments: TestEngine.available)
    func twice(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let letters = try await waiting(city, 3)
            async let one = press(city, letters, Self.first)
            async let other = press(city, letters, Self.first)
            let (first, second) = try await (one, other)
            #expect(first.signed == 3 && second.signed == 3)
            for letter in letters {
                let acts = try await city.acts(try await id(city, letter))
                #expect(acts.filter { $0 == ActKind.initialled.rawValue }.count == 1)
            }
        }
    }

    @Test(
        "who has not the seat puts none, and a colleague's hand keeps others off",
        arguments: TestEngine.available)
    func others(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let letters = try await waiting(city, 1)
            for post in [Self.second, "dpmptsp-kepala", "dpmptsp-loket-1"] {
                #expect(try await press(city, letters, post).reasons == ["case.not_yours"])
                #expect(try await seen(city, post).isEmpty)
            }
            try await city.delegate(Self.first, to: "dlh-analis-1", days: 2)
            try await city.house.cases.claim(
                try await city.act(try await id(city, letters[0]), "dlh-analis-1"))
            let now = try await seen(city, "dlh-analis-1")
            #expect(
                try await press(city, now, Self.first).reasons == ["case.claimed_by_other"])
            #expect(try await press(city, now, "dlh-analis-1").signed == 1)
        }
    }
}
