import Synchronization

/// Beats for all open streams of this process: one task, however many listen.
final class StreamPulse: Sendable {
    /// Proxies close silent connections after a minute.
    private static let heartbeat = 20
    /// A stream ends after so many seconds; the browser reconnects where it was.
    private static let lifetime = 600

    private struct Seat {
        let feed: EventFeed
        let since: Int
    }

    private struct State {
        var next = 0
        var second = 0
        var seats: [Int: Seat] = [:]
        var isBeating = false
    }

    private let state = Mutex(State())

    func enter(_ feed: EventFeed) -> Int {
        let (seat, begins) = state.withLock { state in
            state.next += 1
            state.seats[state.next] = Seat(feed: feed, since: state.second)
            let begins = !state.isBeating
            state.isBeating = true
            return (state.next, begins)
        }
        if begins { Task { await beat() } }
        return seat
    }

    func leave(_ seat: Int) {
        state.withLock { $0.seats[seat] = nil }
    }

    private func beat() async {
        repeat {
            // Nothing cancels this task.
            try? await Task.sleep(for: .seconds(1))
        } while tick()
    }

    /// One second: every stream has its own place in the twenty.
    /// - Returns: whether anybody listens.
    private func tick() -> Bool {
        state.withLock { state in
            guard !state.seats.isEmpty else {
                state.isBeating = false
                return false
            }
            state.second += 1
            for seat in state.seats.values {
                let age = state.second - seat.since
                if age >= Self.lifetime {
                    seat.feed.end()
                } else if age % Self.heartbeat == 0 {
                    seat.feed.beat()
                }
            }
            return true
        }
    }
}
