import Kernel
import Synchronization

/// Remembers a limited number of values for a few seconds, so that a person who clicks does not
/// cost a look-up each time. Other nodes see a change at most `seconds` later.
final class BoundedCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        let value: Value
        let until: Instant
    }

    private let entries = Mutex<[Key: Entry]>([:])
    private let limit: Int
    private let seconds: Int64
    private let clock: CityClock

    init(limit: Int, seconds: Int64, clock: CityClock) {
        self.limit = limit
        self.seconds = seconds
        self.clock = clock
    }

    func value(_ key: Key) -> Value? {
        let now = clock.now()
        return entries.withLock { entries in
            guard let entry = entries[key] else { return nil }
            if now < entry.until { return entry.value }
            entries[key] = nil
            return nil
        }
    }

    func set(_ key: Key, _ value: Value) {
        let now = clock.now()
        entries.withLock { entries in
            if entries.count >= limit {
                entries = entries.filter { now < $0.value.until }
                if entries.count >= limit { entries.removeAll(keepingCapacity: true) }
            }
            entries[key] = Entry(value: value, until: now.adding(seconds: seconds))
        }
    }

    func remove(_ key: Key) { entries.withLock { $0[key] = nil } }

    func remove(where isGone: (Value) -> Bool) {
        entries.withLock { entries in entries = entries.filter { !isGone($0.value.value) } }
    }

    func removeAll() { entries.withLock { $0.removeAll(keepingCapacity: true) } }
}
