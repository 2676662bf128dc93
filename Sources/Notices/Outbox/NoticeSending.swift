import Contracts
import Kernel
import Store

extension Notices {
    /// How long one try may take before another node may begin: longer than the gateway's own
    /// time limit, so that a slow answer is never overtaken.
    static let lease: Int64 = 120

    /// The handlers for `JobQueue.run`, one a channel. Tries never end by themselves while the
    /// gateway is away: a gateway down for a week loses nothing.
    public var handlers: [String: JobHandler] {
        [
            Self.jobKind(.mail): handler { [mailPause, mail, world] in
                mail.isThere && mailPause.isOpen(at: world.now)
            },
            Self.jobKind(.sms): handler { [gatewayPause, gateway, world] in
                gateway.isThere && gatewayPause.isOpen(at: world.now)
            },
        ]
    }

    private func handler(isReady: @escaping @Sendable () -> Bool) -> JobHandler {
        JobHandler(
            attempts: 1_000_000, backoff: 10, longestBackoff: 300, isReady: isReady
        ) { job in
            guard let id = UUIDv7(bytes: job.payload) else { return }
            try await send(id)
        }
    }

    /// One try: queued → sending → sent, failed, expired or queued again.
    ///
    /// SMTP cannot promise "exactly once": when a node dies between the gateway's yes and our
    /// mark, the notice is sent again after its lease, with the same Message-ID, by which mailers
    /// and people recognise it. Everything else is sent once.
    func send(_ id: UUIDv7) async throws {
        guard let claim = try await claim(id) else { return }
        let pause = claim.channel == .mail ? mailPause : gatewayPause
        do {
            guard pause.isOpen(at: world.now) else {
                throw DeliveryFailure.away("paused after failures")
            }
            let gateway = try await deliver(claim)
            pause.succeeded()
            try await settle(id, .sent, gateway: gateway, reason: nil)
        } catch let failure as DeliveryFailure {
            switch failure {
            case .refused(let reason): try await settle(id, .failed, gateway: nil, reason: reason)
            case .later(let reason):
                try await settle(id, .queued, gateway: nil, reason: reason)
                throw JobFailure(reason)
            case .away(let reason):
                pause.failed(at: world.now)
                try await settle(id, .queued, gateway: nil, reason: reason)
                throw JobFailure(reason)
            }
        }
    }

    private struct Claim: Sendable {
        let id: UUIDv7
        let channel: NoticeChannel
        let language: Language
        let content: NoticeContent
        let createdAt: Instant
    }

    private enum Claimed: Sendable {
        case mine(Claim)
        case over
        case elsewhere
    }

    /// Takes the notice for one try. Nil: there is nothing to send any more.
    private func claim(_ id: UUIDv7) async throws -> Claim? {
        let now = world.now
        let claimed = try await store.write("notices.claim") { [self] tx -> Claimed in
            try tx.execute(
                """
                UPDATE notices SET state = 'expired' WHERE id = \(id.bytes) \
                AND state = 'queued' AND expires_at <= \(now)
                """)
            let taken = try tx.execute(
                """
                UPDATE notices SET state = 'sending', tries = tries + 1, \
                lease_until = \(now.adding(seconds: Self.lease)) WHERE id = \(id.bytes) \
                AND (state = 'queued' OR (state = 'sending' AND lease_until <= \(now)))
                """)
            let row = try tx.row(
                """
                SELECT state, channel, language, content, created_at FROM notices \
                WHERE id = \(id.bytes)
                """)
            guard let row, let sealed = row.optionalBytes(3) else { return .over }
            guard taken == 1 else { return row.text(0) == "sending" ? .elsewhere : .over }
            let key = try vault.key(id, in: tx)
            let content = try NoticeContent(
                parsing: try vault.open(sealed, with: key, at: Self.place(id)))
            return .mine(
                Claim(
                    id: id, channel: NoticeChannel(rawValue: row.text(1)) ?? .mail,
                    language: Language(rawValue: row.text(2)) ?? .id, content: content,
                    createdAt: row.instant(4)))
        }
        switch claimed {
        case .mine(let claim): return claim
        case .over: return nil
        case .elsewhere: throw JobFailure("another node is sending it")
        }
    }

    /// - Returns: the name of the gateway that took it.
    private func deliver(_ claim: Claim) async throws -> String {
        switch claim.channel {
        case .mail:
            guard let address = try? EmailAddress(claim.content.address) else {
                throw DeliveryFailure.refused("the address cannot be read")
            }
            try await mail.send(
                MailMessage(
                    id: claim.id, to: address, subject: claim.content.subject,
                    body: claim.content.body, language: claim.language,
                    writtenAt: claim.createdAt))
            return mail.name
        case .sms:
            guard let number = try? PhoneNumber(claim.content.address) else {
                throw DeliveryFailure.refused("the number cannot be read")
            }
            try await gateway.send(
                TextMessage(id: claim.id, to: number, text: claim.content.body))
            return gateway.name
        }
    }

    /// Writes what came of the try. The mail is out: a writer that fails now is asked again,
    /// because the alternative is a second mail; and also while the node is stopping.
    private func settle(
        _ id: UUIDv7, _ state: NoticeState, gateway: String?, reason: String?
    ) async throws {
        let now = world.now
        let store = store
        try await Task {
            var tries = 0
            while true {
                do {
                    return try await store.write("notices.settle") { tx in
                        try tx.execute(
                            """
                            UPDATE notices SET state = \(state.rawValue), lease_until = NULL, \
                            gateway = \(gateway), reason = \(reason), \
                            sent_at = \(state == .sent ? now : nil) \
                            WHERE id = \(id.bytes) AND state = 'sending'
                            """)
                        return
                    }
                } catch {
                    tries += 1
                    if tries == 5 { throw error }
                    try await Task.sleep(for: .milliseconds(200 << tries))
                }
            }
        }.value
    }
}
