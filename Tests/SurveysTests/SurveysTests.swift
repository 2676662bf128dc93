import Surveys
import Testing

@Suite("Surveys")
struct SurveysTests {
    @Test("has words in both languages")
    func words() {
        #expect(Surveys().words.count >= 2)
    }
}
