import Testing

@testable import Web

@Suite("Open streams")
struct StreamCountTests {
    @Test("each client has its own bound, all have one together, and places come back")
    func bounds() {
        let count = StreamCount(total: 5)
        #expect(count.enter("a", most: 2))
        #expect(count.enter("a", most: 2))
        #expect(!count.enter("a", most: 2))
        #expect(count.enter("b", most: 9))
        #expect(count.enter("b", most: 9))
        #expect(count.enter("b", most: 9))
        #expect(!count.enter("c", most: 9))
        count.leave("a")
        #expect(count.enter("c", most: 9))
        #expect(count.count == 5)
        for client in ["a", "b", "b", "b", "c", "c", "nobody"] { count.leave(client) }
        #expect(count.count == 0)
    }
}
