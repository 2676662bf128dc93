import Contracts
import Kernel
import Ledger
import Store

extension AccountStore {
    /// What an account has besides its password; spare codes are not listed one by one.
    public func factors(of account: AccountID) async throws -> [Factor] {
        try await store.read("people.factors") { [vault] reader in
            try FactorRow.all(of: account, in: reader).map { try $0.factor(vault) }
        }
    }

    /// Takes a factor away; the owner is told, and all other sessions end.
    /// - Throws: `Refusal`: an officer must keep one (`people.factor.last`).
    public func removeFactor(
        _ id: FactorID, of account: AccountID, keeping session: SessionID?
    ) async throws {
        try await store.write("people.factor.remove") { [self] tx in
            guard let owner = try AccountRow.find(account, in: tx) else {
                throw Refusal(.notFound, "people.account.unknown")
            }
            let strong = try FactorRow.all(of: account, in: tx).filter { $0.kind != .spare }
            guard let row = strong.first(where: { $0.id == id }) else {
                throw Refusal(.notFound, "people.factor.unknown")
            }
            let hasPassword = owner.kind == .citizen && owner.password != nil
            guard strong.count > 1 || hasPassword else {
                throw Refusal(.conflict, "people.factor.last")
            }
            try tx.execute("DELETE FROM people_factors WHERE id = \(id)")
            if row.kind == .totp {
                try tx.execute(
                    "DELETE FROM people_factors WHERE account = \(account) AND kind = 'spare'")
            }
            try sessions.endAll(of: account, except: session, in: tx)
            try noteFactor("account.factor-removed", row.kind, account, in: tx)
        }
        sessions.forget(account, except: session)
    }

    /// Takes all factors of an officer away who lost them; the next sign-in sets up new ones. For
    /// the city's administrators, after they have seen who it is.
    public func resetFactors(_ account: AccountID, by actor: Actor) async throws {
        try await store.write("people.factor.reset") { [self] tx in
            guard let row = try AccountRow.find(account, in: tx), row.kind == .officer else {
                throw Refusal(.notFound, "people.account.unknown")
            }
            try tx.execute("DELETE FROM people_factors WHERE account = \(account)")
            try tx.execute("DELETE FROM people_identities WHERE account = \(account)")
            try sessions.endAll(of: account, except: nil, in: tx)
            try entries.append(
                "account.factors-reset", actor: actor, facts: ["account": .string(account.text)],
                in: tx)
            try tellOwner(account, .factorsChanged, in: tx)
        }
        sessions.forget(account)
    }

    func noteFactor(
        _ type: String, _ kind: FactorKind, _ account: AccountID, in tx: Transaction
    ) throws {
        guard let row = try AccountRow.find(account, in: tx) else { return }
        try entries.append(
            type, actor: row.kind == .citizen ? .citizen(account) : .system("people"),
            facts: ["account": .string(account.text), "factor": .string(kind.rawValue)], in: tx)
        try tellOwner(account, .factorsChanged, in: tx)
    }
}
