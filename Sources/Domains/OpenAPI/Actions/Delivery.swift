import Cases
import Contracts
import Crypto
import Foundation
import Kernel
import Ledger
import Notices
import Outbound
import People
import Store
import Web

/// Tells receivers what happened: written down in the transaction that moves the reader of the
/// ledger, sent by jobs, tried again for most of a day, and then given up with a word to whose they
/// are. Nothing is lost by that: the list of events gives all of it again.
struct Delivery: Sendable {
    static let job = "openapi.deliver"
    /// With pauses from 15 seconds to six hours: up to twenty hours.
    static let attempts = 14

    let tools: OpenAPITools

    var handler: JobHandler {
        // Strangers' machines answer as slowly as they please.
        JobHandler(
            attempts: Self.attempts, backoff: 15, longestBackoff: 21_600,
            lane: JobLane("webhooks", workers: 2)
        ) { job in
            try await deliver(job)
        }
    }

    var reader: LedgerReader {
        LedgerReader("openapi.webhooks") { entries, tx in try take(entries, in: tx) }
    }

    // MARK: Writing down

    private func take(_ entries: [LedgerRecord], in tx: Transaction) throws {
        let news = entries.filter { $0.caseID != nil }
        guard !news.isEmpty else { return }
        let hooks = try HookRows.listening(at: tools.world.now, in: tx)
        var seen: [AccountID: [Event]] = [:]
        for hook in hooks {
            let events: [Event]
            if let known = seen[hook.account] {
                events = known
            } else {
                events = try EventScope(tools: tools).events(
                    news, of: hook.account, try officer(hook.account, in: tx), in: tx)
                seen[hook.account] = events
            }
            for event in events where hook.wants(event.type) && event.at >= hook.createdAt {
                let id = tools.world.uuid()
                let isNew = try DeliveryRows.insert(
                    id, hook: hook.id, entry: event.id, at: tools.world.now, in: tx)
                if isNew { try tools.jobs.enqueue(kind: Self.job, payload: id.bytes, in: tx) }
            }
        }
    }

    private func officer(_ account: AccountID, in reader: Reader) throws -> Officer? {
        try tools.directory.officer(
            account, on: Day(tools.world.now, in: tools.zone), in: reader)
    }

    // MARK: Sending

    /// What is to be sent where.
    private struct Letter: Sendable {
        let hook: UUIDv7
        let account: AccountID
        let url: String
        let secrets: [String]
        let event: Event
    }

    private func deliver(_ job: Job) async throws {
        guard let id = UUIDv7(bytes: job.payload) else {
            throw JobFailure("no delivery", permanent: true)
        }
        let letter: Letter? = try await tools.store.read("openapi.delivery") { [self] reader in
            try self.letter(id, in: reader)
        }
        guard let letter else {
            // Paused, taken away, or no longer the receiver's to know.
            return try await settle(id, job, "dead", "not-told")
        }
        let outcome = await send(letter)
        switch outcome {
        case .taken(let status): try await settle(id, job, "done", status)
        case .gone: try await giveUp(id, job, letter, "410")
        case .failed(let word) where job.attempt >= Self.attempts:
            try await giveUp(id, job, letter, word)
        case .failed(let word):
            try await tools.store.write("openapi.delivery.failed") { [now = tools.world.now] tx in
                try DeliveryRows.tried(id, state: "waiting", outcome: word, at: now, in: tx)
            }
            throw JobFailure("webhook: \(word)")
        }
    }

    private func letter(_ id: UUIDv7, in reader: Reader) throws -> Letter? {
        guard let delivery = try DeliveryRows.find(id, in: reader), delivery.isWaiting,
            let hook = try HookRows.listening(
                delivery.hook, at: tools.world.now, in: reader
            ).first, let entry = try tools.ledger.entry(delivery.entry, in: reader),
            let event = try EventScope(tools: tools).events(
                [entry], of: hook.account, try officer(hook.account, in: reader), in: reader
            ).first
        else { return nil }
        let seal = try Hooks(tools: tools).seal(hook.id, hook.account, in: reader)
        var secrets = [try seal.open(hook.secret, "secret")]
        if let former = hook.former, let until = hook.formerUntil, tools.world.now < until {
            secrets.append(try seal.open(former, "secret"))
        }
        return Letter(
            hook: hook.id, account: hook.account, url: try seal.open(hook.url, "url"),
            secrets: secrets, event: event)
    }

