/// Runs actions on the writing connection: together if it goes well, else each alone.
final class SQLiteBatch {
    private enum Outcome {
        case done(WriteAction.Answer, [Transaction.Hook])
        case refused(any Error)
    }

    private let handle: SQLiteHandle
    private let notices: NoticeHub
    private let meter: StoreMeter
    /// False after a transaction could not even be rolled back: then a new connection is needed.
    private(set) var isUsable = true

    init(_ handle: SQLiteHandle, notices: NoticeHub, meter: StoreMeter) {
        self.handle = handle
        self.notices = notices
        self.meter = meter
    }

    func run(_ actions: [WriteAction]) {
        meter.noteBatch(of: actions.count)
        if actions.count > 1 {
            do {
                try handle.run("BEGIN IMMEDIATE")
            } catch {
                // Nothing has run; trying each alone would only wait for the same lock again.
                for action in actions { action.fail(error) }
                return
            }
            if let outcomes = try? together(actions) {
                for (action, outcome) in zip(actions, outcomes) { answer(action, outcome) }
                return
            }
            rollback()
        }
        for action in actions {
            guard isUsable else {
                action.fail(StoreError.io("the last transaction could not be rolled back"))
                continue
            }
            answer(action, alone(action))
        }
    }

    /// All in one transaction that is already begun.
    /// - Throws: when the transaction as a whole failed; then nobody has been answered.
    private func together(_ actions: [WriteAction]) throws -> [Outcome] {
        var outcomes: [Outcome] = []
        outcomes.reserveCapacity(actions.count)
        for action in actions {
            try handle.run("SAVEPOINT action")
            do {
                let transaction = Transaction(handle, notices: notices)
                let answer = try action.perform(transaction)
                try handle.run("RELEASE action")
                outcomes.append(.done(answer, transaction.hooks))
            } catch {
                if StoreError.losesTransaction(error) || !handle.inTransaction { throw error }
                try handle.run("ROLLBACK TO action")
                try handle.run("RELEASE action")
                outcomes.append(.refused(error))
            }
        }
        try handle.run("COMMIT")
        return outcomes
    }

    private func alone(_ action: WriteAction) -> Outcome {
        do {
            try handle.run("BEGIN IMMEDIATE")
            let transaction = Transaction(handle, notices: notices)
            let answer = try action.perform(transaction)
            try handle.run("COMMIT")
            return .done(answer, transaction.hooks)
        } catch {
            rollback()
            return .refused(error)
        }
    }

    private func answer(_ action: WriteAction, _ outcome: Outcome) {
        switch outcome {
        case .done(let answer, let hooks):
            for hook in hooks { hook() }
            answer()
        case .refused(let error): action.fail(error)
        }
    }

    /// The connection is kept after a failed commit: SQLite has taken the frames back in memory
    /// and overwrites them in the log. Closing the last connection would have them found by
    /// recovery as if they had been committed.
    private func rollback() {
        handle.rollback()
        if handle.inTransaction { isUsable = false }
    }
}
