import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import ServiceLifecycle

/// A response that stays open and sends events; a heartbeat finds out whether the client is still
/// there. A listener costs no task of its own beside that of the connection.
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
        let streams = exchange.shell.streams
        let settings = exchange.shell.settings
        // An office shares one address: whoever is signed in is counted for himself.
        let person = visit.person?.account.text
        let client = person ?? exchange.address
        let most = person == nil ? settings.streamsPerAddress : settings.streamsPerPerson
        guard streams.enter(client, most: most) else { throw Fault.busy }
        let (items, feed) = EventFeed.make()
        let close: @Sendable () -> Void
        do {
            close = try await source.open(visit.request.lastEventID, feed)
        } catch {
            streams.leave(client)
            throw error
        }
        let pulse = exchange.shell.pulse
        let seat = pulse.enter(feed)
        let ticket = StreamTicket {
            streams.leave(client)
            pulse.leave(seat)
            close()
        }
        let retry = source.retry
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { writer in
                defer { ticket.stay() }
                try await writer.write(ByteBuffer(string: "retry: \(retry)\n\n"))
                try await withGracefulShutdownHandler {
                    for await item in items {
                        switch item {
                        case .event(let event):
                            try await writer.write(ByteBuffer(bytes: event.bytes))
                        case .heartbeat: try await writer.write(ByteBuffer(string: ": \n\n"))
                        case .end: return
                        }
                    }
                } onGracefulShutdown: {
                    feed.end()
                }
                try await writer.finish(nil)
            })
    }
}

/// Gives a place back once, also when the response is thrown away unsent.
private final class StreamTicket: Sendable {
    private let leave: @Sendable () -> Void
    init(_ leave: @escaping @Sendable () -> Void) { self.leave = leave }
    /// Does nothing but keep the ticket alive until here.
    func stay() {}
    deinit { leave() }
}
