import Synchronization

/// A small stack of read-only connections for reads in place: taken, used on the calling thread,
/// given back. No thread waits for one: when all are out, the read goes the ordinary way.
final class ShortReaders: Sendable {
    // Safe: a loan is in the stack or with exactly one borrower, never both; the mutex orders
    // the hand-over, and SQLite's multi-thread mode allows a connection to move between threads.
    private struct Loan: @unchecked Sendable {
        let handle: SQLiteHandle
    }

    private struct State {
        var free: [Loan] = []
        var out = 0
        var closed = false
    }

    private enum Taken {
        case free(Loan)
        case toMake
        case none
    }

    private let limit: Int
    private let make: @Sendable () throws -> SQLiteHandle
    private let state = Mutex(State())

    init(limit: Int, make: @escaping @Sendable () throws -> SQLiteHandle) {
        self.limit = limit
        self.make = make
    }

    /// nil when no connection is free; then `body` has not run.
    func read<Value>(_ body: (SQLiteHandle) throws -> Value) throws -> Value? {
        let taken: Taken = state.withLock { state in
            if state.closed { return .none }
            if let loan = state.free.popLast() {
                state.out += 1
                return .free(loan)
            }
            guard state.out < limit else { return .none }
            state.out += 1
            return .toMake
        }
        let loan: Loan
        switch taken {
        case .free(let found): loan = found
        case .none: return nil
        case .toMake:
            do {
                loan = Loan(handle: try make())
            } catch {
                state.withLock { $0.out -= 1 }
                throw error
            }
        }
        defer {
            state.withLock { state in
                state.out -= 1
                if !state.closed { state.free.append(loan) }
            }
        }
        return try body(loan.handle)
    }

    func close() {
        state.withLock { state in
            state.closed = true
            state.free = []
        }
    }
}
