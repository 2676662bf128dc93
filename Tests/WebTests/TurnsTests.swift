import Synchronization
import Testing

@testable import Web

/// Pages are made in turn.
@Suite("Turns")
struct TurnsTests {
    private struct Broken: Error {}

    private final class Tally: Sendable {
        let now = Mutex((running: 0, most: 0, done: 0))
        let came = Mutex<[Int]>([])
    }

    @Test("Never more at a time than there are turns, and every one comes")
    func limit() async throws {
        let turns = Turns(3)
        let tally = Tally()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<500 {
                group.addTask {
                    await turns.take {
                        tally.now.withLock {
                            $0.running += 1
                            $0.most = max($0.most, $0.running)
                        }
                        await Task.yield()
                        tally.now.withLock {
                            $0.running -= 1
                            $0.done += 1
                        }
                    }
                }
            }
        }
        let (running, most, done) = tally.now.withLock { $0 }
        #expect(running == 0 && done == 500)
        #expect(most <= 3)
    }

    @Test("Who came first goes first")
    func order() async throws {
        let turns = Turns(1)
        let tally = Tally()
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let (begun, begin) = AsyncStream.makeStream(of: Void.self)
        let first = Task {
            await turns.take {
                begin.yield()
                for await _ in gate { break }
            }
        }
        for await _ in begun { break }
        // Each is known to wait before the next comes.
        var waiting: [Task<Void, Never>] = []
        for number in 0..<200 {
            waiting.append(
                Task { await turns.take { tally.came.withLock { $0.append(number) } } })
            while turns.waiting < number + 1 { await Task.yield() }
        }
        open.yield()
        await first.value
        for task in waiting { await task.value }
        #expect(tally.came.withLock { $0 } == Array(0..<200))
    }

    @Test("A page that fails gives its turn on")
    func failure() async throws {
        let turns = Turns(1)
        for _ in 0..<3 {
            await #expect(throws: Broken.self) { try await turns.take { throw Broken() } }
        }
        #expect(await turns.take { 1 } == 1)
    }
}
