import Kernel
import Logging
import Signatures
import Store

/// Looks every half minute whether the city's file changed on the disk, until the task is
/// cancelled. Each server reads its own; one that cannot be read changes nothing.
struct TrustFollower: Sendable {
    let book: TrustBook
    let logger: Logger

    private static let seconds = 30

    func run() async {
        guard let path = book.path else { return }
        var wasUsable = true
        while (try? await Task.sleep(for: .seconds(Self.seconds))) != nil {
            let isUsable = await look(path)
            if wasUsable, !isUsable {
                logger.error("“\(path)” holds no certificate of a city; what was in it stays.")
            }
            wasUsable = isUsable
        }
    }

    /// - Returns: whether the file is one of a city.
    func look(_ path: String) async -> Bool {
        guard let bytes = try? await FileTree.read(path, limit: 1 << 20) else { return false }
        switch book.take(String(decoding: bytes, as: UTF8.self)) {
        case .same: return true
        case .new:
            logger.notice("“\(path)” has changed, and counts as it is now.")
            return true
        case .unusable: return false
        }
    }
}
