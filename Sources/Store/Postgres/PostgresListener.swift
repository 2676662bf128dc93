import CPostgres
import Glibc
import Synchronization

/// The one connection that listens, on a thread of its own, started by the first listener.
final class PostgresListener: Sendable {
    private struct State {
        var channels: Set<String> = []
        var started = false
        var closed = false
    }

    private let url: String
    private let notices: NoticeHub
    private let state = Mutex(State())
    private let wake = WakePipe()

    init(_ url: String, _ notices: NoticeHub) {
        self.url = url
        self.notices = notices
    }

    func listen(_ channel: String) {
        let start = state.withLock { state in
            guard !state.closed else { return false }
            state.channels.insert(channel)
            defer { state.started = true }
            return !state.started
        }
        if start {
            startThread(name: "store.listen") { self.loop() }
        } else {
            wake.signal()
        }
    }

    func close() {
        state.withLock { $0.closed = true }
        wake.signal()
    }

    private var isClosed: Bool { state.withLock { $0.closed } }

    private func loop() {
        var delay: Int32 = 100
        while !isClosed {
            do {
                let handle = try PostgresHandle(url, settings: [])
                delay = 100
                try follow(handle)
            } catch {
                wait(nil, milliseconds: delay)
                delay = min(5000, delay * 2)
            }
        }
    }

    private func follow(_ handle: PostgresHandle) throws {
        var known: Set<String> = []
        while !isClosed {
            let new = state.withLock { $0.channels }.subtracting(known)
            for channel in new {
                try handle.run("LISTEN \(SchemaName.quoted(channel))")
                // Whatever was sent before now is lost.
                notices.post(channel, "")
            }
            known.formUnion(new)
            guard PQconsumeInput(handle.pointer) == 1, !handle.isBroken else {
                throw StoreError.unavailable("the listening connection broke")
            }
            while let notice = PQnotifies(handle.pointer) {
                defer { PQfreemem(notice) }
                notices.post(
                    String(cString: notice.pointee.relname), String(cString: notice.pointee.extra))
            }
            wait(PQsocket(handle.pointer), milliseconds: 30_000)
        }
    }

    private func wait(_ socket: Int32?, milliseconds: Int32) {
        var files = [pollfd(fd: wake.reading, events: Int16(POLLIN), revents: 0)]
        if let socket { files.append(pollfd(fd: socket, events: Int16(POLLIN), revents: 0)) }
        poll(&files, UInt(files.count), milliseconds)
        wake.drain()
    }
}
