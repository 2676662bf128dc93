import Contracts
import Foundation
import Kernel
import Ledger
import Outbound
import People
import Store
import Web

/// A receiver as its owner sees it.
struct Hook: Sendable {
    let row: HookRow
    let url: String
    let figures: DeliveryFigures
    /// Shown once: when it is made.
    var secret: String?
    /// Where the events begin that it will be told.
    var cursor: String?

    private static let members: [Shape<Hook>.Member] = [
        .has("id", .text(.id("The webhook."))) { $0.row.id.text },
        .has("url", .text) { $0.url },
        .has("types", Shape<String>.text.list(most: 100), "Empty: all.") { $0.row.types.sorted() },
        .has("state", .choice(["active", "paused"])) { $0.row.state.rawValue },
        .has("createdAt", .moment) { $0.row.createdAt },
        .may("pausedAt", .moment) { $0.row.pausedAt },
        .has("waiting", .integer, "Events on their way.") { $0.figures.waiting },
        .may("lastTriedAt", .moment) { $0.figures.lastTriedAt },
        .may("lastOutcome", .text, "A status, or why there was none.", example: "204") {
            $0.figures.lastOutcome
        },
    ]

    static let shape = Shape<Hook>.object(
        "Webhook", "A receiver of events. Signatures are those of Standard Webhooks.", members)

    static let shapeWithSecret = Shape<Hook>.object(
        "WebhookWithSecret", "A receiver of events with its new secret, which is shown only now.",
        members + [
            .has("secret", .text, example: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw") {
                $0.secret ?? ""
            },
            .may("cursor", .text(Cursor.schema), "Events before its first.") { $0.cursor },
        ])
}

/// Whose receivers are kept, and who keeps them.
struct HookOwner: Sendable {
    let account: AccountID
    let actor: Actor

    init(_ program: Program) { self.init(program.person) }

    init(_ person: Person) {
        account = person.account
        switch person {
        case .citizen(let citizen): actor = .citizen(citizen.account)
        case .officer(let officer):
            actor =
                officer.authorities.first.map { .officer(officer.account, $0.position) }
                ?? .system("webhooks")
        }
    }
}

/// Keeps the receivers of events. Address and secrets are sealed with the key of the account.
struct Hooks: Sendable {
    static let most = 10
    /// How long a secret of before still signs beside the new one.
    static let overlapHours: Int64 = 24

    let tools: OpenAPITools

    /// Makes a receiver, which lives as long as a token.
    func make(
        _ id: UUIDv7, _ owner: HookOwner, _ token: TokenID, url: String, types: Set<String>,
        in tx: Transaction
    ) throws {
        let count = try HookRows.all(of: owner.account, in: tx).count
        guard count < Self.most else {
            throw Refusal(.conflict, "openapi.hook.many", values: ["most": "\(Self.most)"])
        }
        let seal = try seal(id, owner.account, in: tx)
        let hook = HookRow(
            id: id, account: owner.account, url: try seal.close(url, "url"),
            secret: try seal.close(Self.newSecret(), "secret"), former: nil, formerUntil: nil,
            types: types, state: .active, createdAt: tools.world.now, pausedAt: nil)
        try HookRows.insert(hook, token: token, in: tx)
        try note("webhook.made", id, owner, token, in: tx)
    }

    /// Whether events may be sent there at all. What the name leads to is judged at each sending.
    func check(_ url: String) throws(Refusal) {
        guard let address = WebAddress(url), address.scheme == .https || tools.isDemo else {
            throw Refusal(.conflict, "openapi.hook.url", field: "url")
        }
        guard tools.isDemo || !address.namesLoopback else {
            throw Refusal(.conflict, "openapi.hook.url", field: "url")
        }
    }

    func rotate(_ id: UUIDv7, _ owner: HookOwner, in tx: Transaction) throws {
        let hook = try find(id, owner.account, in: tx)
        let seal = try seal(id, owner.account, in: tx)
        try HookRows.rotate(
            hook, secret: try seal.close(Self.newSecret(), "secret"),
            until: tools.world.now.adding(hours: Self.overlapHours), in: tx)
        try note("webhook.rotated", id, owner, in: tx)
    }

    func resume(_ id: UUIDv7, _ owner: HookOwner, in tx: Transaction) throws {
        _ = try find(id, owner.account, in: tx)
        if try HookRows.set(id, .active, at: tools.world.now, in: tx) {
            try note("webhook.resumed", id, owner, in: tx)
        }
    }

    func remove(_ id: UUIDv7, _ owner: HookOwner, in tx: Transaction) throws {
        _ = try find(id, owner.account, in: tx)
        try HookRows.delete(id, in: tx)
        try note("webhook.removed", id, owner, in: tx)
    }

    func find(_ id: UUIDv7, _ account: AccountID, in reader: Reader) throws -> HookRow {
        guard let hook = try HookRows.find(id, of: account, in: reader) else {
            throw Refusal(.notFound, "openapi.hook")
        }
        return hook
    }

    func view(_ row: HookRow, withSecret: Bool = false, in reader: Reader) throws -> Hook {
        let seal = try seal(row.id, row.account, in: reader)
        return Hook(
            row: row, url: try seal.open(row.url, "url"),
            figures: try DeliveryRows.figures(of: row.id, in: reader),
            secret: withSecret ? try seal.open(row.secret, "secret") : nil)
    }

    func seal(_ id: UUIDv7, _ account: AccountID, in reader: Reader) throws -> RowSeal {
        RowSeal(
            vault: tools.vault, key: try tools.vault.key(account.value, in: reader),
            table: "openapi_hooks", row: id)
    }

    private static func newSecret() -> String {
        "whsec_" + Data(RandomSource.system.bytes(24)).base64EncodedString()
    }

    private func note(
        _ type: String, _ id: UUIDv7, _ owner: HookOwner, _ token: TokenID? = nil,
        in tx: Transaction
    ) throws {
        var facts: [String: JSONValue] = [
            "account": .string(owner.account.text), "webhook": .string(id.text),
        ]
        if let token { facts["token"] = .string(token.text) }
        try tools.ledger.append(
            LedgerEntry(type: type, actor: owner.actor, facts: .object(facts), at: tools.world.now),
            key: nil, in: tx)
    }
}
