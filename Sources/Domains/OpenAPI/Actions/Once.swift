import Contracts
import Crypto
import Kernel
import People
import Store
import Web

/// What a call made.
struct Made: Sendable {
    var status = 201
    /// The address of what was made.
    var place: String?
    let json: JSONValue
    /// What was made, where the act gave it an id of its own (`Turn.made`).
    var subject: UUIDv7?

    var reply: Reply {
        let reply = Reply.json(json, status: status)
        return place.map { reply.header("Location", $0) } ?? reply
    }
}

/// One act of a program. With an `Idempotency-Key` it is done once, however often it is sent, to
/// whichever node, and whatever died in between: the key's row says in the very transaction of the
/// act that it is done.
struct Turn: Sendable {
    /// The id of whatever the act makes: the same when it is sent again.
    let subject: UUIDv7
    /// It was done before; only the answer is missing.
    let isDone: Bool
    fileprivate let companion: WriteCompanion
    fileprivate let rename: @Sendable (UUIDv7, Transaction) throws -> Void

    /// Runs the act, unless it was done before.
    /// - Returns: what it gives; nil when it was done before.
    @discardableResult
    func act<Value: Sendable>(
        _ body: @Sendable () async throws -> Value
    ) async throws -> Value? {
        guard !isDone else { return nil }
        return try await asState { try await companion.along(body) }
    }

    /// Notes, in the transaction of the act, that what it makes has an id of its own: it is the
    /// `subject` of whoever is answered later.
    func made(_ id: UUIDv7, in tx: Transaction) throws { try rename(id, tx) }
}

/// Does acts of programs once.
struct Once: Sendable {
    static let header = InputField.header(
        "Idempotency-Key",
        .string(
            1...200, pattern: "^[\\x21-\\x7e]+$",
            "A text of your own for this one act, such as a UUID. Sent again within a day with the "
                + "same key it is not done twice, and the first answer comes back.",
            example: "5f0c9a52-7d1e-4b7c-9f53-0a1f5b1c2d3e"))

    /// How long a key is kept.
    static let hours: Int64 = 24
    /// After so long the node that began is taken for dead.
    static let leaseSeconds: Int64 = 60

    /// How the ledger says that an act came by a program, and by which.
    static func via(_ program: Program) -> String { "program:" + program.token.id.text }

    let tools: OpenAPITools

    private enum Begun: Sendable {
        case turn(Turn, lease: UUIDv7)
        case kept(Made)
    }

    /// - Parameters:
    ///   - request: what is asked for; with the same key it must be the same.
    ///   - isThere: whether what a kept answer tells of is still there.
    ///   - again: makes the answer anew for a key that is sent again, with the rights and looks of
    ///     then. Given where the answer holds what is kept under keys of others: nothing of it is
    ///     kept here.
    ///   - body: acts by its turn, and then tells what there is.
    func run(
        _ program: Program, key: String?, request: Request,
        isThere: @Sendable (JSONValue) async throws -> Bool = { _ in true },
        again: (@Sendable () async throws -> JSONValue)? = nil,
        _ body: @escaping @Sendable (Turn) async throws -> Made
    ) async throws -> Reply {
        guard let key else {
            let turn = Turn(
                subject: tools.world.uuid(), isDone: false,
                companion: WriteCompanion(via: Self.via(program)), rename: { _, _ in })
            return try await body(turn).reply
        }
        let hash = tools.vault.index(key, "openapi.key")
        let token = program.token.id
        switch try await begin(program, hash, request) {
        case .kept(let made):
            // To say that it was made, when it was taken away since, would be no truth.
            guard try await isThere(made.json) else {
                throw Refusal(.conflict, "openapi.key.gone", field: Self.header.name)
            }
            guard let again else { return made.reply }
            return Made(status: made.status, place: made.place, json: try await again()).reply
        case .turn(let turn, let lease):
            do {
                let made = try await body(turn)
                let kept =
                    again == nil
                    ? made
                    : Made(
                        status: made.status, place: made.place, json: .null,
                        subject: made.subject)
                try await keep(kept, program, hash, turn)
                return made.reply
            } catch {
                if error is Refusal {
                    _ = try? await tools.store.write("openapi.key.free") { tx in
                        try KeyRows.free(token, hash, lease: lease, in: tx)
                    }
                }
                throw error
            }
        }
    }

