import Synchronization

/// Bytes of uploads that all requests together may hold in memory.
final class UploadBudget: Sendable {
    private let limit: Int
    private let used = Mutex(0)

    init(limit: Int) { self.limit = limit }

    func take(_ bytes: Int) throws(Fault) {
        let isFull = used.withLock { used in
            guard used + bytes <= limit else { return true }
            used += bytes
            return false
        }
        if isFull { throw .busy }
    }

    func giveBack(_ bytes: Int) { used.withLock { $0 -= bytes } }

    var inUse: Int { used.withLock { $0 } }
}
