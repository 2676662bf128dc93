import Synchronization

/// Streams of those who listen for notices inside this process.
final class NoticeHub: Sendable {
    private struct State {
        var next = 0
        var closed = false
        var listeners: [String: [Int: AsyncStream<String>.Continuation]] = [:]
    }

    private let state = Mutex(State())

    func listen(_ channel: String) -> AsyncStream<String> {
        // A listener that is behind looks at the tables anyway: old notices may be dropped.
        let (stream, continuation) = AsyncStream.makeStream(
            of: String.self, bufferingPolicy: .bufferingNewest(64))
        let key: Int? = state.withLock { state in
            guard !state.closed else { return nil }
            state.next += 1
            state.listeners[channel, default: [:]][state.next] = continuation
            return state.next
        }
        guard let key else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { state in
                _ = state.listeners[channel]?.removeValue(forKey: key)
            }
        }
        return stream
    }

    func post(_ channel: String, _ text: String) {
        let found = state.withLock { $0.listeners[channel].map { Array($0.values) } ?? [] }
        for listener in found { listener.yield(text) }
    }

    /// Wakes everyone, for instance when notices may have been missed.
    func postAll() {
        let found = state.withLock { $0.listeners.values.flatMap { $0.values } }
        for listener in found { listener.yield("") }
    }

    func close() {
        let found = state.withLock { state in
            state.closed = true
            let all = state.listeners.values.flatMap { $0.values }
            state.listeners = [:]
            return all
        }
        for listener in found { listener.finish() }
    }
}
