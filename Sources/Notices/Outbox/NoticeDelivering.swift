import Contracts
import Kernel
import Store

/// What came of one try.
struct Settled: Sendable {
    var state: NoticeState
    var gateway: String?
    var reason: String?
    /// The gateway's own name of the message.
    var reference: String?
    var strikes: Int64 = 0
    var unknowns: Int64 = 0

    init(
        _ state: NoticeState, gateway: String? = nil, reason: String? = nil,
        reference: String? = nil
    ) {
        self.state = state
        self.gateway = gateway
        self.reason = reason
        self.reference = reference
    }
}

extension Notices {
    /// - Returns: the name of the gateway that took it, and the gateway's name of the message.
    func deliver(_ claim: Claim) async throws -> (gateway: String, name: String?) {
        switch claim.channel {
        case .mail:
            guard let address = try? EmailAddress(claim.content.address) else {
                throw DeliveryFailure.refused("the address cannot be read")
            }
            try await ways.mail.send(
                MailMessage(
                    id: claim.id, to: address, subject: claim.content.subject,
                    body: claim.content.body, language: claim.language,
                    writtenAt: claim.createdAt))
            return (ways.mail.name, nil)
        case .sms: return try await text(claim, ways.sms)
        case .whatsapp: return try await text(claim, ways.whatsapp)
        case .push: return try await push(claim)
        case .app: throw DeliveryFailure.refused("a notice of the house leaves by no way")
        }
    }

    private func text(
        _ claim: Claim, _ gateway: any MessageGateway
    ) async throws -> (gateway: String, name: String?) {
        guard let number = try? PhoneNumber(claim.content.address) else {
            throw DeliveryFailure.refused("the number cannot be read")
        }
        let name = try await gateway.send(
            TextMessage(id: claim.id, to: number, text: claim.content.body))
        return (gateway.name, name.map { String($0.prefix(100)) })
    }

    private func push(_ claim: Claim) async throws -> (gateway: String, name: String?) {
        guard let id = UUIDv7(text: claim.content.address) else {
            throw DeliveryFailure.refused("the device cannot be read")
        }
        let device = try await store.read("notices.device") { [self] reader in
            try self.device(id, in: reader)
        }
        guard let device else { throw DeliveryFailure.gone("the device was taken away") }
        let now = world.now
        let limit = claim.expiresAt ?? now.adding(hours: Self.pushHours)
        try await ways.push.send(
            PushMessage(
                id: claim.id, to: device.target, payload: claim.content.pushPayload,
                seconds: max(0, limit.milliseconds(since: now) / 1000), now: now),
            as: try await pushKey())
        if device.failures > 0 {
            try await store.write("notices.device.answered") { try answered(id, in: $0) }
        }
        return (ways.push.name, nil)
    }

    /// Writes what came of the try. The message is out: a writer that fails now is asked again,
    /// because the alternative is a second one; and also while the node is stopping.
    func settle(_ claim: Claim, _ settled: Settled) async throws {
        let now = world.now
        let store = store
        try await Task {
            var tries = 0
            while true {
                do {
                    return try await store.write("notices.settle") { tx in
                        try tx.execute(
                            """
                            UPDATE notices SET state = \(settled.state.rawValue), \
                            lease_until = NULL, gateway = \(settled.gateway), \
                            reason = \(settled.reason), reference = \(settled.reference), \
                            strikes = strikes + \(settled.strikes), \
                            unknowns = unknowns + \(settled.unknowns), \
                            sent_at = \(settled.state == .sent ? now : nil) \
                            WHERE id = \(claim.id.bytes) AND state = 'sending'
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

extension NoticeContent {
    /// What the service worker shows.
    var pushPayload: [UInt8] {
        JSONValue.object([
            "title": .string(subject), "body": .string(body), "path": .string(link),
        ]).canonical
    }
}
