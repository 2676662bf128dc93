import Synchronization

/// How many event streams are open, in all and per client.
final class StreamCount: Sendable {
    private let total: Int
    private let open = Mutex(Open())

    private struct Open {
        var all = 0
        var clients: [String: Int] = [:]
    }

    init(total: Int) { self.total = total }

    /// Whether one more of a client, who has `most` at one time, may be opened; it counts from then
    /// on.
    func enter(_ client: String, most: Int) -> Bool {
        open.withLock { open in
            let count = open.clients[client, default: 0]
            guard open.all < total, count < most else { return false }
            open.clients[client] = count + 1
            open.all += 1
            return true
        }
    }

    func leave(_ client: String) {
        open.withLock { open in
            guard let count = open.clients[client] else { return }
            open.clients[client] = count > 1 ? count - 1 : nil
            open.all -= 1
        }
    }

    var count: Int { open.withLock { $0.all } }
}
