import Cases
import City
import TestKit
import Testing

@Suite("Figures about few people")
struct SmallGroupTests {
    @Test("below the threshold nothing is shown, none at all is no secret")
    func threshold() {
        let groups = SmallGroups()
        #expect([0, 1, 4, 5, 6].map { groups.mayShow($0) } == [true, false, false, true, true])
        #expect(groups.shown("3 days", about: 4) == nil)
        #expect(groups.shown("3 days", about: 5) == "3 days")
        // A threshold of one would be none.
        #expect(!SmallGroups(least: 0).mayShow(1))
    }

    @Test("one group left out takes the next with it, so that no sum gives it away")
    func complement() {
        let groups = SmallGroups(least: 5)
        #expect(groups.shown(["a": 2, "b": 9, "c": 30]) == ["c": 30])
        #expect(groups.shown(["a": 2, "b": 3, "c": 30]) == ["c": 30])
        #expect(groups.shown(["a": 8, "b": 9]) == ["a": 8, "b": 9])
        #expect(groups.shown(["a": 0, "b": 9]) == ["a": 0, "b": 9])
    }

    @Test("a city says its own, and a service's pace keeps to it")
    func city() async throws {
        try await TestCity.run { city in
            #expect(try await city.house.shelf.published().profile.groups == SmallGroups())
            try await city.republish(
                "city.yaml", "zone: WIB", with: "zone: WIB\nsmallestGroup: 20")
            #expect(try await city.house.shelf.published().profile.groups.least == 20)
        }
    }
}
