import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

extension Shell {
    /// The server as a service of the city; it drains on graceful shutdown.
    ///
    /// `whenRunning` is told the port, which matters when it was asked for as 0.
    public func server(
        host: String, port: Int, whenRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> any Service {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .notice)
        let head = TimeAmount.seconds(settings.headSeconds)
        let server = HTTPServerBuilder.http1(
            configuration: .init(
                additionalChannelHandlers: [HeadTimeout(limit: head), ParseErrors()],
                idleTimeout: .seconds(settings.idleSeconds),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: 24 * 1024, maxHeaderListSize: 32 * 1024,
                    maxHeaderFieldCount: 200)))
        return Application(
            responder: ShellResponder(shell: self), server: server,
            configuration: .init(
                address: .hostname(host, port: port), backlog: 1_024,
                availableConnectionsDelegate: MaximumAvailableConnections(
                    settings.maxConnections, logger: quiet)),
            onServerRunning: { channel in await whenRunning(channel.localAddress?.port ?? port) },
            logger: quiet)
    }

    /// Runs the server with other services until SIGTERM or SIGINT; running requests get
    /// `drainSeconds`.
    public func run(
        host: String, port: Int, services: [any Service] = [],
        whenRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) async throws {
        var configuration = ServiceGroupConfiguration(
            // The last one stops first: who listens is told when nobody asks any more.
            services: services + [
                listeners, server(host: host, port: port, whenRunning: whenRunning),
            ],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(settings.drainSeconds)
        configuration.maximumCancellationDuration = .seconds(2)
        try await ServiceGroup(configuration: configuration).run()
    }
}

/// What the library hands over with a request.
struct ShellContext: InitializableFromSource, Sendable {
    let peer: String
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        peer = source.channel.remoteAddress?.ipAddress ?? "local"
        channel = source.channel
    }
}

struct ShellResponder: HTTPResponder {
    let shell: Shell

    /// In a task of its own: the task of a connection keeps all memory that its deepest call took,
    /// and ten thousand may stay open.
    func respond(to request: Request, context: ShellContext) async throws -> Response {
        let work = Task {
            await shell.respond(to: request, peer: context.peer, channel: context.channel)
        }
        return await withTaskCancellationHandler {
            await work.value
        } onCancel: {
            work.cancel()
        }
    }
}
