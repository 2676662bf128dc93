/// Where the events of a stream come from.
public struct EventSource: Sendable {
    /// After how many milliseconds a browser should reconnect.
    public let retry: Int
    /// Begins to feed the stream of one listener after the last event that the client has.
    /// - Returns: what ends that; called once, when nobody listens any more.
    let open: Opening

    public typealias Opening =
        @Sendable (_ lastEventID: String?, _ feed: EventFeed) async throws -> Closing
    public typealias Closing = @Sendable () -> Void

    /// - Parameter feeding: leaves no task behind for each listener: there may be thousands.
    public init(retry: Int = 3_000, feeding: @escaping Opening) {
        self.retry = retry
        open = feeding
    }

    /// Of a sequence; the stream ends when that does.
    public init(
        retry: Int = 3_000,
        sequence:
            @escaping @Sendable (_ lastEventID: String?) async throws
            -> AsyncStream<ServerEvent>
    ) {
        self.init(retry: retry) { last, feed in
            let events = try await sequence(last)
            let task = Task {
                for await event in events { feed.send(event) }
                feed.end()
            }
            return { task.cancel() }
        }
    }
}

/// Takes the events of one listener. Whoever reads too slowly loses the middle, not the newest: the
/// browser loads its page again.
public struct EventFeed: Sendable {
    enum Item: Sendable {
        case event(ServerEvent)
        case heartbeat
        case end

        /// As the stream holds them; nil for its end.
        var bytes: [UInt8]? {
            switch self {
            case .event(let event): event.bytes
            case .heartbeat: Array(": \n\n".utf8)
            case .end: nil
            }
        }
    }

    /// Events that wait for a slow listener.
    static let waiting = 64

    let take: @Sendable (Item) -> Void

    static func make() -> (items: AsyncStream<Item>, feed: EventFeed) {
        let (items, continuation) = AsyncStream.makeStream(
            of: Item.self, bufferingPolicy: .bufferingNewest(waiting))
        return (items, EventFeed { continuation.yield($0) })
    }

    public func send(_ event: ServerEvent) { take(.event(event)) }

    /// Nothing more will come.
    public func end() { take(.end) }

    func beat() { take(.heartbeat) }
}
