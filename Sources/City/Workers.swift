import Administration
import Cases
import Forms
import Kernel
import Ledger
import Logging
import Notices
import People
import Privacy
import PublicLedger
import Store
import Web

extension House {
    /// Runs what happens beside requests, until the task is cancelled: mail, clocks, numbering of
    /// the ledger, sweeping. Every node runs it; each piece of work is taken by one.
    public func work() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await ledger.run(rooms.readers) }
            if settings.growsTree { group.addTask { await ledgerLog.run() } }
            group.addTask { await cosigning.run() }
            group.addTask { await keys.follow() }
            group.addTask { await jobs.run(handlers, timers: timers) }
            group.addTask { await beat() }
            group.addTask {
                await TrustFollower(
                    book: settings.trust, logger: Logger(label: "pendopo.trust")
                ).run()
            }
        }
    }

    /// Says that this process is alive, until the task is cancelled.
    private func beat() async {
        let register = NodeRegister(store: store, world: world)
        let node = HouseFacts.node(began: world.now)
        while !Task.isCancelled {
            // A beat that fails is missed by nobody but the page of health.
            try? await register.beat(node)
            try? await Task.sleep(for: .seconds(NodeRegister.beatSeconds))
        }
        // The work of a cancelled task still has to be done.
        await Task { try? await register.leave(node) }.value
    }

    /// Sends the mail that is due now and returns: for tests and for seeding.
    public func workOnce() async throws {
        try await jobs.runDue(notices.handlers)
    }

    /// Gives the domains every entry of the ledger there is now: for tests and for seeding.
    public func readOnce() async throws {
        try await ledger.catchUp(rooms.readers)
        try await ledgerLog.catchUp()
    }

    /// Looks into all files that wait, and returns: for tests.
    public func examineOnce() async throws {
        try await examiner.catchUp()
        try await jobs.runDue(examiner.handlers)
    }

    /// Does the jobs of the domains that are due, and returns: for tests.
    public func runRoomJobs() async throws {
        try await jobs.runDue(rooms.jobs)
    }

    var handlers: [String: JobHandler] {
        notices.handlers.merging(examiner.handlers) { first, _ in first }
            .merging(rooms.jobs) { first, _ in first }
    }

    var timers: [TimerTask] {
        [
            TimerTask("clocks", every: 60) { try await cases.tick() },
            TimerTask("accounts", every: 600) {
                // In small steps, so that the writer is not held for long.
                var rest = 200
                while rest > 0, try await accounts.sweep() >= 500 { rest -= 1 }
            },
            TimerTask("access", every: 300) { try await accessRoots.takeDue() },
            TimerTask("retention", every: 86_400) { _ = try await privacyTools.retain() },
            TimerTask("files", every: 60) { try await examiner.catchUp() },
            TimerTask("uploads", every: 3600) { _ = try await uploads.sweep() },
            TimerTask("blobs", every: 86_400) {
                _ = try await blobs.sweep(olderThan: 24, in: store)
            },
        ] + rooms.timers
    }
}
