import Glibc
import Kernel

/// One transaction a write, run again when other transactions got in its way.
struct PostgresWrites: Sendable {
    let notices: NoticeHub
    let random: RandomSource
    let meter: StoreMeter

    /// Attempts in all, the first included.
    static let attempts = 5

    func run(_ action: WriteAction, _ worker: Worker<PostgresHandle>) {
        var reconnected = false
        for attempt in 1...Self.attempts {
            do {
                let handle = try worker.resource()
                do {
                    try once(action, handle)
                    return
                } catch {
                    handle.rollback()
                    if handle.isBroken { worker.discard() }
                    throw error
                }
            } catch StoreError.serialization where attempt < Self.attempts {
                pause(attempt)
            } catch StoreError.unavailable where !reconnected {
                // Broken before the commit, so nothing is stored: once more on a new connection.
                reconnected = true
                pause(attempt)
            } catch {
                action.fail(error)
                return
            }
        }
        action.fail(StoreError.serialization)
    }

    private func once(_ action: WriteAction, _ handle: PostgresHandle) throws {
        // Said aloud: the rules on locks are written for this level, whatever the server's usual
        // one.
        handle.begin("BEGIN ISOLATION LEVEL READ COMMITTED")
        meter.noteBatch(of: 1)
        let transaction = Transaction(handle, notices: notices)
        let answer = try action.perform(transaction)
        try handle.commit()
        for hook in transaction.hooks { hook() }
        answer()
    }

    /// A few milliseconds, longer each time, never the same for two who met.
    private func pause(_ attempt: Int) {
        let limit = 4 << attempt
        // `poll` on nothing waits that many milliseconds; the thread is ours.
        poll(nil, 0, Int32(1 + random.number(below: limit)))
    }
}
