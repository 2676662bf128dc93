import Kernel

/// How jobs are taken, kept and given back: each a short transaction of its own.
extension JobQueue {
    /// Takes the next due job of these kinds, if any. Jobs whose node has died are taken again.
    func take(kinds: [String]) async throws -> Job? {
        guard !kinds.isEmpty else { return nil }
        let now = world.now
        let lease = world.uuid()
        let until = now.adding(seconds: options.lease)
        // Writing is dear on SQLite: look first, in a read.
        let any = try await store.read("jobs due") { reader in
            try reader.row(Self.due(kinds, now, lock: "")) != nil
        }
        guard any else { return nil }
        return try await store.write("take job") { tx in
            // Two nodes must not queue up behind one row: each skips what the other has locked.
            let due = Self.due(kinds, now, lock: tx.engine.claimSuffix)
            guard let row = try tx.row(due) else { return nil }
            let id = row.uuid(0)
            let attempt = row.int(3) + 1
            try tx.execute(
                """
                UPDATE jobs SET state = 'running', attempts = \(attempt),
                    locked_by = \(lease.bytes), locked_until = \(until), run_at = \(until)
                WHERE id = \(id.bytes)
                """)
            return Job(
                id: id, kind: row.text(1), payload: row.bytes(2), attempt: Int(attempt),
                lease: lease)
        }
    }

    /// A running job is due again when its lease ends: `run_at` is then the end of the lease.
    private static func due(_ kinds: [String], _ now: Instant, lock: SQL) -> SQL {
        """
        SELECT id, kind, payload, attempts FROM jobs
        WHERE state IN ('ready', 'running') AND run_at <= \(now) AND kind IN \(list: kinds)
        ORDER BY run_at, id LIMIT 1 \(sql: lock)
        """
    }

    /// Holds the job for another lease.
    /// - Returns: whether it was still ours.
    func renew(_ job: Job) async throws -> Bool {
        let until = world.now.adding(seconds: options.lease)
        return try await store.write("renew job") { tx in
            try tx.execute(
                """
                UPDATE jobs SET locked_until = \(until), run_at = \(until)
                WHERE id = \(job.id.bytes) AND locked_by = \(job.lease.bytes)
                """) > 0
        }
    }

    /// Removes the row of a job that is done, unless its handler did so or lost it.
    func complete(_ job: Job) async throws {
        try await store.write("complete job") { tx in
            _ = try tx.execute(
                "DELETE FROM jobs WHERE id = \(job.id.bytes) AND locked_by = \(job.lease.bytes)")
        }
    }

    /// Gives a job back untried, when the node is told to stop.
    func release(_ job: Job) async throws {
        let now = world.now
        try await store.write("release job") { tx in
            _ = try tx.execute(
                """
                UPDATE jobs SET state = 'ready', attempts = attempts - 1, locked_by = NULL,
                    locked_until = NULL, run_at = \(now)
                WHERE id = \(job.id.bytes) AND locked_by = \(job.lease.bytes)
                """)
        }
    }

    /// Notes a failed try: again later, or a dead letter.
    func fail(_ job: Job, _ error: any Error, _ handler: JobHandler) async throws {
        let failure = error as? JobFailure
        let reason = failure?.reason ?? "\(type(of: error))"
        let dead = failure?.permanent == true || job.attempt >= handler.attempts
        let now = world.now
        let usual = now.adding(milliseconds: pause(after: job.attempt, handler))
        let next = dead ? now : failure?.retryAt ?? usual
        try await store.write("fail job") { tx in
            _ = try tx.execute(
                """
                UPDATE jobs SET state = \(dead ? "dead" : "ready"), run_at = \(next),
                    last_error = \(reason), locked_by = NULL, locked_until = NULL
                WHERE id = \(job.id.bytes) AND locked_by = \(job.lease.bytes)
                """)
        }
    }

    /// Doubles with each try; half of it is chance, so that what failed together does not come
    /// back together.
    func pause(after attempt: Int, _ handler: JobHandler) -> Int64 {
        let doubled = handler.backoff << Int64(min(attempt - 1, 30))
        let longest = min(doubled, handler.longestBackoff) * 1000
        return longest / 2 + Int64(world.random.number(below: Int(longest / 2) + 1))
    }
}
