import Dispatch
import Synchronization

/// Hands rows from the thread that reads one store to the thread that writes another, a few
/// chunks at most in between. Both threads may wait: they are ours.
final class RowChannel: Sendable {
    struct Chunk: Sendable {
        /// Index of the table.
        let table: Int
        let rows: [Row]
    }

    private struct State {
        var chunks: [Chunk] = []
        var finished = false
        var cancelled = false
    }

    private let state = Mutex(State())
    private let room = DispatchSemaphore(value: 0)
    private let filled = DispatchSemaphore(value: 0)

    init() {
        // Not as the first value: Dispatch stops the program when a semaphore ends below that.
        for _ in 0..<8 { room.signal() }
    }

    /// - Throws: when the other side has given up.
    func send(_ chunk: Chunk) throws {
        room.wait()
        let cancelled = state.withLock { state in
            if !state.cancelled { state.chunks.append(chunk) }
            return state.cancelled
        }
        if cancelled {
            room.signal()
            throw CancellationError()
        }
        filled.signal()
    }

    func finish() {
        state.withLock { $0.finished = true }
        filled.signal()
    }

    /// nil after the last chunk.
    /// - Throws: when the other side has given up.
    func receive() throws -> Chunk? {
        filled.wait()
        let (chunk, cancelled) = state.withLock { state in
            (state.chunks.isEmpty ? nil : state.chunks.removeFirst(), state.cancelled)
        }
        if cancelled {
            filled.signal()
            throw CancellationError()
        }
        if chunk == nil { filled.signal() }
        room.signal()
        return chunk
    }

    /// Both sides stop.
    func cancel() {
        state.withLock { $0.cancelled = true }
        room.signal()
        filled.signal()
    }
}
