import Synchronization

/// Finished public pages, compressed, by key; bounded by bytes. The oldest go first, except those
/// that were asked for since they were last passed over (second chance).
final class PageCache: Sendable {
    struct Entry: Sendable {
        let version: String
        /// The first digits of the page's digest.
        let tag: String
        /// The page as gzip. Bytes of their own: a buffer of the server's would round them up to
        /// the next power of two.
        let packed: [UInt8]
        /// What is missing in `packed` at both ends.
        var ends: SharedEnds? = nil

        var gzip: [UInt8] { ends?.whole(packed) ?? packed }
    }

    private struct Slot {
        var entry: Entry
        var isWanted: Bool
    }

    private struct State {
        var slots: [String: Slot] = [:]
        var queue: [String] = []
        var head = 0
        var bytes = 0
    }

    private enum Family: Sendable {
        case sample([UInt8])
        case known(SharedEnds)
        case different
    }

    private let limit: Int
    private let state = Mutex(State())
    private let families = Mutex<[String: Family]>([:])

    init(limit: Int) { self.limit = limit }

    /// Compresses a page, as its own part alone where its family has ends in common. Families are
    /// few; one whose pages change their ends (a new version of the site) begins anew.
    func pack(_ page: [UInt8], family: String?) -> (packed: [UInt8], ends: SharedEnds?)? {
        if let family {
            let known = families.withLock { families -> SharedEnds? in
                switch families[family] {
                case .known(let kept): return kept
                case .different: return nil
                case .sample(let other):
                    let kept = SharedEnds(of: other, and: page)
                    families[family] = kept.map { .known($0) } ?? .different
                    return kept
                case nil:
                    families[family] = .sample(page)
                    return nil
                }
            }
            if let known, let middle = known.middle(of: page) { return (middle, known) }
            if known != nil { families.withLock { $0[family] = .sample(page) } }
        }
        return Gzip.compress(page, level: 9).map { (Gzip.exact($0), nil) }
    }

    func entry(_ key: String, _ version: String) -> Entry? {
        state.withLock { state in
            guard let place = state.slots.index(forKey: key) else { return nil }
            guard state.slots.values[place].entry.version == version else { return nil }
            state.slots.values[place].isWanted = true
            return state.slots.values[place].entry
        }
    }

    func keep(_ key: String, _ entry: Entry) {
        let size = Self.size(key, entry)
        guard size < limit / 8 else { return }
        state.withLock { state in
            if let old = state.slots[key] {
                state.bytes -= Self.size(key, old.entry)
            } else {
                state.queue.append(key)
            }
            state.slots[key] = Slot(entry: entry, isWanted: false)
            state.bytes += size
            while state.bytes > limit, state.head < state.queue.count { Self.evict(&state) }
        }
    }

    var count: Int { state.withLock { $0.slots.count } }
    var bytes: Int { state.withLock { $0.bytes } }

    private static func evict(_ state: inout State) {
        let key = state.queue[state.head]
        state.head += 1
        if let slot = state.slots[key] {
            if slot.isWanted {
                state.slots[key]?.isWanted = false
                state.queue.append(key)
            } else {
                state.slots[key] = nil
                state.bytes -= size(key, slot.entry)
            }
        }
        // The passed part of the queue is dropped now and then, not each time.
        if state.head > 4_096, state.head > state.queue.count / 2 {
            state.queue.removeFirst(state.head)
            state.head = 0
        }
    }

    private static func size(_ key: String, _ entry: Entry) -> Int {
        entry.packed.count + key.utf8.count * 2 + 160
    }
}
