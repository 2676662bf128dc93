import Store

/// Asks other servers over HTTP, within bounds. A closure, so that a test can be the other server.
public struct Outbound: Sendable {
    /// One request, one answer of whatever status. Redirects are answers too; none is followed.
    public let send: @Sendable (OutboundRequest) async throws(OutboundError) -> OutboundAnswer

    public init(
        send: @escaping @Sendable (OutboundRequest) async throws(OutboundError) -> OutboundAnswer
    ) {
        self.send = send
    }

    /// The real one, by libcurl. Each request holds one of the threads at most for
    /// `limits.timeout`; what waits for a thread is not counted in it.
    /// - Parameter authorities: the path of a PEM file with the only certificate authorities to
    ///   trust, for a city with one of its own; nil trusts those of the system.
    public static func curl(
        limits: OutboundLimits = OutboundLimits(), authorities: String? = nil,
        threads: BlockingThreads
    ) -> Outbound {
        Outbound { request throws(OutboundError) in
            let outcome: Result<OutboundAnswer, OutboundError>
            do {
                outcome = try await threads.run {
                    Result { () throws(OutboundError) in
                        try CurlTransfer(request: request, limits: limits, authorities: authorities)
                            .run()
                    }
                }
            } catch {
                throw .overloaded
            }
            return try outcome.get()
        }
    }
}
