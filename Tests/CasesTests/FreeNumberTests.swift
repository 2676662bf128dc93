import City
import Kernel
import Store
import TestKit
import Testing

@testable import Cases

@Suite("Numbers for many cases at a time")
struct FreeNumberTests {
    @Test("are drawn again when a case has one, or two are alike", arguments: TestEngine.available)
    func free(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let taken = try await city.standing(try await city.submitted()).record.number
            let fresh = (0..<3).map { _ in TrackingCode(random: .system) }
            let found = try await city.house.store.read("test.numbers") { reader in
                var drawn = [taken, fresh[0], fresh[0], fresh[1], taken, fresh[2]][...]
                return try city.house.cases.freeNumbers(3, in: reader) {
                    drawn.popFirst() ?? TrackingCode(random: .system)
                }
            }
            #expect(found == fresh)
        }
    }
}
