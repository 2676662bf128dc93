import Kernel
import Outbound
import Synchronization

/// Whom a node leaves alone for a while: browsers whose address did not answer, and whole push
/// services after several of their browsers failed with nothing taken in between. One browser
/// alone never silences a service: its address may be whatever somebody made up.
final class PushRest: Sendable {
    /// So many browsers make it the service's own trouble.
    static let several = 3
    /// How long one browser that did not answer is left alone, in seconds.
    static let pause: Int64 = 300

    private struct Trouble {
        var browsers: Set<String> = []
        var until: Instant?
        var since: Instant
    }

    private struct State {
        var services: [String: Trouble] = [:]
        var browsers: [String: Instant] = [:]
    }

    private let state = Mutex(State())

    /// Until when it is not asked; nil: it may be.
    func until(_ service: WebAddress, _ browser: String, at now: Instant) -> Instant? {
        let origin = WebPush.origin(service)
        let ends = state.withLock { [$0.services[origin]?.until, $0.browsers[browser]] }
        return ends.compactMap(\.self).filter { $0 > now }.max()
    }

    /// - Parameters:
    ///   - seconds: for how long a service in trouble is left alone.
    ///   - alone: for how long this browser is, when it is the only one.
    /// - Returns: whether it is the service's trouble, not this browser's.
    func failed(
        _ service: WebAddress, _ browser: String, seconds: Int64, alone: Int64, at now: Instant
    ) -> Bool {
        let origin = WebPush.origin(service)
        let end = now.adding(seconds: min(max(seconds, 1), 3_600))
        return state.withLock { state in
            // What is an hour old tells nothing any more.
            let old = now.adding(hours: -1)
            state.services = state.services.filter { $0.value.since > old }
            state.browsers = state.browsers.filter { $0.value > now }
            var trouble = state.services[origin] ?? Trouble(since: now)
            if trouble.browsers.count < Self.several { trouble.browsers.insert(browser) }
            trouble.since = now
            let isService = trouble.browsers.count >= Self.several
            if isService { trouble.until = end }
            state.services[origin] = trouble
            if !isService {
                state.browsers[browser] = now.adding(seconds: min(max(alone, 1), 3_600))
            }
            return isService
        }
    }

    func succeeded(_ service: WebAddress, _ browser: String) {
        let origin = WebPush.origin(service)
        state.withLock { state in
            state.services[origin] = nil
            state.browsers[browser] = nil
        }
    }
}
