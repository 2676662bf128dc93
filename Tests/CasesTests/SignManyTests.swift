import Cases
import City
import Contracts
import Kernel
import People
import TestKit
import Testing

@Suite("Many letters decided at once")
struct SignManyTests {
    /// Letters that wait for the head, as the list shows them.
    private func waiting(_ city: TestCity, _ count: Int) async throws -> [SeenTask] {
        for number in 0..<count {
            try await city.bring(try await city.submitted(number), to: .decide)
        }
        return try await seen(city)
    }

    private func seen(_ city: TestCity) async throws -> [SeenTask] {
        let head = try await city.officer("dpmptsp-kepala")
        return try await city.house.cases.waitingLetters(of: head, page: 0).letters.map(\.item.seen)
    }

    private func id(_ city: TestCity, _ letter: SeenTask) async throws -> CaseID {
        let head = try await city.officer("dpmptsp-kepala")
        return try await city.house.cases.record(letter.number, for: head).id
    }

    @Test(
        "a letter that changed since it was seen is left, the others are signed",
        arguments: TestEngine.available)
    func changed(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let letters = try await waiting(city, 3)
            #expect(letters.count == 3)
            let moved = try await id(city, letters[1])
            try await city.house.cases.claim(try await city.act(moved, "dpmptsp-kepala"))
            let head = try await city.officer("dpmptsp-kepala")
            let done = try await city.house.cases.signMany(letters, by: head)
            #expect(done.map(\.letter) == letters)
            #expect(done.signed == 2)
            #expect(done.reasons == ["case.changed_meanwhile"])
            #expect(try await seen(city).map(\.number) == [letters[1].number])
        }
    }

    @Test("two presses at once sign each letter once", arguments: TestEngine.available)
    func twice(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let letters = try await waiting(city, 4)
            let head = try await city.officer("dpmptsp-kepala")
            let cases = city.house.cases
            async let first = cases.signMany(letters, by: head)
            async let second = cases.signMany(letters, by: head)
            let (one, other) = try await (first, second)
            // Both presses are told the truth: it is signed, and by whom does not matter.
            #expect(one.signed == 4 && other.signed == 4)
            for letter in letters {
                let acts = try await city.acts(try await id(city, letter))
                #expect(acts.filter { $0 == ActKind.granted.rawValue }.count == 1)
            }
            #expect(try await seen(city).isEmpty)
        }
    }

    @Test("forty presses at once sign one letter once", arguments: TestEngine.available)
    func forty(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let letters = try await waiting(city, 1)
            let head = try await city.officer("dpmptsp-kepala")
            let cases = city.house.cases
            let told = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<40 {
                    group.addTask { try await cases.signMany(letters, by: head).signed }
                }
                return try await group.reduce(0, +)
            }
            #expect(told == 40)
            let acts = try await city.acts(try await id(city, letters[0]))
            #expect(acts.filter { $0 == ActKind.granted.rawValue }.count == 1)
        }
    }

    @Test(
        "a head and his stand-in who press at once: each letter has one signature",
        arguments: TestEngine.available)
    func twoHeads(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let letters = try await waiting(city, 4)
            try await city.delegate("dpmptsp-kepala", to: "dlh-analis-1", days: 2)
            let head = try await city.officer("dpmptsp-kepala")
            let standIn = try await city.officer("dlh-analis-1")
            let cases = city.house.cases
            async let first = cases.signMany(letters, by: head)
            async let second = cases.signMany(letters.reversed(), by: standIn)
            let (one, other) = try await (first, second)
            #expect(one.signed + other.signed == 4)
            #expect((one + other).reasons == Array(repeating: "case.changed_meanwhile", count: 4))
        }
    }

    @Test("whoever drafted a letter does not sign it here either", arguments: TestEngine.available)
    func fourEyes(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let letters = try await waiting(city, 1)
            try await city.delegate("dpmptsp-kepala", to: "dpmptsp-analis-1", days: 2)
            let drafter = try await city.officer("dpmptsp-analis-1")
            #expect(
                try await city.house.cases.signMany(letters, by: drafter).reasons == [
                    "case.four_eyes"
                ])
            let clerk = try await city.officer("dpmptsp-loket-1")
            #expect(
                try await city.house.cases.signMany(letters, by: clerk).reasons == [
                    "case.not_yours"
                ])
            #expect(try await seen(city) == letters)
        }
    }

    @Test("the summary says what the letter is about, and names no person")
    func summary() async throws {
        try await TestCity.run { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .decide)
            let head = try await city.officer("dpmptsp-kepala")
            let letter = try #require(
                try await city.house.cases.waitingLetters(of: head, page: 0).letters.first)
            let text = letter.facts.map { "\($0.label): \($0.value)" }.joined(separator: "\n")
            let person = DemoNames.person(0)
            #expect(!letter.facts.isEmpty)
            #expect(!text.contains(person.name) && !text.contains(person.nik))
            #expect(letter.isUnopposed && letter.voices.count == 2)
        }
    }
}
