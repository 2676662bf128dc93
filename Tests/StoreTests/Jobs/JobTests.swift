import Kernel
import Synchronization
import TestKit
import Testing

@testable import Store

@Suite("Jobs", .timeLimit(.minutes(15)))
struct JobTests {
    let clock = ManualClock(Instant(milliseconds: 1_750_000_000_000))

    func withQueue(
        _ engine: TestEngine, workers: Int = 4, _ body: (JobQueue) async throws -> Void
    ) async throws {
        try await withStore(engine, [StoreMigrations.jobs]) { store in
            try await body(
                JobQueue(
                    store: store, world: World(clock: clock.clock, random: .system),
                    options: .init(lease: 60, workers: workers, poll: .milliseconds(20))))
        }
    }

    func enqueue(_ queue: JobQueue, _ payload: UInt8 = 0, key: String? = nil) async throws -> Bool {
        try await queue.store.write("enqueue") { tx in
            try queue.enqueue(kind: "mail", payload: [payload], key: key, in: tx)
        }
    }

    func dead(_ queue: JobQueue) async throws -> [DeadLetter] {
        try await queue.store.read("dead") { try queue.deadLetters(in: $0) }
    }

    @Test(arguments: TestEngine.available)
    func aJobOfARolledBackTransactionIsNotThere(_ engine: TestEngine) async throws {
        try await withQueue(engine) { (queue: JobQueue) async throws in
            await #expect(throws: Refusal.self) {
                try await queue.store.write("refused") { tx in
                    try queue.enqueue(kind: "mail", in: tx)
                    throw Refusal(.invalid, "no")
                }
            }
            let handler = JobHandler { _ in Issue.record("a job that was never committed") }
            #expect(try await queue.runDue(["mail": handler]) == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func aKeyAdmitsOneJobAtATime(_ engine: TestEngine) async throws {
        try await withQueue(engine) { (queue: JobQueue) async throws in
            #expect(try await enqueue(queue, key: "a"))
            #expect(try await !enqueue(queue, key: "a"))
            #expect(try await enqueue(queue, key: "b"))
            #expect(try await queue.runDue(["mail": JobHandler { _ in }]) == 2)
            #expect(try await enqueue(queue, key: "a"))
        }
    }

    @Test(arguments: TestEngine.available)
    func manyWorkersTakeEachJobOnce(_ engine: TestEngine) async throws {
        try await withQueue(engine) { (queue: JobQueue) async throws in
            let other = JobQueue(store: queue.store, world: queue.world, options: queue.options)
            let taken = Mutex<[UInt8: Int]>([:])
            let (done, finished) = AsyncStream.makeStream(of: Void.self)
            let handler = JobHandler { job in
                let all = taken.withLock { taken in
                    taken[job.payload[0], default: 0] += 1
                    return taken.count
                }
                if all == 100 { finished.yield() }
            }
            try await queue.store.write("fill") { tx in
                for number in UInt8(0)..<100 {
                    try queue.enqueue(kind: "mail", payload: [number], in: tx)
                }
            }
            let runs = [queue, other].map { queue in Task { await queue.run(["mail": handler]) } }
            for await _ in done { break }
            for run in runs { run.cancel() }
            for run in runs { await run.value }
            #expect(taken.withLock { $0.values.allSatisfy { $0 == 1 } && $0.count == 100 })
        }
    }

