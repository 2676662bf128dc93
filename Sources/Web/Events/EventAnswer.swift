import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import Synchronization

/// A response that stays open and sends events; a heartbeat finds out whether the client is still
/// there. A listener costs neither a task nor what the server's library keeps for a connection: its
/// socket is taken over as soon as the head of the answer has left.
struct EventAnswer: Sendable {
    let exchange: Exchange
    let visit: VisitorContext

    func response(_ source: EventSource, _ headers: HTTPFields) async throws -> Response {
        var headers = headers
        headers[.contentType] = "text/event-stream; charset=utf-8"
        headers[.cacheControl] = "no-store"
        headers[Names.name("X-Accel-Buffering")] = "no"
        guard exchange.request.method != .head else {
            return Response(status: .ok, headers: headers)
        }
        let client = try enter()
        let ending = StreamEnding { [streams = exchange.shell.streams] in streams.leave(client) }
        // A socket of our own where there is one; a test has none.
        guard let channel = exchange.channel else {
            let (items, feed) = EventFeed.make()
            try await open(source, feed, ending)
            return Response(status: .ok, headers: headers, body: body(items, source, ending))
        }
        let listener = Listener { ending.run() }
        let ticket = StreamTicket { listener.leave() }
        try await open(source, EventFeed { listener.take($0) }, ending)
        let listeners = exchange.shell.listeners
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { writer in
                try await writer.write(ByteBuffer(string: "retry: \(source.retry)\n\n"))
                listeners.admit(listener, try await Handover.socket(of: channel))
                ticket.letGo()
            })
    }

    /// Counts one more stream; an office shares one address, so whoever is signed in is counted for
    /// himself.
    private func enter() throws -> String {
        let settings = exchange.shell.settings
        let person = visit.person?.account.text
        let client = person ?? exchange.address
        let most = person == nil ? settings.streamsPerAddress : settings.streamsPerPerson
        guard exchange.shell.streams.enter(client, most: most) else { throw Fault.busy }
        return client
    }

    private func open(
        _ source: EventSource, _ feed: EventFeed, _ ending: StreamEnding
    ) async throws {
        do {
            let close = try await source.open(visit.request.lastEventID, feed)
            let pulse = exchange.shell.pulse
            let seat = pulse.enter(feed)
            ending.add {
                pulse.leave(seat)
                close()
            }
        } catch {
            ending.run()
            throw error
        }
    }

    private func body(
        _ items: AsyncStream<EventFeed.Item>, _ source: EventSource, _ ending: StreamEnding
    ) -> ResponseBody {
        let ticket = StreamTicket { ending.run() }
        return ResponseBody { writer in
            defer { ticket.stay() }
            try await writer.write(ByteBuffer(string: "retry: \(source.retry)\n\n"))
            for await item in items {
                guard let bytes = item.bytes else { break }
                try await writer.write(ByteBuffer(bytes: bytes))
            }
            try await writer.finish(nil)
        }
    }
}

/// What is to be done when a stream ends, once.
private final class StreamEnding: Sendable {
    private let steps: Mutex<[@Sendable () -> Void]>

    init(_ step: @escaping @Sendable () -> Void) { steps = Mutex([step]) }

    func add(_ step: @escaping @Sendable () -> Void) { steps.withLock { $0.append(step) } }

    func run() {
        let all = steps.withLock { steps in
            defer { steps = [] }
            return steps
        }
        for step in all { step() }
    }
}

/// Ends a stream whose response is thrown away, sent or unsent, unless somebody else keeps it.
private final class StreamTicket: Sendable {
    private let leave: Mutex<(@Sendable () -> Void)?>

    init(_ leave: @escaping @Sendable () -> Void) { self.leave = Mutex(leave) }
    deinit { leave.withLock { $0 }?() }

    /// The stream goes on without its response.
    func letGo() { leave.withLock { $0 = nil } }
    /// Does nothing but keep the ticket alive until here.
    func stay() {}
}
