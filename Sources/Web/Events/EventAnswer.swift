import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import ServiceLifecycle

/// A response that stays open and sends events; a heartbeat finds out whether the client is
/// still there.
struct EventAnswer: Sendable {
    let exchange: Exchange
    let visit: VisitorContext

    private enum Item: Sendable {
        case event(ServerEvent)
        case heartbeat
        case end
    }

    /// Proxies close silent connections after a minute.
    private static let heartbeat = Duration.seconds(20)
    /// A stream ends after this time; the browser reconnects where it was.
    private static let lifetime = Duration.seconds(600)

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
        let events: AsyncStream<ServerEvent>
        do {
            events = try await source.open(visit.request.lastEventID)
        } catch {
            streams.leave(client)
            throw error
        }
        let ticket = StreamTicket { streams.leave(client) }
        let retry = source.retry
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { writer in
                defer { ticket.stay() }
                try await writer.write(ByteBuffer(string: "retry: \(retry)\n\n"))
                try await Self.pump(events, &writer)
                try await writer.finish(nil)
            })
    }

    private static func pump(
        _ events: AsyncStream<ServerEvent>, _ writer: inout any ResponseBodyWriter
    ) async throws {
        // A client that reads too slowly loses the middle, not the newest: it reloads the page.
        let (items, feed) = AsyncStream.makeStream(
            of: Item.self, bufferingPolicy: .bufferingNewest(64))
        let reader = Task {
            await cancelWhenGracefulShutdown {
                for await event in events { feed.yield(.event(event)) }
            }
            feed.yield(.end)
        }
        let ticker = Task {
            let start = ContinuousClock.now
            while ContinuousClock.now - start < lifetime {
                try await Task.sleep(for: heartbeat)
                feed.yield(.heartbeat)
            }
            feed.yield(.end)
        }
        defer {
            reader.cancel()
            ticker.cancel()
        }
        for await item in items {
            switch item {
            case .event(let event): try await writer.write(ByteBuffer(bytes: event.bytes))
            case .heartbeat: try await writer.write(ByteBuffer(string: ": \n\n"))
            case .end: return
            }
        }
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
