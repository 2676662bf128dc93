import Synchronization

/// Counts what a store does, for whoever watches the house: by the name given to `read` and
/// `write`, which is one of ours and never holds what somebody typed.
public final class StoreMeter: Sendable {
    public enum Way: String, Sendable, Hashable, CaseIterable {
        case read
        /// A short read on the calling thread.
        case inPlace = "in-place"
        case write
    }

    /// Upper bounds of the buckets of times, in microseconds; the last bucket has none.
    public static let bounds: [Int64] = [
        100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000,
    ]
    /// Upper bounds of the buckets of batch sizes.
    public static let batchBounds: [Int64] = [1, 2, 4, 8, 16, 32, 64, 128, 256]
    /// A read in place that takes longer holds up a thread that others need.
    public static let slowInPlace: Int64 = 5_000

    /// Reads or writes of one name.
    public struct Work: Sendable, Hashable {
        public let name: String
        public let way: Way
        public fileprivate(set) var calls: Int64 = 0
        public fileprivate(set) var statements: Int64 = 0
        public fileprivate(set) var microseconds: Int64 = 0
        /// Calls by time: one number for each bound, and one for what took longer.
        public fileprivate(set) var buckets: [Int64]
        /// Reads in place that took longer than `slowInPlace`.
        public fileprivate(set) var slow: Int64 = 0

        fileprivate init(_ name: String, _ way: Way) {
            self.name = name
            self.way = way
            buckets = [Int64](repeating: 0, count: StoreMeter.bounds.count + 1)
        }

        fileprivate mutating func add(_ other: Work) {
            calls += other.calls
            statements += other.statements
            microseconds += other.microseconds
            slow += other.slow
            for place in buckets.indices { buckets[place] += other.buckets[place] }
        }
    }

    /// Transactions that hold the writes of several callers.
    public struct Batches: Sendable, Hashable {
        public fileprivate(set) var count: Int64 = 0
        public fileprivate(set) var actions: Int64 = 0
        public fileprivate(set) var buckets = [Int64](
            repeating: 0, count: StoreMeter.batchBounds.count + 1)
    }

    /// A name by its place in the program: comparing texts at every read would cost more than the
    /// counting.
    private struct Key: Hashable {
        let place: UInt
        let way: Way
    }

    private struct State {
        var works: [Key: Work] = [:]
        var batches = Batches()
    }

    private let state = Mutex(State())

    public init() {}

    func note(
        _ name: StaticString, _ way: Way, statements: Int, since start: ContinuousClock.Instant
    ) {
        let time = Self.microseconds(since: start)
        let key = Key(
            place: name.hasPointerRepresentation ? UInt(bitPattern: name.utf8Start) : 0, way: way)
        state.withLock { state in
            var work = state.works[key] ?? Work(name.description, way)
            work.calls += 1
            work.statements += Int64(statements)
            work.microseconds += time
            if way == .inPlace, time > Self.slowInPlace { work.slow += 1 }
            work.buckets[Self.bucket(time, Self.bounds)] += 1
            state.works[key] = work
        }
    }

    func noteBatch(of actions: Int) {
        state.withLock { state in
            state.batches.count += 1
            state.batches.actions += Int64(actions)
            state.batches.buckets[Self.bucket(Int64(actions), Self.batchBounds)] += 1
        }
    }

    /// Everything counted so far, by name.
    public var works: [Work] {
        var merged: [String: Work] = [:]
        for work in state.withLock({ Array($0.works.values) }) {
            let key = work.name + " " + work.way.rawValue
            merged[key, default: Work(work.name, work.way)].add(work)
        }
        return merged.sorted { $0.key < $1.key }.map(\.value)
    }

    public var batches: Batches { state.withLock { $0.batches } }

    private static func bucket(_ value: Int64, _ bounds: [Int64]) -> Int {
        bounds.firstIndex { value <= $0 } ?? bounds.count
    }

    private static func microseconds(since start: ContinuousClock.Instant) -> Int64 {
        let spent = (ContinuousClock.now - start).components
        return spent.seconds * 1_000_000 + spent.attoseconds / 1_000_000_000_000
    }
}
