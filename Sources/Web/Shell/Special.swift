import HTTPTypes
import Hummingbird

/// Answers that need no route: health, readiness, styles and scripts.
enum Special {
    static func answer(_ exchange: Exchange) async throws -> Response? {
        guard let target = exchange.target, let first = target.segments.first else { return nil }
        let shell = exchange.shell
        switch (first, target.segments.count) {
        case ("healthz", 1): return plain(.ok, "ok\n", exchange)
        case ("readyz", 1):
            let isReady = await shell.isReady()
            return plain(
                isReady ? .ok : .serviceUnavailable, isReady ? "ready\n" : "no\n", exchange)
        case ("favicon.ico", 1):
            return Rendering.bare(.permanentRedirect, [.location: shell.assets.icon.address])
        case ("aset", 2):
            guard let file = shell.assets.file(target.segments[1]) else { throw Fault.notFound }
            guard isReading(exchange) else { throw Fault.method(["GET", "HEAD"]) }
            return Rendering.asset(file, exchange.request)
        default: return nil
        }
    }

    private static func isReading(_ exchange: Exchange) -> Bool {
        exchange.request.method == .get || exchange.request.method == .head
    }

    private static func plain(
        _ status: HTTPResponse.Status, _ text: String, _ exchange: Exchange
    ) -> Response {
        guard isReading(exchange) else {
            return Rendering.bare(.methodNotAllowed, [.allow: "GET, HEAD"])
        }
        return Rendering.finished(
            status, [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            Array(text.utf8))
    }
}
