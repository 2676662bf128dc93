import Synchronization

/// The time and the chance that a piece of work may use. Passed to whoever needs them, so that a
/// test can hold both still.
public struct World: Sendable {
    public let clock: CityClock
    public let random: RandomSource
    private let sequence = UUIDSequence()

    public init(clock: CityClock, random: RandomSource) {
        self.clock = clock
        self.random = random
    }

    public static let system = World(clock: .system, random: .system)

    public var now: Instant { clock.now() }

    /// A new id. Ids of one world (and its copies) rise in the order in which they were made, also
    /// within a millisecond and while the clock is set back.
    public func id<Subject>() -> Identifier<Subject> {
        Identifier(uuid())
    }

    public func uuid() -> UUIDv7 { sequence.next(at: now, random: random) }
}

/// Counts within a millisecond in the 12 bits that RFC 9562 §6.2 leaves for it.
private final class UUIDSequence: Sendable {
    private struct State {
        var milliseconds: Int64 = .min
        var counter = 0
    }

    private let state = Mutex(State())

    func next(at now: Instant, random: RandomSource) -> UUIDv7 {
        let bytes = random.bytes(10)
        let place = state.withLock { state -> State in
            if now.milliseconds > state.milliseconds {
                // A start in the lower half leaves room to count.
                let start = (Int(bytes[8]) << 8 | Int(bytes[9])) & 0x7FF
                state = State(milliseconds: now.milliseconds, counter: start)
            } else if state.counter < 0xFFF {
                state.counter += 1
            } else {
                state = State(milliseconds: state.milliseconds + 1, counter: 0)
            }
            return state
        }
        return UUIDv7(
            milliseconds: place.milliseconds, counter: place.counter, tail: bytes.prefix(8))
    }
}
