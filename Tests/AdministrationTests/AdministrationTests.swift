import Administration
import Testing

@Suite("Administration")
struct AdministrationTests {
    @Test("has words in both languages")
    func words() {
        #expect(Administration().words.count >= 2)
    }
}
