import Messages
import Testing

@Suite("Messages")
struct MessagesTests {
    @Test("has words in both languages")
    func words() {
        #expect(Messages().words.count >= 2)
    }
}
