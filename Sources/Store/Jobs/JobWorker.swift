import Kernel

extension JobQueue {
    /// Takes and does jobs until the task is cancelled. Then no more are taken and the handlers
    /// running are cancelled: what they leave unfinished is given back at once, untried.
    public func run(_ handlers: [String: JobHandler], timers: [TimerTask] = []) async {
        let all = Self.with(timers, handlers)
        let lanes = Dictionary(grouping: all) { $0.value.lane }.mapValues { kinds in
            Dictionary(uniqueKeysWithValues: kinds.map { ($0.key, $0.value) })
        }
        for (lane, handlers) in lanes { signals.set(lane?.name ?? "", of: handlers.keys) }
        await withTaskGroup(of: Void.self) { group in
            for (lane, handlers) in lanes {
                let signal = signals.signal(lane: lane?.name ?? "")
                for _ in 0..<(lane?.workers ?? options.workers) {
                    group.addTask { await self.work(handlers, signal) }
                }
            }
            if !timers.isEmpty { group.addTask { await self.tick(timers) } }
        }
    }

    /// Does everything that is due now, timers included, one after the other, and returns: for
    /// tests and for seeding a demo.
    /// - Returns: how many jobs were tried.
    @discardableResult
    public func runDue(
        _ handlers: [String: JobHandler], timers: [TimerTask] = []
    ) async throws -> Int {
        let all = Self.with(timers, handlers)
        for timer in try await due(timers) { try await fire(timer) }
        var count = 0
        while let job = try await take(kinds: ready(all)) {
            await attempt(job, all)
            count += 1
        }
        return count
    }

    private static func with(
        _ timers: [TimerTask], _ handlers: [String: JobHandler]
    ) -> [String: JobHandler] {
        handlers.merging(
            timers.map { timer in
                // A timer comes again by itself: a few tries are enough.
                (timer.kind, JobHandler(attempts: 3, run: { _ in try await timer.run() }))
            }, uniquingKeysWith: { $1 })
    }

    /// The kinds that make sense to take now.
    private func ready(_ handlers: [String: JobHandler]) -> [String] {
        let ready = handlers.filter { $0.value.isReady() }.keys.sorted()
        let all = Set(handlers.keys)
        resting.set(all.subtracting(ready), of: all)
        return ready
    }

    /// Does the jobs of one lane.
    private func work(_ handlers: [String: JobHandler], _ signal: WakeSignal) async {
        while !Task.isCancelled {
            let generation = signal.generation
            // A database that is away now may be back at the next look.
            let job = try? await take(kinds: ready(handlers))
            if let job {
                // There may be more than one: the next worker looks while this one works.
                signal.raiseOne()
                await attempt(job, handlers)
            } else {
                await signal.wait(after: generation, longest: options.poll)
            }
        }
    }

    /// One try. Errors of the database leave the job to its lease: it is taken again later.
    private func attempt(_ job: Job, _ handlers: [String: JobHandler]) async {
        guard let handler = handlers[job.kind] else { return }
        // A job whose node died at every try must not be tried for ever.
        if job.attempt > handler.attempts {
            await settle { try await fail(job, JobFailure("lease ran out"), handler) }
            return
        }
        do {
            try await hold(job) { try await handler.run(job) }
            await settle { try await complete(job) }
        } catch is JobLeaseLost {
            return
        } catch {
            let stopped = Task.isCancelled
            await settle {
                if stopped { try await release(job) } else { try await fail(job, error, handler) }
            }
        }
    }

    /// Writes the end of a try even while the node is stopping.
    private func settle(_ write: @escaping @Sendable () async throws -> Void) async {
        await Task { try? await write() }.value
    }

    /// Runs the handler and renews the lease meanwhile; a lost lease cancels the handler.
    private func hold(_ job: Job, _ run: @escaping @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await run() }
            group.addTask {
                while true {
                    try await Task.sleep(for: .seconds(options.lease) / 3)
                    // A database that is away now may be back before the lease ends.
                    if (try? await renew(job)) == false { throw JobLeaseLost() }
                }
            }
            defer { group.cancelAll() }
            _ = try await group.next()
        }
    }

    // MARK: Timers

    private func tick(_ timers: [TimerTask]) async {
        while !Task.isCancelled {
            for timer in (try? await due(timers)) ?? [] { _ = try? await fire(timer) }
            try? await Task.sleep(for: options.poll)
        }
    }

    /// Those whose time has come, by one look at all of them.
    private func due(_ timers: [TimerTask]) async throws -> [TimerTask] {
        let now = world.now
        guard !timers.isEmpty else { return [] }
        let names = timers.map(\.name)
        let resting = try await store.read("timers", short: true) { reader in
            try reader.rows(
                "SELECT name FROM timers WHERE name IN \(list: names) AND next_at > \(now)"
            ).map { $0.text(0) }
        }
        return timers.filter { !resting.contains($0.name) }
    }

    /// Writes the job of a timer that is due. Of several nodes one changes the row, the others
    /// find it changed.
    private func fire(_ timer: TimerTask) async throws {
        let now = world.now
        let next = now.adding(seconds: timer.every)
        try await store.write("fire timer") { tx in
            try tx.execute(
                """
                INSERT INTO timers (name, next_at) VALUES (\(timer.name), \(now))
                ON CONFLICT (name) DO NOTHING
                """)
            let mine = try tx.execute(
                """
                UPDATE timers SET next_at = \(next)
                WHERE name = \(timer.name) AND next_at <= \(now)
                """)
            guard mine > 0 else { return }
            // One given up must not keep the next from running.
            try tx.execute("DELETE FROM jobs WHERE dedupe = \(timer.kind) AND state = 'dead'")
            try enqueue(kind: timer.kind, key: timer.kind, in: tx)
        }
    }
}
