/// A write on its way to the writer, with the caller who waits for the answer.
struct WriteAction: Sendable {
    /// Hands the value to the caller; called after the commit only.
    typealias Answer = @Sendable () -> Void

    let perform: @Sendable (Transaction) throws -> Answer
    let fail: @Sendable (any Error) -> Void

    init<Value: Sendable>(
        _ name: StaticString, _ continuation: CheckedContinuation<Value, any Error>,
        meter: StoreMeter? = nil,
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) {
        let counter = StatementCounter.current
        let companion = WriteCompanion.current
        perform = { transaction in
            let start = ContinuousClock.now
            transaction.via = companion?.via
            let value = try body(transaction)
            try companion?.finish(transaction)
            meter?.note(name, .write, statements: transaction.statements, since: start)
            if let failure = transaction.failure { throw failure }
            // Taken now, counted after the commit: the transaction does not leave its thread.
            let ran = counter.map { _ in StatementCounter.Ran(name, transaction) }
            return {
                if let ran { counter?.add(ran) }
                continuation.resume(returning: value)
            }
        }
        fail = { continuation.resume(throwing: $0) }
    }
}
