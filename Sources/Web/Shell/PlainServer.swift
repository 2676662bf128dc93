import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// A server for programs that are no city: few paths, small bodies, no sessions and no pages.
public struct PlainServer: Sendable {
    public struct Question: Sendable {
        public let method: String
        /// Without a query.
        public let path: String
        public let body: [UInt8]
    }

    public struct Answer: Sendable {
        public let status: Int
        public let type: String
        public let text: String

        public init(status: Int, type: String = "text/plain; charset=utf-8", text: String) {
            self.status = status
            self.type = type
            self.text = text
        }
    }

    private let longestBody: Int
    private let logger: Logger
    private let answer: @Sendable (Question) async -> Answer

    public init(
        longestBody: Int, logger: Logger,
        answer: @escaping @Sendable (Question) async -> Answer
    ) {
        self.longestBody = longestBody
        self.logger = logger
        self.answer = answer
    }

    /// Runs with other services until SIGTERM or SIGINT.
    public func run(
        host: String, port: Int, services: [any Service],
        whenRunning: @escaping @Sendable (Int) async -> Void
    ) async throws {
        let server = HTTPServerBuilder.http1(
            configuration: .init(
                additionalChannelHandlers: [HeadTimeout(limit: .seconds(20)), ParseErrors()],
                idleTimeout: .seconds(30)))
        let application = Application(
            responder: CallbackResponder<ShellContext> { request, _ in
                await respond(to: request)
            }, server: server,
            configuration: .init(
                address: .hostname(host, port: port),
                availableConnectionsDelegate: MaximumAvailableConnections(500, logger: logger)),
            onServerRunning: { channel in await whenRunning(channel.localAddress?.port ?? port) },
            logger: logger)
        var configuration = ServiceGroupConfiguration(
            services: services + [application],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(5)
        configuration.maximumCancellationDuration = .seconds(2)
        try await ServiceGroup(configuration: configuration).run()
    }

    private func respond(to request: Request) async -> Response {
        guard let body = try? await request.body.collect(upTo: longestBody) else {
            return Self.response(Answer(status: 413, text: "Too long.\n"))
        }
        let question = Question(
            method: request.method.rawValue, path: request.uri.path,
            body: Array(body.readableBytesView))
        return Self.response(await answer(question))
    }

    private static func response(_ answer: Answer) -> Response {
        Response(
            status: .init(code: answer.status),
            headers: [
                .contentType: answer.type, .cacheControl: "no-store",
                .xContentTypeOptions: "nosniff",
            ],
            body: .init(byteBuffer: ByteBuffer(string: answer.text)))
    }
}
