import Contracts
import Kernel
import Store

extension Notices {
    /// How long one try may take before another node may begin: longer than the gateway's own
    /// time limit, so that a slow answer is never overtaken.
    static let lease: Int64 = 120

    /// So many failures while the gateway took others make a dead letter.
    static let mostStrikes: Int64 = 12

    /// Anybody may name an address that push goes to, and it may answer as slowly as it pleases.
    static let pushLane = JobLane("push", workers: 2)

    /// The handlers for `JobQueue.run`, one a channel. Tries never end by themselves while the
    /// gateway is away: a gateway down for a week loses nothing.
    public var handlers: [String: JobHandler] {
        var all: [String: JobHandler] = [:]
        for channel in NoticeChannel.leaving {
            guard let line = lines[channel] else { continue }
            all[Self.jobKind(channel)] = JobHandler(
                attempts: 1_000_000, backoff: 10, longestBackoff: 300,
                lane: channel == .push ? Self.pushLane : nil,
                isReady: { [world] in line.isReady(at: world.now) }
            ) { job in
                guard let id = UUIDv7(bytes: job.payload) else { return }
                try await send(id, line)
            }
        }
        return all
    }

    /// One try: queued → sending → sent, failed, expired or queued again.
    ///
    /// No way out promises "exactly once": when a node dies between the gateway's yes and our mark,
    /// or an answer is lost, nobody knows. The same notice then goes again with the same id: a
    /// mail's Message-ID, the id that a gateway which knows twins takes once. A gateway that does
    /// not know twins gets one more try at most; then it is a dead letter.
    func send(_ id: UUIDv7, _ line: GatewayLine) async throws {
        let now = world.now
        // Nothing is taken while the way is closed, and the notice keeps its place.
        guard line.pause.enter(at: now) else {
            throw JobFailure("the way is closed for a moment", retryAt: id.instant)
        }
        defer { line.pause.leave() }
        guard line.gate?.take(at: now) ?? true else {
            throw JobFailure("the way is full for a moment", retryAt: id.instant)
        }
        guard let claim = try await claim(id) else { return }
        if claim.unknowns > 1, !line.knowsTwins {
            return try await settle(
                claim, Settled(.failed, reason: "nobody knows whether it was taken, twice"))
        }
        do {
            let taken = try await deliver(claim)
            line.pause.succeeded()
            try await settle(claim, Settled(.sent, gateway: taken.gateway, reference: taken.name))
        } catch let failure as DeliveryFailure {
            try await failed(claim, line, failure)
        }
    }

    private func failed(
        _ claim: Claim, _ line: GatewayLine, _ failure: DeliveryFailure
    ) async throws {
        let now = world.now
        switch failure {
        case .refused(let reason): try await settle(claim, Settled(.failed, reason: reason))
        case .gone(let reason): try await end(claim, reason)
        case .away(let reason):
            if line.pauses { line.pause.failed(at: now) }
            try await settle(claim, Settled(.queued, reason: reason))
            throw JobFailure(reason, retryAt: line.pauses ? claim.id.instant : nil)
        case .busy(let reason, let seconds):
            if line.pauses { line.pause.hold(seconds: seconds, at: now) }
            try await settle(claim, Settled(.queued, reason: reason))
            throw JobFailure(
                reason,
                retryAt: line.pauses
                    ? claim.id.instant : now.adding(seconds: min(max(seconds, 1), 3_600)))
        case .later(let reason):
            if claim.channel == .push, try await isTooSilent(claim) { return }
            if line.pauses { line.pause.stumbled(at: now) }
            try await again(claim, reason)
        case .unknown(let reason):
            if line.pauses { line.pause.failed(at: now) }
            guard line.knowsTwins || claim.unknowns == 0 else {
                return try await settle(claim, Settled(.failed, reason: reason))
            }
            try await again(claim, reason, unknowns: 1)
        }
    }

    /// Later once more; a dead letter when the gateway has taken enough others in between.
    private func again(_ claim: Claim, _ reason: String, unknowns: Int64 = 0) async throws {
        var settled = Settled(.queued, reason: reason)
        settled.unknowns = unknowns
        if try await tookOthers(claim) {
            settled.strikes = 1
            if claim.strikes + 1 >= Self.mostStrikes { settled.state = .failed }
        }
        try await settle(claim, settled)
        if settled.state == .queued { throw JobFailure(reason) }
    }

    private func tookOthers(_ claim: Claim) async throws -> Bool {
        guard let before = claim.triedAt else { return false }
        return try await store.read("notices.others") { reader in
            try reader.row(
                """
                SELECT 1 FROM notices WHERE channel = \(claim.channel.rawValue) \
                AND sent_at >= \(before) LIMIT 1
                """) != nil
        }
    }

