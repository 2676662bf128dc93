import Synchronization

/// How many event streams are open, in all and per client.
final class StreamCount: Sendable {
    private let total: Int
    private let perClient: Int
    private let open = Mutex<[String: Int]>([:])

    init(total: Int, perClient: Int) {
        self.total = total
        self.perClient = perClient
    }

    /// Whether one more may be opened; it counts from then on.
    func enter(_ client: String) -> Bool {
        open.withLock { open in
            let all = open.values.reduce(0, +)
            guard all < total, open[client, default: 0] < perClient else { return false }
            open[client, default: 0] += 1
            return true
        }
    }

    func leave(_ client: String) {
        open.withLock { open in
            guard let count = open[client] else { return }
            open[client] = count > 1 ? count - 1 : nil
        }
    }

    var count: Int { open.withLock { $0.values.reduce(0, +) } }
}
