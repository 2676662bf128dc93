import Permits
import Testing

@Suite("Permits")
struct PermitsTests {
    @Test("has words in both languages")
    func words() {
        #expect(Permits().words.count >= 2)
    }
}
