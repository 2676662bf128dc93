import Counter
import Testing

@Suite("Counter")
struct CounterTests {
    @Test("has words in both languages")
    func words() {
        #expect(Counter().words.count >= 2)
    }
}
