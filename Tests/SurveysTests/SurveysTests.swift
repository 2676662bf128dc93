import Cases
import Contracts
import Kernel
import Testing

@testable import Surveys

@Suite("The satisfaction index")
struct SatisfactionIndexTests {
    /// Sums whose means are these, in hundredths.
    private func sums(_ means: [Int64]) -> [ElementSum] {
        means.map { ElementSum(total: $0, count: 100) }
    }

    @Test("the worked example: 86.61 and B, with the exact fraction 1/n")
    func example() throws {
        let index = try #require(
            SatisfactionIndex(sums([352, 341, 320, 395, 344, 350, 361, 330, 325])))
        #expect(index.hundredths == 8_661)
        #expect(index.value == 34_644)
        #expect(index.grade == .b)
    }

    @Test(
        "classes begin where the regulation says, after rounding",
        arguments: [
            (Int64(2_500), SatisfactionGrade.d), (6_499, .d), (6_500, .c), (7_660, .c),
            (7_661, .b), (8_830, .b), (8_831, .a), (10_000, .a),
        ])
    func grades(_ hundredths: Int64, _ grade: SatisfactionGrade) {
        #expect(SatisfactionGrade(hundredths: hundredths) == grade)
    }

    @Test("76.605 is rounded up, to a B")
    func tie() throws {
        // 3.0642 × 25 = 76.605.
        let index = try #require(SatisfactionIndex([ElementSum(total: 30_642, count: 10_000)]))
        #expect(index.hundredths == 7_661)
        #expect(index.grade == .b)
        // The same from means that no decimal fraction holds: (2 + 10 642 ÷ 7 500 …) ÷ 2.
        let odd = try #require(
            SatisfactionIndex([
                ElementSum(total: 9_000, count: 3_000), ElementSum(total: 31_284, count: 10_000),
            ]))
        #expect(odd.hundredths == 7_661)
    }

    @Test(
        "the least is 25, the most 100, nothing without answers; unanswered elements do not count")
    func bounds() {
        #expect(SatisfactionIndex(sums([100, 100, 100]))?.hundredths == 2_500)
        #expect(SatisfactionIndex(sums([400, 400]))?.hundredths == 10_000)
        #expect(SatisfactionIndex([ElementSum]()) == nil)
        #expect(SatisfactionIndex([ElementSum()]) == nil)
        #expect(SatisfactionIndex(sums([300]) + [ElementSum()])?.hundredths == 7_500)
    }

    @Test(
        "how many answers are enough",
        arguments: zip(
            [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 120, 150, 200, 250, 300, 400, 500, 600],
            [10, 19, 28, 36, 44, 52, 59, 66, 73, 80, 92, 108, 132, 152, 169, 196, 217, 234]))
    func sample(_ population: Int64, _ needed: Int64) {
        #expect(SampleSize.needed(of: population) == needed)
    }

    @Test(
        "how many answers are enough, of many",
        arguments: zip(
            [
                700, 800, 900, 1_000, 1_200, 1_500, 2_000, 2_500, 3_000, 4_000, 5_000, 7_000,
                10_000,
                20_000, 50_000, 75_000, 100_000,
            ],
            [248, 260, 269, 278, 291, 306, 322, 333, 341, 351, 357, 364, 370, 377, 381, 382, 384]))
    func largeSample(_ population: Int64, _ needed: Int64) {
        #expect(SampleSize.needed(of: population) == needed)
    }

    @Test("how many answers are enough for a city", arguments: [(225_408, 383), (1_144_108, 384)])
    func city(_ population: Int64, _ needed: Int64) {
        #expect(SampleSize.needed(of: population) == needed)
    }

    @Test("a weight of 0.11 or 0.111 would say less than the exact fraction does")
    func weights() throws {
        let means: [Int64] = [352, 341, 320, 395, 344, 350, 361, 330, 325]
        // Σ means × weight × 25, in hundredths of a point.
        let sum = means.reduce(0, +)
        #expect((sum * 111 * 25 + 500) / 1_000 == 8_652)
        #expect((sum * 11 * 25 + 50) / 100 == 8_575 || (sum * 11 * 25) / 100 == 8_574)
        #expect(try #require(SatisfactionIndex(sums(means))).hundredths == 8_661)
    }

    @Test("from the last line of the table on, what it says")
    func lastLine() {
        #expect(SampleSize.needed(of: 100_000) == 384)
        #expect(SampleSize.needed(of: 1_000_000) == 384)
    }

    @Test("a group closes when no element of it is the mark of a few")
    func batches() {
        let plain = Ballot(scores: [.requirements: 4])
        var rare = plain
        rare.scores[.complaints] = 1
        #expect(AnswerBatch.closed(Array(repeating: plain, count: 4), least: 5) == nil)
        #expect(AnswerBatch.closed(Array(repeating: plain, count: 5), least: 5)?.count == 5)
        let mixed = Array(repeating: plain, count: 5) + [rare]
        #expect(AnswerBatch.closed(mixed, least: 5) == nil)
        let many = mixed + Array(repeating: rare, count: 4)
        #expect(AnswerBatch.closed(many, least: 5) == many)
        let long = mixed + Array(repeating: plain, count: 54)
        let closed = AnswerBatch.closed(long, least: 5)
        #expect(closed == Array(repeating: plain, count: 60))
    }

    @Test("an element that fewer judged is not shown")
    func few() throws {
        let service = try #require(ServiceCode("penelitian"))
        let unit = try #require(UnitCode("dpmptsp"))
        func entry(_ element: String, _ people: Int64) -> SurveyFigures.Entry {
            SurveyFigures.Entry(
                service: service, unit: unit, element: element, people: people, total: people)
        }
        let figures = SurveyFigures([entry("u1", 5), entry("u7", 1), entry(SumRows.all, 5)])
        let shown = figures.shown(SmallGroups())
        for standing in [shown.city, shown.units[unit], shown.services[service]] {
            #expect(standing?.elements.count == 1)
            #expect(standing?.people == 5)
        }
    }

    @Test("halves of years, and what was before them")
    func periods() throws {
        let day = try #require(Day(iso: "2026-11-23"))
        #expect(SurveyPeriod.half(around: day) == .half(2, of: 2026))
        #expect(SurveyPeriod.half(2, of: 2026).earlier == .half(1, of: 2026))
        #expect(SurveyPeriod.half(1, of: 2026).earlier == .half(2, of: 2025))
        #expect(SurveyPeriod.yearUntil(day).text(.id) == "Desember 2025 – November 2026")
    }
}
