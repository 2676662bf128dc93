import Leadership
import Testing

@Suite("Leadership")
struct LeadershipTests {
    @Test("has words in both languages")
    func words() {
        #expect(Leadership().words.count >= 2)
    }
}
