import CEpoll
import Glibc
import ServiceLifecycle
import Store
import Synchronization

/// Watches the sockets of all listeners of this process, on one thread: who has gone, and who has
/// room again.
final class Listeners: Sendable {
    private let watch: SocketWatch

    init() throws { watch = try SocketWatch() }

    /// Its thread ends with it; listeners that are left are let go.
    deinit { watch.stop() }

    /// Takes a socket over; closes it when that fails.
    func admit(_ listener: Listener, _ socket: Int32) { watch.add(listener, socket) }

    var count: Int { watch.count }

    /// Ends every stream in order.
    func end() { watch.end() }
}

extension Listeners: Service {
    func run() async throws {
        try? await gracefulShutdown()
        end()
    }
}

/// What the thread of `Listeners` keeps alive.
private final class SocketWatch: Sendable {
    private struct Table {
        var next: UInt64 = 1
        var listeners: [UInt64: Listener] = [:]
        var hasThread = false
        var isEnding = false
    }

    private let poll: Int32
    /// Written to when the thread is to end.
    private let bell: Int32
    private let table = Mutex(Table())

    /// The bell's own name.
    private static let bellName: UInt64 = 0
    /// Edges: each is told once, so that room is not told again and again where nothing waits.
    private static let wanted =
        EPOLLOUT.rawValue | EPOLLRDHUP.rawValue | EPOLLET.rawValue

    init() throws {
        poll = epoll_create1(Int32(EPOLL_CLOEXEC))
        bell = eventfd(0, Int32(EFD_CLOEXEC))
        guard poll >= 0, bell >= 0 else { throw SystemFault(code: errno) }
        var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(u64: Self.bellName))
        guard epoll_ctl(poll, EPOLL_CTL_ADD, bell, &event) == 0 else {
            throw SystemFault(code: errno)
        }
    }

    deinit {
        close(poll)
        close(bell)
    }

    var count: Int { table.withLock { $0.listeners.count } }

    func add(_ listener: Listener, _ socket: Int32) {
        listener.attach(socket)
        let (name, begins, isEnding) = table.withLock { table in
            let name = table.next
            table.next += 1
            table.listeners[name] = listener
            let begins = !table.hasThread
            table.hasThread = true
            return (name, begins, table.isEnding)
        }
        if begins { startThread(name: "listeners") { self.run() } }
        if isEnding { listener.take(.end) }
        // What happened to the socket before is told at once.
        var event = epoll_event(events: Self.wanted, data: epoll_data_t(u64: name))
        if epoll_ctl(poll, EPOLL_CTL_ADD, socket, &event) != 0 { letGo(name) }
    }

    func end() {
        let all = table.withLock { table in
            table.isEnding = true
            return Array(table.listeners.values)
        }
        for listener in all { listener.take(.end) }
    }

    func stop() {
        var one: UInt64 = 1
        _ = write(bell, &one, MemoryLayout<UInt64>.size)
    }

    private func letGo(_ name: UInt64) {
        // Closing a socket that nobody else holds takes it out of the watch.
        table.withLock { $0.listeners.removeValue(forKey: name) }?.leave()
    }

    private func run() {
        var events = [epoll_event](repeating: epoll_event(), count: 256)
        while true {
            let found = epoll_wait(poll, &events, Int32(events.count), -1)
            guard found >= 0 || errno == EINTR else { return }
            for event in events.prefix(Int(max(found, 0))) {
                let name = event.data.u64
                guard name != Self.bellName else { return leaveAll() }
                guard let listener = table.withLock({ $0.listeners[name] }) else { continue }
                let gone = EPOLLRDHUP.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue
                if event.events & gone != 0 {
                    letGo(name)
                } else {
                    listener.push()
                }
            }
        }
    }

    private func leaveAll() {
        let names = table.withLock { Array($0.listeners.keys) }
        for name in names { letGo(name) }
    }
}

/// What the system said no to.
struct SystemFault: Error {
    let code: Int32
}
