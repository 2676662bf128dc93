import Contracts
import Kernel
import Store

/// A person on the way from a contact to an account: asked for a code, typed it, sets a password.
/// The row exists also when no code was sent, so that known and unknown contacts look the same.
struct CodeFlow {
    enum Purpose: String {
        case registration, reset
    }

    static let codeMinutes: Int64 = 15
    /// How long the person may take for name and password after the code.
    static let finishMinutes: Int64 = 30
    static let attempts: Int64 = 5

    let id: UUIDv7
    let purpose: Purpose
    let language: Language
    let contact: [UInt8]
    let contactIndex: [UInt8]
    let codeHash: [UInt8]?
    let attempts: Int64
    let confirmedAt: Instant?
    /// Of the code that went to the other contact of the account, when it has one.
    let otherHash: [UInt8]?
    let otherAttempts: Int64
    let isOtherConfirmed: Bool
    let expiresAt: Instant

    var isConfirmed: Bool { confirmedAt != nil }

    static func find(
        _ token: SecretToken, _ purpose: Purpose?, at now: Instant, in reader: Reader
    ) throws -> CodeFlow? {
        let row = try reader.row(
            """
            SELECT id, purpose, language, contact, contact_index, code_hash, attempts, \
            confirmed_at, expires_at, other_hash, other_attempts, other_at \
            FROM people_flows WHERE token_hash = \(token.hash)
            """)
        guard let row, let found = Purpose(rawValue: row.text(1)),
            purpose == nil || purpose == found, now < row.instant(8),
            let id = UUIDv7(bytes: row.bytes(0))
        else { return nil }
        return CodeFlow(
            id: id, purpose: found, language: Language(rawValue: row.text(2)) ?? .id,
            contact: row.bytes(3), contactIndex: row.bytes(4), codeHash: row.optionalBytes(5),
            attempts: row.int(6), confirmedAt: row.optionalInstant(7),
            otherHash: row.optionalBytes(9), otherAttempts: row.int(10),
            isOtherConfirmed: !row.isNull(11), expiresAt: row.instant(8))
    }

    func remove(_ vault: Vault, in tx: Transaction) throws {
        try tx.execute("DELETE FROM people_flows WHERE id = \(id.bytes)")
        try vault.destroyKey(id, in: tx)
    }

    /// The contact in the clear.
    func opened(_ vault: Vault, in reader: Reader) throws -> Contact {
        let seal = PersonalSeal(
            vault: vault, key: try vault.key(id, in: reader), table: "people_flows", row: id)
        return try Contact(typed: try seal.open(contact, "contact"))
    }
}

extension AccountStore {
    /// Asks for a registration code. The answer is the same for every contact: one that already
    /// has an account gets a letter saying so, and no code.
    /// - Returns: the token that the browser keeps until the account exists.
    /// - Throws: `Refusal` of kind `.tooMuch` when codes were asked for too often.
    public func startRegistration(
        _ contact: Contact, language: Language, from visitor: Visitor
    ) async throws -> SecretToken {
        try await start(.registration, contact, language, visitor)
    }

    /// Asks for a code that permits a new password. Nothing is sent to a contact without account.
    public func startReset(
        _ contact: Contact, language: Language, from visitor: Visitor
    ) async throws -> SecretToken {
        try await start(.reset, contact, language, visitor)
    }

    private func start(
        _ purpose: CodeFlow.Purpose, _ contact: Contact, _ language: Language, _ visitor: Visitor
    ) async throws -> SecretToken {
        let token = SecretToken(secrets)
        let code = Self.code(secrets)
        try await store.write("people.code.start") { [self] tx in
            try countCode(contact, visitor, in: tx)
            try open(purpose, contact, language, token, code, in: tx)
        }
        return token
    }

    private func open(
        _ purpose: CodeFlow.Purpose, _ contact: Contact, _ language: Language,
        _ token: SecretToken, _ code: String, in tx: Transaction
    ) throws {
        let index = contactIndex(contact)
        let known = try AccountRow.find(contact: index, in: tx)
        let isOpen = purpose == .registration ? known == nil : known?.isActive == true
        let id = world.uuid()
        let seal = PersonalSeal(
            vault: vault, key: try vault.createKey(id, in: tx), table: "people_flows", row: id)
        let expiry = world.now.adding(seconds: CodeFlow.codeMinutes * 60)
        let hash = isOpen ? codeHash(id, code) : nil
        try tx.execute(
            """
            INSERT INTO people_flows (id, token_hash, purpose, language, contact_kind, contact, \
            contact_index, code_hash, attempts, expires_at) VALUES (\(id.bytes), \(token.hash), \
            \(purpose.rawValue), \(language.rawValue), \(contact.kind), \
            \(try seal.close(contact.address, "contact")), \(index), \(hash), 0, \(expiry))
            """)
        let template: AccountLetter.Template
        switch (purpose, isOpen) {
        case (.registration, true): template = .registrationCode
        case (.registration, false): template = .alreadyRegistered
        case (.reset, true): template = .resetCode
        case (.reset, false): return
        }
        let values = isOpen ? ["code": code, "minutes": String(CodeFlow.codeMinutes)] : [:]
        try courier.send(
            AccountLetter(
                contact: contact, account: known?.id, template: template,
                language: known?.language ?? language, values: values, expiresAt: expiry,
                key: "\(template.rawValue):\(id.text)"), tx)
    }

    /// Six digits, each number equally likely.
    static func code(_ random: RandomSource) -> String {
        Digits.padded(random.number(below: 1_000_000), 6)
    }

    func codeHash(_ flow: UUIDv7, _ code: String) -> [UInt8] {
        vault.index(flow.text + ":" + code, "people.code")
    }
}