    /// Counts that a browser did not answer; one that never does is taken away.
    private func isTooSilent(_ claim: Claim) async throws -> Bool {
        guard let device = UUIDv7(text: claim.content.address), let account = claim.account else {
            return false
        }
        let isGone = try await store.write("notices.device.silent") { [self] tx in
            try silent(device, of: account, in: tx)
        }
        if isGone { try await settle(claim, Settled(.expired, reason: "the device is silent")) }
        return isGone
    }

    /// The browser is not there any more: nothing goes to it again.
    private func end(_ claim: Claim, _ reason: String) async throws {
        if let device = UUIDv7(text: claim.content.address), let account = claim.account {
            try await store.write("notices.device.gone") { [self] tx in
                try removeDevice(device, of: account, in: tx)
            }
        }
        try await settle(claim, Settled(.expired, reason: reason))
    }

    struct Claim: Sendable {
        let id: UUIDv7
        let channel: NoticeChannel
        let language: Language
        let content: NoticeContent
        let account: AccountID?
        let createdAt: Instant
        let expiresAt: Instant?
        /// When it was tried before.
        let triedAt: Instant?
        let strikes: Int64
        /// Tries, this one not among them, of which nobody knows how they ended.
        let unknowns: Int64
    }

    private enum Claimed: Sendable {
        case mine(Claim)
        case over
        case elsewhere
        /// Nobody is woken before this.
        case quiet(Instant)
    }

    /// Takes the notice for one try. Nil: there is nothing to send any more.
    private func claim(_ id: UUIDv7) async throws -> Claim? {
        let claimed = try await store.write("notices.claim") { [self] tx in
            try claim(id, in: tx)
        }
        switch claimed {
        case .mine(let claim): return claim
        case .over: return nil
        case .elsewhere: throw JobFailure("another node is sending it")
        case .quiet(let end): throw JobFailure("quiet hours", retryAt: end)
        }
    }

    /// Until when it must not ring; nil: it may. Asked at every try, for what waited for its
    /// gateway may be free in the middle of the night.
    /// - Parameter row: of the claim.
    private func quietEnd(_ row: Row, in reader: Reader) throws -> Instant? {
        let channel = NoticeChannel(rawValue: row.text(1)) ?? .mail
        guard row.int(10) == 0, row.optionalText(11) != NoticeKind.security.rawValue else {
            return nil
        }
        let account: AccountID? = row.optionalID(9)
        guard let account else {
            return channel.isLoud ? QuietHours.usual.end(around: world.now, in: zone) : nil
        }
        let choices = try choices(of: account, in: reader)
        guard channel.isLoud || (channel == .mail && choices.quietsMail) else { return nil }
        return choices.quiet.end(around: world.now, in: zone)
    }

    private func claim(_ id: UUIDv7, in tx: Transaction) throws -> Claimed {
        let now = world.now
        let row = try tx.row(
            """
            SELECT state, channel, language, content, created_at, tried_at, strikes, unknowns, \
            expires_at, account, prompt, kind FROM notices \
            WHERE id = \(id.bytes)\(sql: tx.engine.lockSuffix)
            """)
        guard let row, let sealed = row.optionalBytes(3) else { return .over }
        if row.text(0) == "queued", let end = row.optionalInstant(8), end <= now {
            try tx.execute("UPDATE notices SET state = 'expired' WHERE id = \(id.bytes)")
            return .over
        }
        if ["queued", "sending"].contains(row.text(0)), let end = try quietEnd(row, in: tx) {
            return .quiet(end)
        }
        // A lease that ran out: the node that had it died, before or after the gateway's yes.
        let unknown: Int64 = row.text(0) == "sending" ? 1 : 0
        let taken = try tx.execute(
            """
            UPDATE notices SET state = 'sending', tries = tries + 1, tried_at = \(now), \
            unknowns = unknowns + \(unknown), \
            lease_until = \(now.adding(seconds: Self.lease)) WHERE id = \(id.bytes) \
            AND (state = 'queued' OR (state = 'sending' AND lease_until <= \(now)))
            """)
        guard taken == 1 else { return row.text(0) == "sending" ? .elsewhere : .over }
        let key = try vault.key(id, in: tx)
        let content = try NoticeContent(
            parsing: try vault.open(sealed, with: key, at: Self.place(id)))
        return .mine(
            Claim(
                id: id, channel: NoticeChannel(rawValue: row.text(1)) ?? .mail,
                language: Language(rawValue: row.text(2)) ?? .id, content: content,
                account: row.optionalID(9), createdAt: row.instant(4),
                expiresAt: row.optionalInstant(8), triedAt: row.optionalInstant(5),
                strikes: row.int(6), unknowns: row.int(7) + unknown))
    }
}
