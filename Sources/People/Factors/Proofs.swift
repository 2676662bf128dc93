import Contracts
import Kernel
import Ledger
import Store

/// How the answers of factors are checked, wherever they are asked for.
extension AccountStore {
    /// What was shown, or why it does not count. An answer and not an error: an error would roll
    /// the count of tries back.
    typealias ProofOutcome = Result<FactorKind, Refusal>

    /// Checks a code of an authenticator app or a spare code. Tries are counted for account and
    /// network, and apart for networks the account never used, so that strangers who know a
    /// password cannot keep the owner out.
    func prove(
        _ account: AccountID, code typed: String, from visitor: Visitor, in tx: Transaction
    ) throws -> ProofOutcome {
        guard try countProof(account, visitor, in: tx) else { return .failure(Self.provenTooOften) }
        let code = Digits.only(typed)
        let now = world.now
        for row in try FactorRow.all(of: account, in: tx) where row.kind == .totp {
            guard let secret = try row.opened(vault)["secret"]?.stringValue,
                let bytes = Hexadecimal.bytes(secret),
                let step = TOTP(secret: bytes).step(of: code, at: now, after: row.counter)
            else { continue }
            guard try row.use(counter: step, at: now, in: tx) else {
                return .failure(Self.provenWrong)
            }
            try forgiveProof(account, visitor, in: tx)
            return .success(.totp)
        }
        guard code.utf8.count == SpareCodes.length,
            let spare = try FactorRow.find(mark: spareMark(account, code), .spare, in: tx),
            spare.account == account
        else { return .failure(Self.provenWrong) }
        try tx.execute("DELETE FROM people_factors WHERE id = \(spare.id)")
        try entries.append(
            "account.spare-code-used", account: account, kind: .officer, in: tx)
        try forgiveProof(account, visitor, in: tx)
        return .success(.spare)
    }

    func spareMark(_ account: AccountID, _ code: String) -> [UInt8] {
        vault.index(account.text + ":" + code, "people.spare-code")
    }

    func countProof(
        _ account: AccountID, _ visitor: Visitor, in tx: Transaction
    ) throws -> Bool {
        let now = world.now
        let pair = proofPair(account, visitor)
        guard try limits.proofsPerPair.hit(pair, at: now, in: tx) else { return false }
        guard try !sessions.knows(visitor, account, in: tx) else { return true }
        let strangers = vault.index(account.text, limits.proofsByStrangers.name)
        return try limits.proofsByStrangers.hit(strangers, at: now, in: tx)
    }

    private func forgiveProof(
        _ account: AccountID, _ visitor: Visitor, in tx: Transaction
    ) throws {
        try limits.proofsPerPair.forgive(proofPair(account, visitor), in: tx)
    }

    private func proofPair(_ account: AccountID, _ visitor: Visitor) -> [UInt8] {
        vault.index(account.text + "|" + visitor.network, limits.proofsPerPair.name)
    }

    static var provenWrong: Refusal {
        Refusal(.invalid, "people.proof.wrong", field: "code", values: [:])
    }

    static var provenTooOften: Refusal {
        Refusal(.tooMuch, "people.proof.too-often", field: "code", values: [:])
    }
}

/// Codes on paper, for the day on which the phone is lost: eight, each counts once.
enum SpareCodes {
    static let count = 8
    /// Digits, as phones show a keyboard of digits for codes.
    static let length = 10

    static func make(_ random: RandomSource) -> [String] {
        (0..<count).map { _ in
            (0..<length).map { _ in String(random.number(below: 10)) }.joined()
        }
    }

    /// In two halves, as people write them down.
    static func shown(_ code: String) -> String { "\(code.prefix(5))-\(code.suffix(5))" }
}
