import Correspondence
import Testing

@Suite("Correspondence")
struct CorrespondenceTests {
    @Test("has words in both languages")
    func words() {
        #expect(Correspondence().words.count >= 2)
    }
}
