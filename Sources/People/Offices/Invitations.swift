import Contracts
import Kernel
import Store

/// How a new officer gets in: a code by mail, once, with which the officer chooses a password. The
/// second factor is set up at the first sign-in, like everybody's. No colleague ever sees either.
extension AccountStore {
    public static let invitationDays: Int64 = 7
    private static let codeLength = 10
    private static let tries: Int64 = 8

    /// Makes a code for an officer who never chose a password; one of before counts no more.
    /// - Returns: the code as it is written to the officer.
    /// - Throws: `Refusal` when the account is none of an officer, or has a password.
    public func invite(_ account: AccountID, in tx: Transaction) throws -> String {
        guard let row = try AccountRow.find(account, in: tx), row.kind == .officer, row.isActive,
            row.password == nil
        else { throw Refusal(.conflict, "people.invitation.needless") }
        let code = SpokenSymbols.make(Self.codeLength, secrets)
        let until = world.now.adding(hours: Self.invitationDays * 24)
        try tx.execute(
            """
            INSERT INTO people_invitations (account, code_hash, attempts, expires_at) \
            VALUES (\(account), \(invitationHash(account, code)), 0, \(until)) \
            ON CONFLICT (account) DO UPDATE SET code_hash = excluded.code_hash, attempts = 0, \
            expires_at = excluded.expires_at
            """)
        return "\(code.prefix(5))-\(code.suffix(5))"
    }

    /// The officer chooses a password by the code. Signing in comes after, with the second factor.
    /// - Throws: `Refusal`: a weak password; `people.invitation.wrong` for everything else, so that
    ///   nobody learns which NIP is known; or too many tries.
    public func accept(
        nip: NIP, code typed: String, password: String, from visitor: Visitor
    ) async throws {
        try PasswordRules.check(password, avoiding: [nip.text])
        guard let code = SpokenSymbols.read(typed, Self.codeLength) else {
            throw Self.wrongInvitation
        }
        // Hashing is dear: only for whoever has the code, so that nobody keeps sign-ins waiting.
        let account = try await store.write("people.invitation") { [self] tx in
            try holder(of: code, nip, visitor, in: tx)
        }.get()
        let hash = try await hasher.hash(password)
        try await store.write("people.invitation.done") { [self] tx in
            guard let row = try AccountRow.find(account, in: tx), row.isActive,
                row.password == nil,
                try tx.execute(
                    """
                    DELETE FROM people_invitations WHERE account = \(account) \
                    AND code_hash = \(invitationHash(account, code))
                    """) == 1
            else { throw Self.wrongInvitation }
            let network = vault.index(visitor.network, limits.recoveryCodes.name)
            try limits.recoveryCodes.takeBack(network, in: tx)
            try setPassword(row, hash, keeping: nil, in: tx)
        }
        sessions.forget(account)
    }

    private static var wrongInvitation: Refusal {
        Refusal(.invalid, "people.invitation.wrong", field: "code", values: [:])
    }

    /// Counts a try, and says whose code it is. A wrong try is an answer and not an error: an error
    /// would roll the count back.
    private func holder(
        of code: String, _ nip: NIP, _ visitor: Visitor, in tx: Transaction
    ) throws -> Result<AccountID, Refusal> {
        let network = vault.index(visitor.network, limits.recoveryCodes.name)
        guard try limits.recoveryCodes.hit(network, at: world.now, in: tx) else {
            return .failure(
                Refusal(.tooMuch, "people.recover.tries", field: "code", values: [:]))
        }
        guard let row = try AccountRow.find(nip: nipIndex(nip), in: tx), row.isActive,
            row.password == nil,
            let found = try tx.row(
                """
                UPDATE people_invitations SET attempts = attempts + 1 \
                WHERE account = \(row.id) AND attempts < \(Self.tries) \
                AND expires_at > \(world.now) RETURNING code_hash
                """),
            ConstantTime.isEqual(found.bytes(0), invitationHash(row.id, code))
        else { return .failure(Self.wrongInvitation) }
        return .success(row.id)
    }

    private func invitationHash(_ account: AccountID, _ code: String) -> [UInt8] {
        vault.index(account.text + ":" + code, "people.invitation")
    }
}
