import Cases
import Contracts
import Forms
import Kernel
import People
import Store

/// Writes the machine-readable form piece by piece: at most one case, or five hundred looks, is in
/// memory.
struct HeldWriter: Sendable {
    let held: HeldData
    let tools: PrivacyTools

    private static let looksAtOnce = 500

    typealias Out = (_ text: String) async throws -> Void

    func write(_ out: Out) async throws {
        let account = held.account
        let profile = held.catalogue.profile
        try await out("{\"format\":\"\(HeldJSON.format)\",\"version\":\(HeldJSON.version)")
        try await member("madeAt", HeldJSON.moment(held.madeAt), out)
        try await member(
            "city", ["name": .string(profile.name), "government": .string(profile.government)], out)
        try await member("rules", .array(held.catalogue.retention.rules.map(HeldJSON.rule)), out)
        try await member("account", HeldJSON.account(account), out)
        try await member("factors", HeldJSON.factors(account), out)
        try await member("signIns", HeldJSON.signIns(account), out)
        try await member("questions", HeldJSON.questions(account), out)
        try await member("restrictions", .array(restrictions), out)
        try await member("emergencyReasons", emergencies, out)
        try await member(
            "mandates", .array(held.mandates.map { HeldJSON.mandate($0, of: account.id) }), out)
        try await member("permits", .array(held.permits.map { HeldJSON.permit($0, held) }), out)
        try await member("programs", .array(held.programs.map(HeldJSON.program)), out)
        try await member("consents", .array(held.consents.map(HeldJSON.consent)), out)
        try await member("notices", .array(held.notices.map(HeldJSON.notice)), out)
        try await member("noticeDevices", .array(held.devices.map(HeldJSON.device)), out)
        try await member("scans", .array(held.scans.map { HeldJSON.moment($0) }), out)
        try await list("drafts", held.drafts, out) { try await draft($0) }
        try await list("cases", held.cases, out) { try await file($0) }
        try await looks(out)
        try await out("}\n")
    }

    private var numbers: [CaseID: TrackingCode] {
        Dictionary(held.cases.map { ($0.record.id, $0.record.number) }) { one, _ in one }
    }

    private var restrictions: [JSONValue] {
        held.restrictions.map { restriction in
            [
                "case": restriction.caseID.flatMap { numbers[$0] }.map { .string($0.text) }
                    ?? .null,
                "since": HeldJSON.moment(restriction.since),
                "liftedAt": HeldJSON.moment(restriction.liftedAt),
            ]
        }
    }

    private var emergencies: JSONValue {
        [
            "judged": .integer(held.emergencies.judged),
            "waiting": .integer(held.emergencies.waiting),
        ]
    }

    private func member(_ name: String, _ value: JSONValue, _ out: Out) async throws {
        try await out(",\n\"\(name)\":\(value.text)")
    }

    private func list<Item>(
        _ name: String, _ items: [Item], _ out: Out, _ json: (Item) async throws -> JSONValue?
    ) async throws {
        try await out(",\n\"\(name)\":[")
        var isFirst = true
        for item in items {
            guard let value = try await json(item) else { continue }
            try await out((isFirst ? "\n" : ",\n") + value.text)
            isFirst = false
        }
        try await out("]")
    }

    /// Nothing for a draft that was sent or thrown away meanwhile.
    private func draft(_ summary: DraftSummary) async throws -> JSONValue? {
        try await tools.store.read("privacy.draft") { [tools, account = held.account.id] reader in
            try tools.drafts.load(summary.id, account: account, in: reader).map(HeldJSON.draft)
        }
    }

    private func file(_ holding: CaseHolding) async throws -> JSONValue? {
        let json = CaseJSON(held: held, holding: holding, address: tools.address)
        guard !holding.isErased else { return json.erased }
        do {
            let file = try await tools.cases.file(holding.record.number, for: held.account.id)
            return json.whole(file, try await tools.cases.digests(of: file))
        } catch SealingError.destroyed {
            // Erased while this was written.
            return json.erased
        }
    }

    private func looks(_ out: Out) async throws {
        let numbers = numbers
        try await out(",\n\"looks\":[")
        var cursor: AccessCursor?
        var isFirst = true
        repeat {
            let (page, posts) = try await tools.looks(
                at: held.account.id, before: cursor, limit: Self.looksAtOnce)
            for look in page.records {
                let text = HeldJSON.look(look, posts, numbers).text
                try await out((isFirst ? "\n" : ",\n") + text)
                isFirst = false
            }
            cursor = page.older
        } while cursor != nil
        try await out("]")
    }
}
