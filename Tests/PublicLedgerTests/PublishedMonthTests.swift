import Kernel
import Testing

@testable import PublicLedger

@Suite struct PublishedMonthTests {
    private func published(_ counts: [Int64]) throws -> PublishedMonth {
        let month = try #require(Month(text: "2026-10"))
        var cells: [CountCell: Int64] = [:]
        for (number, count) in counts.enumerated() {
            let cell = CountCell(month: month, type: "a\(number)", service: "s", unit: "u")
            cells[cell] = count
        }
        return PublishedMonth(month, cells)
    }

    @Test func `Counts are told from five acts on, greatest first`() throws {
        let month = try published([5, 12, 7])
        #expect(month.lines.map(\.count) == [12, 7, 5] && month.rest == 0)
    }

    @Test func `The rest never tells one count or fewer than five acts`() throws {
        let one = try published([9, 6, 2])
        #expect(one.lines.map(\.count) == [9] && one.rest == 8)
        let few = try published([9, 6, 1, 1])
        #expect(few.lines.map(\.count) == [9] && few.rest == 8)
        let enough = try published([9, 6, 3, 2])
        #expect(enough.lines.map(\.count) == [9, 6] && enough.rest == 5)
        let alone = try published([4])
        #expect(alone.lines.isEmpty && alone.rest == 0)
        let two = try published([30, 1])
        #expect(two.lines.isEmpty && two.rest == 31)
        let nothing = try published([])
        #expect(nothing.lines.isEmpty && nothing.rest == 0)
    }

    @Test func `Whatever the counts, what is withheld cannot be computed`() throws {
        let random = RandomSource.seeded(3)
        for _ in 0..<2_000 {
            let counts = (0..<random.number(below: 9)).map { _ in
                Int64(random.number(below: 12) + 1)
            }
            let month = try published(counts)
            let hidden = counts.count - month.lines.count
            let sum = counts.reduce(0, +) - month.lines.reduce(0) { $0 + $1.count }
            #expect(month.lines.allSatisfy { $0.count >= 5 })
            #expect(hidden == 0 || month.lines.isEmpty || (hidden >= 2 && sum >= 5), "\(counts)")
            #expect(month.rest == 0 || (hidden >= 2 && month.rest == sum && sum >= 5))
        }
    }

    @Test func `Months follow each other over the end of a year`() throws {
        let december = try #require(Month(text: "2026-12"))
        #expect(december.next.text == "2027-01" && december.next.previous == december)
        #expect(december < december.next)
        #expect(Month(text: "2026-13") == nil && Month(text: "2026-1") == nil)
    }
}
