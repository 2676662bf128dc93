import Crypto
import Kernel
import Synchronization

/// The master keys that this process holds: one of them wraps, all of them unwrap.
///
/// A key that is not here is looked for again at the source, so that running servers take up a new
/// key while an old one is retired.
public final class Keyring: Sendable {
    struct Key: Sendable {
        let id: [UInt8]
        let wrapping: SymmetricKey
        /// For the search hashes of houses from before these had a root of their own.
        let master: MasterKey

        init(_ master: MasterKey) {
            id = master.id
            wrapping = master.derived(for: "pendopo wrap v1")
            self.master = master
        }
    }

    private struct State {
        var keys: [Key]
        var active: Key
        var lookedAt: ContinuousClock.Instant?
    }

    private let state: Mutex<State>
    /// Where to look again; nil for keys that never change.
    let source: KeySource?

    /// - Parameter earlier: former keys, newest first; they only unwrap.
    init(_ master: MasterKey, earlier: [MasterKey] = [], source: KeySource? = nil) {
        let active = Key(master)
        state = Mutex(State(keys: [active] + earlier.map(Key.init), active: active))
        self.source = source
    }

    /// All keys of a source, the first one wrapping until the database says otherwise.
    /// - Throws: `SealingError.masterKey`.
    public convenience init(_ source: KeySource) throws(SealingError) {
        let keys = try source.load()
        guard let first = keys.first else { throw .masterKey("No master key is given.") }
        self.init(first, earlier: Array(keys.dropFirst()), source: source)
    }

    /// What wraps new keys.
    var active: Key { state.withLock { $0.active } }

    /// The ids of all keys at hand.
    var ids: [[UInt8]] { state.withLock { $0.keys.map(\.id) } }

    func key(_ id: some Collection<UInt8>) -> Key? {
        if let known = find(id) { return known }
        reload()
        return find(id)
    }

    /// Lets another key wrap from now on.
    /// - Returns: false when this process does not hold it; then nothing changes.
    func activate(_ id: [UInt8]) -> Bool {
        guard let key = key(id) else { return false }
        state.withLock { $0.active = key }
        return true
    }

    private func find(_ id: some Collection<UInt8>) -> Key? {
        state.withLock { $0.keys.first { $0.id.elementsEqual(id) } }
    }

    /// Looks at the source again, at most once a second: damaged rows may name any key. A file
    /// that cannot be read just now leaves the keys as they are.
    private func reload() {
        guard let source else { return }
        let now = ContinuousClock.now
        let isDue = state.withLock { state in
            guard state.lookedAt.map({ now - $0 >= .seconds(1) }) ?? true else { return false }
            state.lookedAt = now
            return true
        }
        guard isDue, let found = try? source.load() else { return }
        state.withLock { state in
            for master in found where !state.keys.contains(where: { $0.id == master.id }) {
                state.keys.append(Key(master))
            }
        }
    }
}