    @Test(arguments: TestEngine.available)
    func aJobWhoseNodeDiedIsTakenAgainAfterItsLease(_ engine: TestEngine) async throws {
        try await withQueue(engine) { (queue: JobQueue) async throws in
            _ = try await enqueue(queue)
            let first = try #require(try await queue.take(kinds: ["mail"]))
            #expect(try await queue.take(kinds: ["mail"]) == nil)
            clock.advance(milliseconds: 60_000)
            let second = try #require(try await queue.take(kinds: ["mail"]))
            #expect(second.id == first.id && second.attempt == 2)
            // The first comes back to life: it must not finish what it has lost.
            #expect(try await !queue.renew(first))
            await #expect(throws: JobLeaseLost.self) {
                try await queue.store.write("late") { try queue.finish(first, in: $0) }
            }
            try await queue.store.write("done") { try queue.finish(second, in: $0) }
        }
    }

    @Test(arguments: TestEngine.available)
    func aFailureComesAgainLaterAndThenIsADeadLetter(_ engine: TestEngine) async throws {
        try await withQueue(engine) { (queue: JobQueue) async throws in
            _ = try await enqueue(queue)
            let handler = JobHandler(attempts: 3, backoff: 10) { _ in
                throw JobFailure("the mail server is away")
            }
            #expect(try await queue.runDue(["mail": handler]) == 1)
            #expect(try await queue.runDue(["mail": handler]) == 0)
            for _ in 2...3 {
                clock.advance(milliseconds: 40_000)
                #expect(try await queue.runDue(["mail": handler]) == 1)
            }
            let letter = try #require(try await dead(queue).first)
            #expect(letter.attempts == 3 && letter.reason == "the mail server is away")
            #expect(try await queue.store.write("retry") { try queue.retry(letter.id, in: $0) })
            #expect(try await queue.runDue(["mail": JobHandler { _ in }]) == 1)
            #expect(try await dead(queue).isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func anErrorsTextIsNotKept(_ engine: TestEngine) async throws {
        try await withQueue(engine) { (queue: JobQueue) async throws in
            struct Secret: Error { let text = "siti@example.id" }
            _ = try await enqueue(queue)
            try await queue.runDue(["mail": JobHandler(attempts: 1) { _ in throw Secret() }])
            #expect(try await dead(queue).map(\.reason) == ["Secret"])
        }
    }

    @Test(arguments: TestEngine.available)
    func aPermanentFailureIsNotTriedAgain(_ engine: TestEngine) async throws {
        try await withQueue(engine) { (queue: JobQueue) async throws in
            _ = try await enqueue(queue)
            let handler = JobHandler { _ in throw JobFailure("no such address", permanent: true) }
            try await queue.runDue(["mail": handler])
            #expect(try await dead(queue).count == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func aStoppedNodeGivesItsWorkBackUntried(_ engine: TestEngine) async throws {
        try await withQueue(engine, workers: 1) { (queue: JobQueue) async throws in
            _ = try await enqueue(queue)
            let (started, begin) = AsyncStream.makeStream(of: Void.self)
            let handler = JobHandler { _ in
                begin.yield()
                try await Task.sleep(for: .seconds(600))
            }
            let run = Task { await queue.run(["mail": handler]) }
            for await _ in started { break }
            run.cancel()
            await run.value
            let again = try #require(try await queue.take(kinds: ["mail"]))
            #expect(again.attempt == 1)
        }
    }

    /// One that never answers keeps its own worker only, however many wait behind it.
    @Test(arguments: TestEngine.available)
    func whatHasALaneOfItsOwnNeverStandsInFrontOfTheRest(_ engine: TestEngine) async throws {
        try await withQueue(engine, workers: 1) { (queue: JobQueue) async throws in
            let (started, begin) = AsyncStream.makeStream(of: Void.self)
            let (done, finished) = AsyncStream.makeStream(of: Void.self)
            let count = Mutex(0)
            let slow = JobHandler(lane: JobLane("strangers")) { _ in
                count.withLock { $0 += 1 }
                begin.yield()
                try await Task.sleep(for: .seconds(600))
            }
            let quick = JobHandler { _ in finished.yield() }
            let run = Task { await queue.run(["push": slow, "mail": quick]) }
            try await queue.store.write("fill") { tx in
                for _ in 1...3 { try queue.enqueue(kind: "push", in: tx) }
            }
            for await _ in started { break }
            _ = try await enqueue(queue)
            for await _ in done { break }
            #expect(count.withLock { $0 } == 1)
            run.cancel()
            await run.value
        }
    }

    @Test(arguments: TestEngine.available)
    func pausesDoubleUpToALimit(_ engine: TestEngine) async throws {
        try await withQueue(engine) { (queue: JobQueue) async throws in
            let handler = JobHandler(backoff: 10, longestBackoff: 100) { _ in }
            for (attempt, longest) in [(1, 10), (2, 20), (4, 80), (5, 100), (1000, 100)] {
                let pause = queue.pause(after: attempt, handler)
                #expect(pause >= Int64(longest) * 500 && pause <= Int64(longest) * 1000)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func aTimerFiresOnceATime(_ engine: TestEngine) async throws {
        try await withQueue(engine) { (queue: JobQueue) async throws in
            let other = JobQueue(store: queue.store, world: queue.world)
            let count = Mutex(0)
            let timer = TimerTask("sweep", every: 3600) { count.withLock { $0 += 1 } }
            for _ in 1...3 {
                try await queue.runDue([:], timers: [timer])
                try await other.runDue([:], timers: [timer])
            }
            #expect(count.withLock { $0 } == 1)
            clock.advance(milliseconds: 3 * 3_600_000)
            try await other.runDue([:], timers: [timer])
            try await queue.runDue([:], timers: [timer])
            #expect(count.withLock { $0 } == 2)
        }
    }
}
