import Cases
import City
import Kernel
import TestKit
import Testing
import Web

@testable import Workspace

@Suite("Deadlines in words")
struct DeadlineTests {
    @Test("a row is marked when three quarters are gone, and when it is late")
    func tones() async throws {
        try await TestCity.run { city in
            let calendar = try await city.house.shelf.calendar()
            let start = city.clock.now
            let due = try calendar.deadline(workingHours: 4, from: start)
            func tone(_ hours: Int64) -> Bool? {
                Deadline(
                    from: start, to: due, isPaused: false, now: start.adding(hours: hours),
                    calendar: calendar
                ).tone.map { $0 == .danger }
            }
            #expect(tone(0) == nil)
            #expect(tone(24) == true)
            let paused = Deadline(
                from: start, to: nil, isPaused: true, now: start, calendar: calendar)
            #expect(paused.state == .paused && paused.tone == nil)
        }
    }
}
