import Glibc
import Synchronization

/// A connection that only listens, on its bare socket: it takes some hundred bytes, where one that
/// may ask again takes some ten thousand.
///
/// Whoever sends an event writes to the socket at once; what it does not take waits here until
/// `Listeners` says that there is room. Closing is left to `Listeners` too: senders may hold locks
/// that whatever ends the feed wants.
final class Listener: Sendable {
    private struct State {
        var socket: Int32?
        /// A frame that went out in part: the rest must follow whole.
        var rest: ArraySlice<UInt8> = []
        var frames: [[UInt8]] = []
        var isEnding = false
        var hasLeft = false
    }

    private let state = Mutex(State())
    private let left: @Sendable () -> Void

    /// - Parameter left: called once, when nobody listens any more.
    init(left: @escaping @Sendable () -> Void) { self.left = left }

    /// Takes the events of a feed, also before there is a socket.
    func take(_ item: EventFeed.Item) {
        state.withLock { state in
            guard !state.hasLeft, !state.isEnding else { return }
            if state.frames.count == EventFeed.waiting { state.frames.removeFirst() }
            state.frames.append(Self.frame(item))
            if case .end = item { state.isEnding = true }
            if state.socket != nil { Self.push(&state) }
        }
    }

    /// From now on the socket is the listener's.
    func attach(_ socket: Int32) {
        state.withLock { state in
            state.socket = socket
            Self.push(&state)
        }
    }

    /// There is room again.
    func push() { state.withLock { Self.push(&$0) } }

    /// Whether something waits for room.
    var isWaiting: Bool {
        state.withLock { !$0.rest.isEmpty || !$0.frames.isEmpty }
    }

    /// Closes the socket, if there is one, and ends the feed.
    func leave() {
        let isFirst = state.withLock { state in
            guard !state.hasLeft else { return false }
            state.hasLeft = true
            state.frames = []
            state.rest = []
            if let socket = state.socket { close(socket) }
            state.socket = nil
            return true
        }
        if isFirst { left() }
    }

    private static func push(_ state: inout State) {
        guard let socket = state.socket else { return }
        while true {
            if state.rest.isEmpty {
                guard !state.frames.isEmpty else { break }
                state.rest = state.frames.removeFirst()[...]
            }
            let sent = state.rest.withUnsafeBytes {
                send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if sent >= 0 {
                state.rest = state.rest.dropFirst(sent)
            } else if errno != EINTR {
                // Full: room is told. Broken: that is told as well.
                return
            }
        }
        state.rest = []
        // What was sent still arrives; then whoever watches the socket closes it.
        if state.isEnding { shutdown(socket, Int32(SHUT_RDWR)) }
    }

    /// A chunk of the answer (RFC 9112 §7.1): its head has said that chunks come.
    static func frame(_ item: EventFeed.Item) -> [UInt8] {
        guard let bytes = item.bytes else { return Array("0\r\n\r\n".utf8) }
        return Array((String(bytes.count, radix: 16) + "\r\n").utf8) + bytes
            + Array("\r\n".utf8)
    }
}