    private func begin(
        _ program: Program, _ hash: [UInt8], _ request: Request
    ) async throws -> Begun {
        let token = program.token.id
        let (lease, subject) = (tools.world.uuid(), tools.world.uuid())
        let now = tools.world.now
        return try await tools.store.write("openapi.key.begin") { [self] tx in
            let isNew = try KeyRows.insert(
                token, hash, request: request.hash, lease: lease, subject: subject, at: now,
                in: tx)
            if isNew {
                return .turn(turn(program, hash, subject, lease, isDone: false), lease: lease)
            }
            guard let row = try KeyRows.find(token, hash, in: tx) else {
                throw Refusal(.conflict, "openapi.key.busy")
            }
            guard row.request == request.hash else {
                throw Refusal(.conflict, "openapi.key.other", field: Self.header.name)
            }
            if row.state == .done { return .kept(try open(row, program.account, in: tx)) }
            let isDead = now.milliseconds(since: row.begunAt) > Self.leaseSeconds * 1_000
            guard
                isDead,
                try KeyRows.take(token, hash, from: row.lease, lease: lease, at: now, in: tx)
            else { throw Refusal(.conflict, "openapi.key.busy") }
            return .turn(
                turn(program, hash, row.subject, lease, isDone: row.state == .acted),
                lease: lease)
        }
    }

    private func turn(
        _ program: Program, _ hash: [UInt8], _ subject: UUIDv7, _ lease: UUIDv7, isDone: Bool
    ) -> Turn {
        let token = program.token.id
        let companion = WriteCompanion(via: Self.via(program)) { tx in
            guard try KeyRows.acted(token, hash, lease: lease, in: tx) else {
                throw Refusal(.conflict, "openapi.key.busy")
            }
        }
        return Turn(subject: subject, isDone: isDone, companion: companion) { id, tx in
            try KeyRows.rename(token, hash, lease: lease, subject: id, in: tx)
        }
    }

    private func keep(
        _ made: Made, _ program: Program, _ hash: [UInt8], _ turn: Turn
    ) async throws {
        let token = program.token.id
        try await tools.store.write("openapi.key.done") { [self] tx in
            let seal = try seal(made.subject ?? turn.subject, program.account, in: tx)
            let answer = try seal.close(made.json.text, "answer")
            try KeyRows.done(
                token, hash, status: made.status, place: made.place, answer: answer, in: tx)
        }
    }

    private func open(_ row: KeyRow, _ account: AccountID, in reader: Reader) throws -> Made {
        let seal = try seal(row.subject, account, in: reader)
        guard let answer = row.answer else { throw Refusal(.conflict, "openapi.key.busy") }
        let json = try JSONValue(parsing: try seal.open(answer, "answer").utf8)
        return Made(status: row.status, place: row.place, json: json)
    }

    private func seal(
        _ row: UUIDv7, _ account: AccountID, in reader: Reader
    ) throws -> RowSeal {
        RowSeal(
            vault: tools.vault, key: try tools.vault.key(account.value, in: reader),
            table: "openapi_keys", row: row)
    }

    /// Keys of yesterday go.
    func sweep() async throws {
        let before = tools.world.now.adding(hours: -Self.hours)
        try await tools.store.write("openapi.key.sweep") { tx in
            _ = try KeyRows.sweep(before: before, in: tx)
        }
    }
}

/// What a call asks for, so that another one with the same key is told from the same one.
struct Request: Sendable {
    let hash: [UInt8]

    init(_ facts: RequestFacts, _ body: [UInt8] = []) {
        var digest = SHA256()
        digest.update(data: Array("\(facts.method) \(facts.target)\n".utf8))
        digest.update(data: body)
        hash = Array(digest.finalize())
    }

    init(_ facts: RequestFacts, _ body: JSONValue) { self.init(facts, body.canonical) }
}
