import Contracts
import Kernel
import Ledger
import People
import Store

/// Tokens of programs from the command line.
public enum TokenDesk {
    /// Makes a token; what is returned is shown once.
    /// - Parameter holder: an officer's NIP, or the e-mail address or phone number that a citizen
    ///   has confirmed.
    /// - Throws: `Refusal`.
    public static func give(
        _ house: House, for holder: String, name: String, scopes: [String], days: Int
    ) async throws -> String {
        var wanted: Set<TokenScope> = []
        for word in scopes.flatMap({ $0.split(separator: ",") }) {
            guard let scope = TokenScope(rawValue: String(word)) else {
                let known = TokenScope.allCases.map(\.rawValue).sorted()
                throw OperatingProblem(
                    "“\(word)” is no scope. There are: \(known.joined(separator: ", ")).")
            }
            wanted.insert(scope)
        }
        let given = try await house.tokens.give(
            try await account(holder, house), name: name, scopes: wanted, days: days,
            by: .system("token create"))
        return given.secret
    }

    /// The tokens of an account, one a line.
    public static func list(_ house: House, for holder: String) async throws -> [String] {
        let account = try await account(holder, house)
        let now = house.world.now
        let found = try await house.store.read("token.list") { reader in
            try house.tokens.list(account, in: reader)
        }
        return found.map { listed in
            let token = listed.token
            let until = Day(token.expiresAt, in: house.zone).iso
            let state =
                listed.endedAt != nil ? "ended" : now < token.expiresAt ? "until \(until)" : "over"
            let used = token.usedAt.map { "used \(Day($0, in: house.zone).iso)" } ?? "never used"
            let scopes = token.scopes.sorted().map(\.rawValue).joined(separator: ",")
            return "\(token.id.text)  \(state)  \(used)  \(scopes)  \(listed.name)"
        }
    }

    /// Takes a token back.
    public static func revoke(_ house: House, _ id: String) async throws {
        guard let id = TokenID(text: id) else {
            throw Refusal(.notFound, "people.token.unknown")
        }
        try await house.tokens.end(id, by: .system("token revoke"))
    }

    private static func account(_ typed: String, _ house: House) async throws -> AccountID {
        let nip = try? NIP(typed)
        let contact = nip == nil ? try Contact(typed: typed) : nil
        let found = try await house.store.read("token.holder") { reader -> AccountID? in
            if let nip { return try house.accounts.account(of: nip, in: reader) }
            return try contact.flatMap { try house.accounts.account(of: $0, in: reader) }
        }
        guard let found else { throw Refusal(.notFound, "people.account.unknown") }
        return found
    }
}