    private enum Outcome {
        case taken(String), gone, failed(String)
    }

    private func send(_ letter: Letter) async -> Outcome {
        let body = Event.shape.json(letter.event).canonical
        let id = letter.event.id.text
        let timestamp = String(tools.world.now.milliseconds / 1_000)
        let signatures = letter.secrets.map { Self.signature(id, timestamp, body, $0) }
        let request = OutboundRequest.post(
            letter.url,
            headers: [
                OutboundHeader("Content-Type", "application/json"),
                OutboundHeader("User-Agent", "Pendopo-Webhooks/1"),
                OutboundHeader("webhook-id", id),
                OutboundHeader("webhook-timestamp", timestamp),
                OutboundHeader("webhook-signature", signatures.joined(separator: " ")),
            ], body: body
        ).reaching(tools.isDemo ? .anywhere : .publicOnly)
        do throws(OutboundError) {
            let answer = try await tools.outbound.send(request)
            switch answer.status {
            case 200..<300: return .taken(String(answer.status))
            case 410: return .gone
            default: return .failed(String(answer.status))
            }
        } catch {
            return .failed(error.word)
        }
    }

    /// `v1,` and the HMAC-SHA-256 of id, moment and body (Standard Webhooks).
    static func signature(
        _ id: String, _ timestamp: String, _ body: [UInt8], _ secret: String
    ) -> String {
        let key = Data(base64Encoded: String(secret.dropFirst("whsec_".count))) ?? Data()
        let signed = Array("\(id).\(timestamp).".utf8) + body
        let code = HMAC<SHA256>.authenticationCode(
            for: signed, using: SymmetricKey(data: key))
        return "v1," + Data(code).base64EncodedString()
    }

    private func settle(
        _ id: UUIDv7, _ job: Job, _ state: StaticString, _ outcome: String
    ) async throws {
        try await tools.store.write("openapi.delivery.done") { [tools] tx in
            try DeliveryRows.tried(id, state: state, outcome: outcome, at: tools.world.now, in: tx)
            try tools.jobs.finish(job, in: tx)
        }
    }

    /// The receiver rests, and whose it is learns why.
    private func giveUp(
        _ id: UUIDv7, _ job: Job, _ letter: Letter, _ word: String
    ) async throws {
        try await tools.store.write("openapi.delivery.dead") { [tools] tx in
            let now = tools.world.now
            try DeliveryRows.tried(id, state: "dead", outcome: word, at: now, in: tx)
            if try HookRows.set(letter.hook, .paused, at: now, in: tx) {
                try tools.ledger.append(
                    LedgerEntry(
                        type: "webhook.paused", actor: .system("webhooks"),
                        facts: [
                            "account": .string(letter.account.text),
                            "webhook": .string(letter.hook.text), "outcome": .string(word),
                        ], at: now), key: nil, in: tx)
                let host = WebAddress(letter.url)?.host ?? ""
                try tools.notices.enqueue(
                    Notice(
                        to: .account(letter.account), template: "webhook.paused",
                        values: ["host": host, "outcome": word],
                        key: "webhook.paused \(letter.hook.text) \(now.milliseconds)"), in: tx)
            }
            try tools.jobs.finish(job, in: tx)
        }
    }

    /// What went a month ago is not needed any more.
    func sweep() async throws {
        let before = tools.world.now.adding(hours: -24 * 30)
        try await tools.store.write("openapi.delivery.sweep") { tx in
            try DeliveryRows.sweep(before: before, in: tx)
        }
    }
}
