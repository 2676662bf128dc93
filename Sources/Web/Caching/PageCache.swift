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

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) { self.limit = limit }

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
