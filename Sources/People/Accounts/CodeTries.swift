import Contracts
import Kernel
import Store

/// How codes are asked for and typed, and how often.
extension AccountStore {
    /// Checks the typed code; spaces in it are overlooked. Where the account has another contact, a
    /// code goes there then.
    /// - Throws: `Refusal`: wrong (with the tries left), expired, or tried too often.
    public func confirm(_ token: SecretToken, code: String, from visitor: Visitor) async throws {
        let typed = Digits.only(code)
        try await store.write("people.code.confirm") { [self] tx in
            try check(token, typed, visitor, in: tx)
        }.get()
    }

    /// A wrong try is an answer and not an error: an error would roll the count back.
    private func check(
        _ token: SecretToken, _ code: String, _ visitor: Visitor, in tx: Transaction
    ) throws -> Result<Void, Refusal> {
        let tries = try tries(from: visitor, in: tx)
        // Counting first holds the row, so that tries at once cannot share one count.
        let counted = try tx.execute(
            """
            UPDATE people_flows SET attempts = attempts + 1 WHERE token_hash = \(token.hash) \
            AND confirmed_at IS NULL AND attempts < \(tries)
            """)
        guard let flow = try CodeFlow.find(token, nil, at: world.now, in: tx) else {
            return .failure(Self.expired)
        }
        if flow.isConfirmed { return .success(()) }
        guard counted == 1 else { return .failure(Self.noTry(after: flow.attempts)) }
        guard let expected = flow.codeHash, ConstantTime.isEqual(codeHash(flow.id, code), expected)
        else { return .failure(try wrongCode(after: flow.attempts, visitor, in: tx)) }
        let until = world.now.adding(seconds: CodeFlow.finishMinutes * 60)
        try tx.execute(
            """
            UPDATE people_flows SET confirmed_at = \(world.now), expires_at = \(until) \
            WHERE id = \(flow.id.bytes)
            """)
        try sendOtherCode(flow, in: tx)
        return .success(())
    }

    /// How many tries a code has for a visitor. Where many codes are typed wrongly they become
    /// fewer, but never none: whoever types the right one is kept out by nobody.
    func tries(from visitor: Visitor, in tx: Transaction) throws -> Int64 {
        let now = world.now
        if try limits.wrongCodes.isFull(wrongCodesHere(visitor), at: now, in: tx) { return 1 }
        return try limits.wrongCodesOfAll.isFull(wrongCodesOfAll, at: now, in: tx)
            ? 2 : CodeFlow.attempts
    }

    /// Counts a wrong code, and says how many tries are left.
    func wrongCode(
        after tries: Int64, _ visitor: Visitor, in tx: Transaction
    ) throws -> Refusal {
        let now = world.now
        _ = try limits.wrongCodes.hit(wrongCodesHere(visitor), at: now, in: tx)
        _ = try limits.wrongCodesOfAll.hit(wrongCodesOfAll, at: now, in: tx)
        let left = CodeFlow.attempts - tries
        guard left > 0 else { return Self.noTry(after: tries) }
        return Refusal(
            .invalid, "people.code.wrong", field: "code", values: ["left": String(left)])
    }

    /// No try is left at all, or only none for now.
    static func noTry(after tries: Int64) -> Refusal {
        let key = tries < CodeFlow.attempts ? "people.code.slow" : "people.code.exhausted"
        return Refusal(.tooMuch, key, field: "code", values: [:])
    }

    /// Counts a code that is asked for. Strangers cannot use up what an owner gets: networks where
    /// the owner signed in have codes of their own, and the first from any other network are sent
    /// also when the rest is used up.
    func countCode(_ contact: Contact, _ visitor: Visitor, in tx: Transaction) throws {
        let now = world.now
        let owner = try AccountRow.find(contact: contactIndex(contact), in: tx)
        let isKnown = try owner.map { try sessions.knows(visitor, $0.id, in: tx) } ?? false
        let pair = contact.normalized + "|" + visitor.network
        let isSent: Bool
        if isKnown {
            let key = vault.index(pair, limits.codesPerPair.name)
            isSent = try limits.codesPerPair.hit(key, at: now, in: tx)
        } else {
            isSent = try countStranger(contact, pair, visitor, in: tx)
        }
        guard isSent else {
            throw Refusal(.tooMuch, "people.code.too-often", field: "contact", values: [:])
        }
    }

    private func countStranger(
        _ contact: Contact, _ pair: String, _ visitor: Visitor, in tx: Transaction
    ) throws -> Bool {
        let now = world.now
        func hit(_ throttle: Throttle, _ text: String) throws -> Bool {
            try throttle.hit(vault.index(text, throttle.name), at: now, in: tx)
        }
        guard try hit(limits.codesPerNetwork, visitor.network) else { return false }
        let isFirst = try hit(limits.firstCodes, pair)
        if try hit(limits.codesPerContact, contact.normalized) { return true }
        return try isFirst && hit(limits.firstCodesPerContact, contact.normalized)
    }

    private func wrongCodesHere(_ visitor: Visitor) -> [UInt8] {
        vault.index(visitor.network, limits.wrongCodes.name)
    }

    private var wrongCodesOfAll: [UInt8] { vault.index("all", limits.wrongCodesOfAll.name) }
}
